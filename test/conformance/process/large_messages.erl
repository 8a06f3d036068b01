%% Large and shared terms in messages: lists, tuples, maps, binaries whole and in part, funs, nested sharing, ring of copies.
%% slow under stress: its mailboxes are long
-module(large_messages).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    E = spawn_link(fun echo/0),
    Back = fun(X) -> E ! {self(), X}, receive {E, Y} -> {X =:= Y, erlang:phash2(Y) =:= erlang:phash2(X)} end end,
    result("list", fun() -> Back(lists:seq(1, 200000)) end),
    result("tuple", fun() -> Back(list_to_tuple(lists:seq(1, 50000))) end),
    result("map", fun() -> Back(maps:from_list([{I, {I, [I]}} || I <- lists:seq(1, 20000)])) end),
    result("binary", fun() -> Back(binary:copy(<<"0123456789">>, 100000)) end),
    result("sub binaries", fun() -> B = binary:copy(<<"0123456789">>, 1000), Back([binary:part(B, I, 7) || I <- lists:seq(0, 9000, 13)]) end),
    result("bits", fun() -> <<_:3, B:4001/bitstring, _/bitstring>> = binary:copy(<<"abc">>, 1000), Back(B) end),
    result("deep", fun() -> Back(lists:foldl(fun(I, A) -> {I, [A]} end, [], lists:seq(1, 50000))) end),
    result("bignums and floats", fun() -> Back([{1 bsl I, -(3 bsl I), I / 7} || I <- lists:seq(1, 500)]) end),
    result("fun", fun() -> Big = lists:seq(1, 1000), F = fun(X) -> X + length(Big) end, E ! {self(), F}, receive {E, G} -> G(1) end end),
    result("pids and refs", fun() -> Back([self(), make_ref(), E, fun lists:map/2]) end),
    result("appended binary", fun() -> B = lists:foldl(fun(I, A) -> <<A/binary, I:32>> end, <<>>, lists:seq(1, 2000)), {Back(B), byte_size(<<B/binary, "more">>)} end),
    result("context in message", fun() -> ctx(binary:copy(<<1, 2, 3, 4>>, 50), Back, 0) end),
    result("ring", fun() -> ring(20, 20, lists:seq(1, 2000)) end),
    result("many small", fun() -> [E ! {self(), {I, [I]}} || I <- lists:seq(1, 20000)], lists:sum([receive {E, {I, [I]}} -> I end || _ <- lists:seq(1, 20000)]) end),
    result("to self", fun() -> self() ! {mine, lists:seq(1, 100000)}, receive {mine, L} -> lists:sum(L) end end),
    result("literal", fun() -> Back({literal, [1, 2, 3], "text", <<"bin">>, #{a => {b, "c"}}}) end),
    result("after sender dies", fun() -> Me = self(), {_, R} = spawn_monitor(fun() -> Me ! {last, lists:seq(1, 50000), binary:copy(<<9>>, 5000)} end), receive {'DOWN', R, _, _, _} -> ok end, receive {last, L, B} -> {lists:sum(L), byte_size(B)} end end).

echo() -> receive {From, X} -> From ! {self(), X}, echo() end.
ctx(<<A, R/binary>>, Back, N) when N < 5 -> {true, true} = Back({A, R}), ctx(R, Back, N + 1);
ctx(R, _, _) -> byte_size(R).
ring(N, Rounds, Load) ->
    Me = self(),
    Last = lists:foldl(fun(_, Next) -> spawn(fun() -> node_loop(Next) end) end, Me, lists:seq(1, N)),
    lists:foldl(fun(_, L) -> Last ! L, receive X -> X end end, Load, lists:seq(1, Rounds)) =:= Load.
node_loop(Next) -> receive X -> Next ! X, node_loop(Next) after 60000 -> ok end.
