%% Endless loops of every kind do not stop the others: tail calls, bodies, funs, comprehensions, BIFs in a row, receives.
%% timeout: 120
-module(preemption).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    Loops = [{tail, fun() -> tail(0) end}, {mutual, fun() -> ping(0) end}, {body, fun() -> bodies() end}, {a_fun, fun() -> F = fun L(N) -> L(N + 1) end, F(0) end},
             {comprehension, fun() -> lcs() end}, {bifs, fun() -> bifs(self()) end}, {self_send, fun() -> self_send() end}, {binary, fun() -> bins(<<>>) end}, {map, fun() -> maps_loop(#{}, 0) end},
             {catching, fun() -> catching() end}, {float, fun() -> floats(1.0) end}, {big, fun() -> bigs(1) end}, {sorting, fun() -> sorting() end}, {applying, fun() -> applying() end}, {gc, fun() -> gcs() end}],
    [result(N, fun() -> against(F) end) || {N, F} <- Loops],
    result("all at once", fun() -> Ps = [spawn(F) || {_, F} <- Loops], R = echo_works(20), [exit(P, kill) || P <- Ps], R end).

against(F) ->
    {P, R} = spawn_monitor(F),
    A = echo_works(5),
    Alive = is_process_alive(P),
    exit(P, kill),
    receive {'DOWN', R, _, _, X} -> {A, Alive, X} end.

echo_works(N) ->
    E = spawn_link(fun Echo() -> receive {F, X} -> F ! X, Echo() end end),
    L = [begin E ! {self(), I}, receive I -> I after 10000 -> late end end || I <- lists:seq(1, N)],
    unlink(E), exit(E, kill), receive after 5 -> ok end,
    length(L).

tail(N) -> tail(N + 1).
ping(N) -> pong(N + 1).
pong(N) -> ping(N - 1).
bodies() -> sum(5000), bodies().
sum(0) -> 0;
sum(N) -> N + sum(N - 1).
lcs() -> [X * Y || X <- lists:seq(1, 30), Y <- lists:seq(1, 30)], lcs().
bifs(P) -> is_process_alive(P), tuple_to_list(list_to_tuple([1, 2, 3])), bifs(P).
self_send() -> self() ! x, receive x -> self_send() end.
bins(B) when byte_size(B) > 1000 -> bins(<<>>);
bins(B) -> bins(<<B/binary, 1, 2, 3>>).
maps_loop(M, N) -> maps_loop(M#{N rem 100 => N}, N + 1).
catching() -> catch throw(x), try error(y) catch _:_ -> ok end, catching().
floats(F) when F > 1.0e100 -> floats(1.0);
floats(F) -> floats(F * 1.0001).
bigs(N) when N > 1 bsl 500 -> bigs(1);
bigs(N) -> bigs(N * 3).
sorting() -> lists:sort([I * 7919 rem 1000 || I <- lists:seq(1, 1000)]), sorting().
applying() -> apply(lists, reverse, [[1, 2, 3]]), apply(fun(X) -> X end, [1]), applying().
gcs() -> erlang:garbage_collect(), gcs().
