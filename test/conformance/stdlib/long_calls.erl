%% timeout: 120
%% Files, patterns and ends of processes that take many turns, and what happens to them meanwhile.
-module(long_calls).
-export([main/0]).

main() ->
    show:results([
        {"a long file", fun file/0},
        {"parts of it", fun parts/0},
        {"closed by its owner's end", fun closed/0},
        {"no file", fun() -> file:read_file("/nowhere/at/all") end},
        {"a directory", fun() -> file:read_file("/") end},
        {"patterns", fun patterns/0},
        {"a limit is reached", fun() -> re:run(lists:duplicate(30, $a) ++ "b", "(a+)+$", [report_errors]) end},
        {"killed while it searches", fun searching/0},
        {"no UTF-8", fun() -> re:run([lists:duplicate(100000, 16#fc), <<16#fc>>], "x", [unicode]) end},
        {"many links and monitors", fun crowd/0}]).

bytes(N) -> binary:copy(list_to_binary([(I * I * 7919 + I) rem 251 || I <- lists:seq(1, 100000)]), N).
name() -> filename:join(".", "long_calls.tmp").
with_file(Contents, F) ->
    ok = file:write_file(name(), Contents),
    try F(name()) after file:delete(name()) end.

file() ->
    Bytes = bytes(50),
    with_file([Bytes, [$x, <<"yz">> | Bytes]], fun(Name) ->
        {ok, Read} = file:read_file(Name),
        {byte_size(Read), erlang:md5(Read) =:= erlang:md5([Bytes, "xyz", Bytes])}
    end).

parts() ->
    Bytes = bytes(40),
    with_file(<<>>, fun(Name) ->
        {ok, F} = file:open(Name, [read, write, raw, binary]),
        ok = file:write(F, Bytes),
        ok = file:pwrite(F, 2000000, bytes(30)),
        {ok, Size} = file:position(F, cur),
        {ok, P} = file:pread(F, 1999990, 3000000),
        {ok, _} = file:position(F, 3),
        {ok, A} = file:read(F, 1500000),
        {ok, At} = file:position(F, cur),
        {ok, B} = file:read(F, 100000000),
        End = file:read(F, 2000000),
        ok = file:close(F),
        {ok, G} = file:open(Name, [append, raw]),
        ok = file:write(G, bytes(20)),
        ok = file:close(G),
        {Size, byte_size(P), erlang:crc32(P), erlang:crc32(A), At, byte_size(B), erlang:crc32(B), End, file:read(F, 2000000), filelib:file_size(Name)}
    end).

closed() ->
    Bytes = bytes(100),
    Ends = [begin
        {Pid, Ref} = spawn_monitor(fun() ->
            {ok, F} = file:open(name(), [write, raw]),
            [ok = file:write(F, Bytes) || _ <- lists:seq(1, 100)]
        end),
        receive after I * 5 -> exit(Pid, kill) end,
        receive {'DOWN', Ref, _, _, Why} -> Why end
    end || I <- [1, 2, 3]],
    Other = with_file(<<"other">>, fun file:read_file/1),
    {Ends, Other}.

patterns() ->
    Text = binary:copy(<<"the quick brown fox jumps over the lazy dog\n">>, 20000),
    Unicode = unicode:characters_to_binary(lists:append(lists:duplicate(20000, "grüße 日本 😀 "))),
    {nomatch, []} = {re:run(Text, "zebra"), []},
    {match, All} = re:run(Text, "(l.)zy|(?<=b)row(n)?", [global]),
    {match, [Last]} = re:run(<<Text/binary, "end">>, "e[n]d$", [{capture, first}]),
    {match, [{0, Long}]} = re:run(Text, "(?s).*dog"),
    {match, [{_, Loop} | _]} = re:run(Text, "(?:[a-z]+[ \\n]){9}z?"),
    Replaced = re:replace(Text, "o(x|g)", "<\\1>", [global, {return, binary}]),
    Parts = re:split(Text, "\\n", [{return, binary}]),
    {match, U} = re:run(Unicode, "本 \\x{1F600}", [unicode, global, {capture, all, binary}]),
    {match, [{Where, _}]} = re:run([Unicode, "ende"], "ende", [unicode]),
    {match, [{From, _}]} = re:run([Unicode, "ü"], "ü", [unicode, {offset, byte_size(Unicode) - 1}]),
    {length(All), erlang:phash2(All), Last, Long, Loop, erlang:md5(Replaced), length(Parts), length(U), hd(U), Where, From}.

searching() ->
    [begin
        {Pid, Ref} = spawn_monitor(fun() -> re:run(lists:duplicate(40, $a) ++ "b", "(a+)+$"), receive never -> ok end end),
        receive after I -> exit(Pid, kill) end,
        receive {'DOWN', Ref, _, _, Why} -> Why end
    end || I <- [1, 5, 20]].

%% All are told, links before monitors, whoever else ends meanwhile.
crowd() ->
    Self = self(),
    Hub = spawn(fun() -> receive {'end', Why} -> exit(Why) end end),
    process_flag(trap_exit, true),
    Trapping = [spawn(fun() ->
        process_flag(trap_exit, true),
        link(Hub),
        Ref = monitor(process, Hub),
        Self ! linked,
        A = receive M1 -> M1 end,
        B = receive M2 -> M2 end,
        Self ! {told, element(1, A), element(3, A), element(1, B), element(5, B), Ref =:= element(2, B)}
    end) || _ <- lists:seq(1, 6000)],
    Dying = [spawn_monitor(fun() -> link(Hub), Self ! linked, receive never -> ok end end) || _ <- lists:seq(1, 6000)],
    [receive linked -> ok end || _ <- Trapping ++ Dying],
    [Hub ! {n, N} || N <- lists:seq(1, 10000)],
    [erlang:send_after(600000, Hub, N) || N <- lists:seq(1, 10000)],
    Hub ! {'end', gone},
    Told = lists:usort([receive T when element(1, T) =:= told -> T end || _ <- Trapping]),
    Ends = lists:usort([receive {'DOWN', R, process, P, Why} -> Why end || {P, R} <- Dying]),
    process_flag(trap_exit, false),
    {Told, Ends, is_process_alive(Hub)}.
