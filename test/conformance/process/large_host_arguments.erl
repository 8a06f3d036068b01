%% Binaries so large that they reach files, zlib, crypto and re in many turns.
%% slow under stress: its terms are large
-module(large_host_arguments).
-export([main/0]).
-import(show, [result/2]).

main() ->
    Whole = binary:copy(<<"the quick brown fox jumps over ", 0, 255, "the lazy dog.">>, 130000),
    <<_:3, Shifted/bits>> = <<0:3, Whole/binary>>, <<_, Part/binary>> = Whole,
    [begin
         Flat = iolist_to_binary(D),
         result({hash, N}, fun() -> [crypto:hash(T, D) || T <- [md5, sha256]] end),
         result({mac, N}, fun() -> crypto:mac(hmac, sha256, <<"key">>, D) end),
         result({cipher, N}, fun() ->
             Key = <<1:128>>, Encrypted = crypto:crypto_one_time(aes_128_ctr, Key, Key, D, true),
             {erlang:md5(Encrypted), crypto:crypto_one_time(aes_128_ctr, Key, Key, Encrypted, false) =:= Flat}
         end),
         result({padded, N}, fun() -> erlang:md5(crypto:crypto_one_time(aes_128_cbc, <<1:128>>, <<2:128>>, D, [{encrypt, true}, {padding, pkcs_padding}])) end),
         result({re, N}, fun() -> re:run(D, "dog.$", [{capture, first, index}]) end)
     end || {N, D} <- [{whole, Whole}, {shifted, Shifted}, {part, Part}, {list, [Whole, <<"x">>, $y, Part]}]],
    result(zlib, fun() -> [zlib:uncompress(zlib:compress(B)) =:= B || B <- [Whole, Shifted]] end),
    result(hash_in_steps, fun() -> crypto:hash_final(crypto:hash_update(crypto:hash_init(sha), Whole)) end),
    result(file, fun() ->
        Name = "large_host_arguments.tmp",
        ok = file:write_file(Name, [Whole, Shifted, Part]),
        Same = file:read_file(Name) =:= {ok, iolist_to_binary([Whole, Shifted, Part])},
        {ok, File} = file:open(Name, [raw, write, read, binary]),
        Answers = [file:write(File, [Whole, "a"]), file:pwrite(File, 3, Part), file:pread(File, 0, 10), file:close(File)],
        Size = filelib:file_size(Name), ok = file:delete(Name),
        {Same, Answers, Size}
    end),
    [result({wrong, N}, fun() -> top(F) end) || {N, F} <- [
        {re, fun() -> re:run([Whole, 300], "dog") end}, {hash, fun() -> crypto:hash(nope, Whole) end}, {gunzip, fun() -> zlib:gunzip(Whole) end}]],
    % who is killed meanwhile leaves nothing behind
    Before = erlang:memory(binary),
    {Pid, Ref} = spawn_monitor(fun() -> [crypto:hash(sha256, Whole) || _ <- lists:seq(1, 1000)] end),
    erlang:yield(), exit(Pid, kill),
    result(killed, fun() -> receive {'DOWN', Ref, process, Pid, Why} -> Why end end),
    result(memory, fun() -> erlang:memory(binary) < Before + 3 * byte_size(Whole) end).

%% What is raised, and by whom, with how many arguments.
top(F) ->
    try F()
    catch Class:Reason:Stack ->
        [{M, Name, Arguments, _} | _] = Stack,
        {Class, kind(Reason), M, Name, if is_list(Arguments) -> length(Arguments); true -> Arguments end}
    end.
kind(Reason) when is_tuple(Reason) -> element(1, Reason);
kind(Reason) -> Reason.
