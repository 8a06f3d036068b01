%% receive: selective, with guards, timeouts of 0, some and infinity, nested, order kept for what is left.
%% The programs of this folder that include it are compiled in different ways.
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    result("order", fun() -> send([1, 2, 3]), [one(), one(), one()] end),
    result("selective", fun() -> send([a, 1, b, 2, c]), {receive X when is_integer(X) -> X end, receive Y when is_integer(Y) -> Y end, rest()} end),
    result("by pattern", fun() -> send([{x, 1}, {y, 2}, {x, 3}]), {receive {y, V} -> V end, rest()} end),
    result("bound", fun() -> send([{1, a}, {2, b}, {3, c}]), K = id(3), {receive {K, V} -> V end, rest()} end),
    result("timeout 0 empty", fun() -> receive X -> X after 0 -> none end end),
    result("timeout 0 match", fun() -> send([x]), receive X -> X after 0 -> none end end),
    result("timeout 0 no match", fun() -> send([x, y]), {receive z -> z after 0 -> none end, rest()} end),
    result("timeout 10", fun() -> receive X -> X after 10 -> none end end),
    result("timeout expression", fun() -> T = id(5), receive X -> X after T * 2 -> none end end),
    result("infinity", fun() -> Me = self(), spawn(fun() -> Me ! late end), receive X -> X after infinity -> none end end),
    result("infinity var", fun() -> Me = self(), I = id(infinity), spawn(fun() -> Me ! late end), receive X -> X after I -> none end end),
    result("only after", fun() -> receive after 1 -> done end end),
    result("first message wins", fun() -> send([b, a]), receive a -> a; b -> b end end),
    _ = rest(),
    result("nested", fun() -> send([1, 2, 3, 4]), receive 3 -> receive 1 -> receive 4 -> receive 2 -> nested end end end end end),
    result("wait for late", fun() -> Me = self(), send([junk1, junk2]), spawn(fun() -> receive after 20 -> ok end, Me ! {late, 1} end), {receive {late, N} -> N after 60000 -> none end, rest()} end),
    result("timer not restarted", fun() ->
        Me = self(), T0 = erlang:monotonic_time(millisecond),
        P = spawn(fun() -> pest(Me) end),
        R = receive never -> n after 100 -> timeout end,
        exit(P, kill),
        T = erlang:monotonic_time(millisecond) - T0,
        _ = rest(),
        {R, T >= 100, T < 5000}
    end),
    result("in catch", fun() -> send([boom]), catch receive boom -> throw(got) end end),
    result("fun in guard", fun() -> send([{n, 5}, {n, 50}]), {receive {n, X} when X > 10, X rem 2 =:= 0 -> X end, rest()} end),
    result("many", fun() -> send(lists:seq(1, 10000)), lists:sum([one() || _ <- lists:seq(1, 10000)]) end),
    result("reverse", fun() -> send(lists:seq(1, 500)), lists:sum([receive N -> N end || N <- lists:seq(500, 1, -1)]) end),
    result("map pattern", fun() -> send([#{a => 1}, #{b => 2}]), {receive #{b := X} -> X end, rest()} end),
    result("binary pattern", fun() -> send([<<1, 2>>, <<3, 4, 5>>]), {receive <<3, R/binary>> -> R end, rest()} end),
    result("queue length", fun() -> send([1, 2, 3]), {_, L} = process_info(self(), message_queue_len), {_, M} = process_info(self(), messages), {L, M, rest()} end),
    result("flush", fun() -> send([1, 2, 3]), flush(0) end).

pest(P) -> P ! junk, receive after 5 -> ok end, pest(P).
send(L) -> [self() ! X || X <- L].
one() -> receive X -> X end.
rest() -> receive X -> [X | rest()] after 0 -> [] end.
flush(N) -> receive _ -> flush(N + 1) after 0 -> N end.
