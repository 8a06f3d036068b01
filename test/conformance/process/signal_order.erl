%% Signals between two processes arrive in the order they were sent, whatever their kinds.
-module(signal_order).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    process_flag(trap_exit, true),
    result("message, exit, message", fun() -> P = collector(4), P ! 1, exit(P, x), P ! 2, exit(P, y), got(P) end),
    result("link, message, unlink", fun() -> P = collector(2), link(P), P ! a, unlink(P), P ! b, got(P) end),
    result("message before process_info", fun() -> P = idle(), [P ! N || N <- [1, 2, 3]], {_, L} = process_info(P, message_queue_len), exit(P, kill), flush(), L end),
    result("message before is_process_alive", fun() -> P = spawn(fun() -> receive die -> ok end end), P ! die, A = is_process_alive(P), _ = wait(P, 200), {A =:= true orelse A =:= false, is_process_alive(P)} end),
    result("exit before is_process_alive", fun() -> P = idle(), exit(P, kill), is_process_alive(P) end),
    result("exit before process_info", fun() -> P = idle(), exit(P, kill), process_info(P, status) end),
    result("exit before monitor", fun() -> P = idle(), exit(P, kill), R = monitor(process, P), receive {'DOWN', R, _, _, X} -> lists:member(X, [noproc, killed]) end end),
    result("messages before down", fun() -> Me = self(), {P, R} = spawn_monitor(fun() -> [Me ! {m, I} || I <- lists:seq(1, 1000)] end), order(R, 1) end),
    result("monitor, demonitor, message", fun() -> P = idle(), R = monitor(process, P), demonitor(R), exit(P, kill), receive {'DOWN', R, _, _, _} -> down after 30 -> none end end),
    result("three senders", fun() -> Me = self(), [spawn(fun() -> [Me ! {S, I} || I <- lists:seq(1, 300)] end) || S <- [a, b, c]], [each(S, 1) || S <- [a, b, c]] end),
    result("relay", fun() -> Me = self(), P = spawn(fun() -> relay(Me) end), [P ! I || I <- lists:seq(1, 500)], [receive {r, X} -> X end || _ <- lists:seq(1, 500)] =:= lists:seq(1, 500) end),
    result("register and send", fun() -> P = collector(2), register(so_name, P), so_name ! 1, unregister(so_name), P ! 2, got(P) end),
    result("group leader then message", fun() -> P = collector(1), group_leader(self(), P), P ! x, got(P) end),
    result("alias order", fun() -> A = alias(), Me = self(), spawn(fun() -> Me ! 1, A ! 2, Me ! 3, A ! 4 end), L = [receive X when is_integer(X) -> X end || _ <- [1, 2, 3, 4]], unalias(A), L end),
    flush().

collector(N) -> Me = self(), P = spawn(fun() -> process_flag(trap_exit, true), Me ! ready, Me ! {self(), collect(N)} end), receive ready -> P end.
collect(0) -> [];
collect(N) -> receive {'EXIT', _, X} -> [{exit, X} | collect(N - 1)]; X -> [X | collect(N - 1)] after 60000 -> [timeout] end.
got(P) -> receive {P, L} -> L end.
idle() -> spawn(fun() -> receive never -> ok end end).
order(R, N) -> receive {m, N} -> order(R, N + 1); {'DOWN', R, _, _, X} -> {X, N - 1}; Other -> {wrong, N, Other} end.
each(S, 301) -> S;
each(S, N) -> receive {S, M} -> case M of N -> each(S, N + 1); _ -> {wrong, S, N, M} end end.
relay(To) -> receive X -> To ! {r, X}, relay(To) end.
wait(P, 0) -> P;
wait(P, N) -> case is_process_alive(P) of true -> erlang:yield(), wait(P, N - 1); false -> dead end.
flush() -> receive _ -> flush() after 0 -> ok end.
