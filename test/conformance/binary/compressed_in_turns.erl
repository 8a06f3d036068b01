%% Compressed external terms that are too long for one turn: each is made and read piece by piece.
-module(compressed_in_turns).
-export([main/0]).

main() ->
    Terms = [{zeros, binary:copy(<<0>>, 1500000)}, {text, binary:copy(<<"the quick brown fox ">>, 60000)}, {noise, noise(300000)},
        {rows, [{I, <<I:64>>, [I, I * I], #{i => I}} || I <- lists:seq(1, 20000)]}],
    [show:result({Name, Options}, fun() -> both(Term, Options) end)
        || {Name, Term} <- Terms, Options <- [[compressed], [{compressed, 1}], [{compressed, 9}, {minor_version, 1}]]],
    Rows = term_to_binary(element(2, lists:keyfind(rows, 1, Terms)), [compressed]),
    show:results([
        {"as a list of binaries", fun() -> erlang:md5(term_to_iovec(lists:seq(1, 100000), [compressed])) end},
        {"used, with more behind it", fun() ->
            {T, Used} = binary_to_term(<<Rows/binary, "more">>, [used]), {length(T), Used =:= byte_size(Rows)} end},
        {"starting within a byte", fun() ->
            <<_:3, Shifted/bits>> = <<0:3, Rows/binary>>, length(binary_to_term(Shifted)) end},
        {"damaged in the middle", fun() ->
            <<A:10000/binary, B, C/binary>> = Rows, binary_to_term(<<A/binary, (B bxor 255), C/binary>>) end},
        {"cut off", fun() -> binary_to_term(binary:part(Rows, 0, byte_size(Rows) - 5)) end},
        {"too short a size", fun() -> resized(Rows, -1) end},
        {"too long a size", fun() -> resized(Rows, 1) end},
        {"no zlib data", fun() -> binary_to_term(<<131, 80, 3000000:32, (noise(100000))/binary>>) end},
        {"no term inside", fun() ->
            binary_to_term(<<131, 80, 1000000:32, (zlib:compress(binary:copy(<<255>>, 1000000)))/binary>>) end},
        {"unsafe atoms", fun() ->
            T = [list_to_atom("compressed_in_turns_" ++ [$a + I rem 26]) || I <- lists:seq(1, 60000)],
            length(binary_to_term(term_to_binary(T, [compressed]), [safe])) end},
        {"killed on the way", fun killed/0},
        {"collected on the way", fun collected/0}]).

both(Term, Options) ->
    Binary = term_to_binary(Term, Options),
    {byte_size(Binary), erlang:md5(Binary), binary_to_term(Binary) =:= Term}.

resized(<<131, 80, Size:32, Data/binary>>, By) -> binary_to_term(<<131, 80, (Size + By):32, Data/binary>>).

noise(N) -> noise(N, 17, []).
noise(0, _, Acc) -> list_to_binary(Acc);
noise(N, X, Acc) -> noise(N - 1, (X * 1103515245 + 12345) band 16#7fffffff, [(X bsr 16) band 255 | Acc]).

killed() ->
    Term = lists:seq(1, 200000),
    Binary = term_to_binary(Term, [compressed]),
    [begin
        {Pid, Ref} = spawn_monitor(fun() -> [{binary_to_term(Binary), term_to_binary(Term, [compressed])} || _ <- lists:seq(1, 100)] end),
        [erlang:yield() || _ <- lists:seq(1, I)],
        exit(Pid, kill),
        receive {'DOWN', Ref, process, Pid, Why} -> Why end
    end || I <- lists:seq(1, 20)].

collected() ->
    Self = self(),
    Pid = spawn(fun() ->
        Term = lists:seq(1, 100000),
        Binary = term_to_binary(Term, [compressed]),
        Self ! {self(), {erlang:md5(Binary), binary_to_term(Binary) =:= Term}}
    end),
    collect(Pid),
    receive {Pid, Answer} -> Answer end.
collect(Pid) ->
    case erlang:garbage_collect(Pid) of
        true -> erlang:yield(), collect(Pid);
        false -> ok
    end.
