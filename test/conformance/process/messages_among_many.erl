%% Order and completeness of messages among many processes: rings, trees, pipelines, broadcast, barriers, token passing, all-to-all.
-module(messages_among_many).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    Me = self(),
    result("ring", fun() -> First = lists:foldl(fun(_, Next) -> spawn_link(fun() -> ring(Next) end) end, Me, lists:seq(1, 500)), First ! {token, 0}, A = receive {token, N} -> N end, First ! stop, A end),
    result("ring many laps", fun() -> Head = spawn_link(fun() -> receive {next, N} -> lap(N, Me) end end), Last = lists:foldl(fun(_, Next) -> spawn_link(fun() -> pass(Next) end) end, Head, lists:seq(1, 50)), Head ! {next, Last}, Head ! {go, 40}, receive {laps, X} -> X end end),
    result("pairwise order", fun() -> Ps = [spawn_link(fun() -> [Me ! {S, N} || N <- lists:seq(1, 100)] end) || S <- lists:seq(1, 20)], Got = [receive {S, N} -> {S, N} end || _ <- lists:seq(1, 2000)], {length(Ps), lists:usort([[N || {S2, N} <- Got, S2 =:= S] =:= lists:seq(1, 100) || S <- lists:seq(1, 20)])} end),
    result("order through signals", fun() -> process_flag(trap_exit, true), Ps = [spawn_link(fun() -> Me ! {n, N, 1}, Me ! {n, N, 2}, exit({ended, N}) end) || N <- lists:seq(1, 50)], R = [begin receive {n, N, 1} -> ok end, receive {n, N, 2} -> ok end, receive {'EXIT', P, {ended, N}} -> ok end end || {N, P} <- lists:enumerate(Ps)], process_flag(trap_exit, false), lists:usort(R) end),
    result("tree sum", fun() -> tree(8, Me, 1), receive {sum, S} -> S end end),
    result("pipeline", fun() -> Sink = spawn_link(fun() -> collect([], Me) end), P = lists:foldl(fun(K, Next) -> spawn_link(fun() -> stage(K, Next) end) end, Sink, [3, 2, 1]), [P ! {v, N} || N <- lists:seq(1, 200)], P ! done, receive {collected, L} -> {length(L), lists:sum(L), lists:sublist(L, 5)} end end),
    result("broadcast and barrier", fun() -> Ps = [spawn_link(fun() -> rounds(10, Me) end) || _ <- lists:seq(1, 30)], [begin [P ! {round, R} || P <- Ps], [receive {at, P, R} -> ok end || P <- Ps] end || R <- lists:seq(1, 10)], [receive {out, P} -> ok end || P <- Ps], ok end),
    result("all to all", fun() -> N = 25, Ps = [spawn_link(fun() -> receive {all, L} -> [P ! {from, self()} || P <- L], Me ! {count, length([receive {from, _} -> x end || _ <- L])} end end) || _ <- lists:seq(1, N)], [P ! {all, Ps} || P <- Ps], lists:usort([receive {count, C} -> C end || _ <- Ps]) end),
    result("request reply storm", fun() -> S = spawn_link(fun() -> server(0) end), Cs = [spawn_monitor(fun() -> exit(lists:sum([call(S, N) || N <- lists:seq(1, 50)])) end) || _ <- lists:seq(1, 20)], R = lists:usort([receive {'DOWN', M, _, _, X} -> X end || {_, M} <- Cs]), {R, call(S, count)} end),
    result("selective among noise", fun() -> [Me ! {noise, N} || N <- lists:seq(1, 5000)], Me ! {wanted, x}, A = receive {wanted, X} -> X end, {A, length([receive {noise, N} -> N end || N <- lists:seq(1, 5000)])} end),
    result("reverse selective", fun() -> [Me ! {n, N} || N <- lists:seq(1, 300)], [receive {n, N} -> N end || N <- lists:seq(300, 1, -1)] =:= lists:seq(300, 1, -1) end),
    result("large terms among processes", fun() -> Big = {lists:seq(1, 2000), binary:copy(<<"x">>, 5000), maps:from_list([{N, N} || N <- lists:seq(1, 100)])}, P = lists:foldl(fun(_, Next) -> spawn_link(fun() -> receive M -> Next ! M end end) end, Me, lists:seq(1, 50)), P ! Big, receive M -> M =:= Big end end),
    result("spawn chains", fun() -> chain(2000, Me), receive {bottom, N} -> N end end),
    result("fan out fan in", fun() -> Ps = [spawn_monitor(fun() -> exit(fib(N rem 15)) end) || N <- lists:seq(1, 300)], lists:sum([receive {'DOWN', R, _, _, V} -> V end || {_, R} <- Ps]) end),
    result("ping pong", fun() -> P = spawn_link(fun() -> pong() end), ping(P, 5000, 0) end),
    result("registered echo", fun() -> register(messages_echo, spawn_link(fun() -> echo() end)), R = [begin messages_echo ! {self(), N}, receive {echo, N} -> N end end || N <- lists:seq(1, 100)], messages_echo ! stop, lists:sum(R) end),
    result("mutex", fun() -> put(c, 0), M = spawn_link(fun() -> mutex() end), C = ets:new(c, [public]), ets:insert(C, {n, 0}), Ws = [spawn_monitor(fun() -> [begin M ! {lock, self()}, receive locked -> ok end, [{n, V}] = ets:lookup(C, n), erlang:yield(), ets:insert(C, {n, V + 1}), M ! {unlock, self()} end || _ <- lists:seq(1, 20)] end) || _ <- lists:seq(1, 20)], [receive {'DOWN', R, _, _, normal} -> ok end || {_, R} <- Ws], ets:lookup(C, n) end),
    result("dining", fun() -> Forks = [spawn_link(fun() -> mutex() end) || _ <- lists:seq(1, 5)], Ds = [spawn_monitor(fun() -> [begin [L, H] = lists:sort([I, I rem 5 + 1]), take(lists:nth(L, Forks)), take(lists:nth(H, Forks)), erlang:yield(), drop(lists:nth(H, Forks)), drop(lists:nth(L, Forks)) end || _ <- lists:seq(1, 30)], exit(ate) end) || I <- lists:seq(1, 5)], [receive {'DOWN', R, _, _, X} -> X end || {_, R} <- Ds] end),
    result("work stealing", fun() -> Q = spawn_link(fun() -> work(lists:seq(1, 500)) end), Ws = [spawn_monitor(fun() -> exit(steal(Q, 0)) end) || _ <- lists:seq(1, 8)], lists:sum([receive {'DOWN', R, _, _, S} -> S end || {_, R} <- Ws]) end),
    result("self sends in a loop", fun() -> Me ! 0, (fun L() -> receive 3000 -> done; N -> Me ! N + 1, L() end end)() end),
    result("left over", fun() -> receive M -> M after 0 -> none end end).

ring(Next) -> receive {token, N} -> Next ! {token, N + 1}, ring(Next); stop when is_pid(Next) -> Next ! stop end.
pass(Next) -> receive M -> Next ! M, pass(Next) end.
lap(Next, Back) -> receive {go, N} -> Next ! {lap, N, 0}, lapping(Next, Back) end.
lapping(Next, Back) -> receive {lap, 1, H} -> Back ! {laps, H + 1}; {lap, N, H} -> Next ! {lap, N - 1, H + 1}, lapping(Next, Back) end.
tree(0, To, V) -> To ! {sum, V};
tree(D, To, V) -> spawn_link(fun() -> [tree(D - 1, self(), V * 2 + B) || B <- [0, 1]], To ! {sum, V + lists:sum([receive {sum, S} -> S end || _ <- [1, 2]])} end).
stage(K, Next) -> receive {v, N} -> (N rem (K + 1) =/= 0) andalso (Next ! {v, N * 10 + K}), stage(K, Next); done -> Next ! done end.
collect(L, To) -> receive {v, N} -> collect([N | L], To); done -> To ! {collected, lists:reverse(L)} end.
rounds(0, To) -> To ! {out, self()};
rounds(N, To) -> receive {round, R} -> To ! {at, self(), R}, rounds(N - 1, To) end.
server(C) -> receive {P, R, count} -> P ! {R, C}, server(C); {P, R, N} -> P ! {R, N * 2}, server(C + 1) end.
call(S, X) -> R = make_ref(), S ! {self(), R, X}, receive {R, Y} -> Y end.
chain(0, To) -> To ! {bottom, 0};
chain(N, To) -> Me = self(), spawn(fun() -> chain(N - 1, self()), receive {bottom, K} -> To ! {bottom, K + 1} end end), Me.
fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).
pong() -> receive {ping, P, N} -> P ! {pong, N}, pong() end.
ping(_, 0, S) -> S;
ping(P, N, S) -> P ! {ping, self(), N}, receive {pong, N} -> ping(P, N - 1, S + N) end.
echo() -> receive {P, N} -> P ! {echo, N}, echo(); stop -> ok end.
mutex() -> receive {lock, P} -> P ! locked, receive {unlock, P} -> mutex() end end.
take(F) -> F ! {lock, self()}, receive locked -> ok end.
drop(F) -> F ! {unlock, self()}.
work([]) -> receive {P, get} -> P ! empty, work([]) end;
work([H | T]) -> receive {P, get} -> P ! {job, H}, work(T) end.
steal(Q, S) -> Q ! {self(), get}, receive {job, N} -> steal(Q, S + N); empty -> S end.
