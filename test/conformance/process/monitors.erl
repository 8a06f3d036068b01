%% Monitors: each reason, names, the dead, demonitor with its options, spawn_monitor, monitor/3 with tags and aliases.
-module(monitors).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    result("reasons", fun() -> [element(5, down(spawn_monitor(fun() -> exit(R) end))) || R <- [normal, kill, shutdown, {a, "b"}, [1.5]]] end),
    result("message", fun() -> {P, R} = spawn_monitor(fun() -> exit(x) end), receive {'DOWN', R1, T, P1, X} -> {R1 =:= R, T, P1 =:= P, X} end end),
    result("noproc", fun() -> {P, R} = spawn_monitor(fun() -> ok end), down({P, R}), R2 = monitor(process, P), element(5, down({P, R2})) end),
    result("name", fun() -> P = server(), register(mon_name, P), R = monitor(process, mon_name), P ! stop, receive {'DOWN', R, process, {N, Node}, X} -> {N, Node =:= node(), X} end end),
    result("name and node", fun() -> P = server(), register(mon_name, P), R = monitor(process, {mon_name, node()}), P ! stop, receive {'DOWN', R, process, {N, _}, X} -> {N, X} end end),
    result("unknown name", fun() -> R = monitor(process, no_such_name), receive {'DOWN', R, process, {N, _}, X} -> {N, X} end end),
    result("many on one", fun() -> P = server(), Rs = [monitor(process, P) || _ <- lists:seq(1, 100)], P ! stop, length([receive {'DOWN', R, _, _, normal} -> ok end || R <- Rs]) end),
    result("demonitor", fun() -> P = server(), R = monitor(process, P), {demonitor(R), begin P ! stop, none() end} end),
    result("demonitor flush", fun() -> {P, R} = spawn_monitor(fun() -> ok end), down_there(R), {demonitor(R, [flush]), none()} end),
    result("demonitor no flush", fun() -> {P, R} = spawn_monitor(fun() -> ok end), down_there(R), demonitor(R), receive {'DOWN', R, _, _, X} -> X after 0 -> none end end),
    result("demonitor info", fun() -> P = server(), R = monitor(process, P), {demonitor(R, [info]), demonitor(R, [info]), demonitor(R, [info, flush])} end),
    result("demonitor of other", fun() -> R = make_ref(), demonitor(R) end),
    result("demonitor bad option", fun() -> demonitor(make_ref(), [id(foo)]) end),
    result("self monitor", fun() -> R = monitor(process, self()), {demonitor(R, [info]), is_reference(R)} end),
    result("tag", fun() -> P = server(), R = monitor(process, P, [{tag, {my, tag}}]), P ! stop, receive {{my, tag}, R, process, P, X} -> X end end),
    result("spawn_opt monitor tag", fun() -> {P, R} = spawn_opt(fun() -> exit(q) end, [{monitor, [{tag, gone}]}]), receive {gone, R, process, P, X} -> X end end),
    result("alias demonitor", fun() -> P = echo(), R = monitor(process, P, [{alias, demonitor}]), P ! {R, 1}, A = receive {R, V} -> V end, demonitor(R), P ! {R, 2}, {A, none()} end),
    result("alias reply_demonitor", fun() -> P = echo(), R = monitor(process, P, [{alias, reply_demonitor}]), P ! {R, 1}, A = receive {R, V} -> V end, P ! {R, 2}, P ! stop, {A, none(), demonitor(R, [info])} end),
    result("alias explicit", fun() -> P = echo(), R = monitor(process, P, [{alias, explicit_unalias}]), demonitor(R), P ! {R, 1}, A = receive {R, V} -> V after 60000 -> none end, U = unalias(R), P ! {R, 2}, {A, U, none()} end),
    result("monitors info", fun() -> P = server(), monitor(process, P), {monitors, M} = process_info(self(), monitors), {monitored_by, B} = process_info(P, monitored_by), {[process || {process, X} <- M, X =:= P], B =:= [self()]} end),
    result("monitor and link order", fun() -> process_flag(trap_exit, true), P = spawn(fun() -> receive stop -> exit(z) end end), monitor(process, P), link(P), P ! stop, A = receive X -> element(1, X) end, B = receive Y -> element(1, Y) end, process_flag(trap_exit, false), lists:sort([A, B]) end),
    result("down after messages", fun() -> Me = self(), {P, R} = spawn_monitor(fun() -> [Me ! {n, I} || I <- lists:seq(1, 100)] end), collect(P, R, []) end),
    result("bad type", fun() -> monitor(id(foo), self()) end),
    result("bad item", fun() -> monitor(process, id({a, b, c})) end),
    result("bad option", fun() -> monitor(process, self(), [id(foo)]) end),
    result("time_offset", fun() -> R = monitor(time_offset, clock_service), demonitor(R, [info]) end),
    receive M -> io:format("left over: ~w~n", [show:norm(M)]) after 0 -> ok end.

server() -> spawn(fun() -> receive stop -> ok end end).
echo() -> spawn(fun E() -> receive {R, V} -> R ! {R, V}, E(); stop -> ok end end).
down({P, R}) -> receive {'DOWN', R, process, P, _} = M -> M end.
down_there(R) -> show:until(fun() -> {messages, L} = process_info(self(), messages), lists:keymember(R, 2, L) end).
none() -> receive X -> X after 30 -> none end.
collect(P, R, A) -> receive {n, I} -> collect(P, R, [I | A]); {'DOWN', R, _, P, X} -> {X, length(A), lists:reverse(A) =:= lists:seq(1, 100)} end.
