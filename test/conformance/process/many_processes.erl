%% Tens of thousands of processes at once, rings, trees, storms of exits and monitors.
%% timeout: 120
%% slow under stress: each of its processes is collected often
-module(many_processes).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    result("50000 alive", fun() -> Ps = [spawn(fun() -> receive {F, I} -> F ! I end end) || _ <- lists:seq(1, 50000)], N = erlang:system_info(process_count), Me = self(), number(Ps, 1, Me), {N > 50000, lists:sum([receive I -> I end || _ <- Ps])} end),
    result("ring of 5000", fun() -> ring(5000, 5) end),
    result("parallel fib", fun() -> pfib(15) end),
    result("exit storm", fun() -> process_flag(trap_exit, true), Ps = [spawn_link(fun() -> receive X -> exit(X) end end) || _ <- lists:seq(1, 5000)], [P ! {bye, 1} || P <- Ps], R = lists:usort([receive {'EXIT', P, X} -> X end || P <- Ps]), process_flag(trap_exit, false), R end),
    result("monitor storm", fun() -> Refs = [element(2, spawn_monitor(fun() -> exit(I rem 3) end)) || I <- lists:seq(1, 5000)], lists:sum([receive {'DOWN', R, _, _, X} -> X end || R <- Refs]) end),
    result("linked group dies", fun() -> {P, R} = spawn_monitor(fun() -> [spawn_link(fun() -> receive after infinity -> ok end end) || _ <- lists:seq(1, 5000)], exit(all) end), receive {'DOWN', R, _, P, X} -> X end end),
    result("pipeline", fun() -> Me = self(), First = lists:foldl(fun(I, Next) -> spawn(fun() -> stage(I, Next) end) end, Me, lists:seq(1, 100)), [First ! {v, N} || N <- lists:seq(1, 200)], R = lists:sum([receive {v, X} -> X end || _ <- lists:seq(1, 200)]), First ! stop, R end),
    result("fan in", fun() -> Me = self(), [spawn(fun() -> [Me ! {I, J} || J <- lists:seq(1, 50)] end) || I <- lists:seq(1, 200)], lists:sum([receive {A, B} when is_integer(A) -> A * B end || _ <- lists:seq(1, 10000)]) end),
    result("generations", fun() -> generations(5000) end),
    result("all gone", fun() -> wait_count(200) end).

number([], _, _) -> ok;
number([P | T], I, Me) -> P ! {Me, I}, number(T, I + 1, Me).
ring(N, Rounds) ->
    Me = self(),
    Last = lists:foldl(fun(_, Next) -> spawn(fun() -> forward(Next) end) end, Me, lists:seq(1, N)),
    R = [begin Last ! {token, I}, receive {token, X} -> X end end || I <- lists:seq(1, Rounds)],
    Last ! stop,
    receive stop -> R end.
forward(Next) -> receive stop -> Next ! stop; M -> Next ! M, forward(Next) end.
pfib(N) when N < 2 -> N;
pfib(N) ->
    Me = self(), R1 = make_ref(), R2 = make_ref(),
    spawn(fun() -> Me ! {R1, pfib(N - 1)} end), spawn(fun() -> Me ! {R2, pfib(N - 2)} end),
    receive {R1, A} -> receive {R2, B} -> A + B end end.
stage(I, Next) -> receive {v, X} -> Next ! {v, X + I}, stage(I, Next); stop -> if is_pid(Next), I > 1 -> Next ! stop; true -> ok end end.
generations(N) -> Me = self(), spawn(fun() -> generation(N, Me) end), receive {done, X} -> X end.
generation(0, Me) -> Me ! {done, last};
generation(N, Me) -> spawn(fun() -> generation(N - 1, Me) end).
wait_count(0) -> erlang:system_info(process_count);
wait_count(N) -> case erlang:system_info(process_count) < 500 of true -> few; false -> receive after 10 -> ok end, wait_count(N - 1) end.
