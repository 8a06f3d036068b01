%% The timer server: send_after, apply_after, intervals, cancel, tc, sleep, kill and exit after.
-module(timer_module).
-export([main/0, hit/2]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    Me = self(),
    result("send_after", fun() -> {ok, _} = timer:send_after(10, hello), one() end),
    result("send_after pid", fun() -> {ok, _} = timer:send_after(10, Me, hi), one() end),
    result("apply_after", fun() -> {ok, _} = timer:apply_after(10, ?MODULE, hit, [Me, x]), one() end),
    result("interval", fun() -> {ok, R} = timer:send_interval(5, tick), L = [one(), one(), one()], {timer:cancel(R), begin receive after 20 -> ok end, flush(0) < 5 end, L} end),
    result("apply_interval", fun() -> {ok, R} = timer:apply_interval(5, ?MODULE, hit, [Me, again]), L = [one(), one()], timer:cancel(R), receive after 20 -> ok end, flush(0), L end),
    result("cancel", fun() -> {ok, R} = timer:send_after(50, never), [timer:cancel(R), receive never -> came after 80 -> none end] end),
    result("exit_after", fun() -> {P, M} = spawn_monitor(fun() -> receive after infinity -> ok end end), {ok, _} = timer:exit_after(10, P, bye), receive {'DOWN', M, _, _, X} -> X end end),
    result("kill_after", fun() -> {P, M} = spawn_monitor(fun() -> process_flag(trap_exit, true), receive after infinity -> ok end end), {ok, _} = timer:kill_after(10, P), receive {'DOWN', M, _, _, X} -> X end end),
    result("interval ends with process", fun() -> {P, M} = spawn_monitor(fun() -> timer:send_interval(5, self(), t), receive t -> ok end end), receive {'DOWN', M, process, P, R} -> {R, is_process_alive(P)} end end),
    result("sleep", fun() -> T = erlang:monotonic_time(millisecond), timer:sleep(20), erlang:monotonic_time(millisecond) - T >= 20 end),
    result("tc", fun() -> {T, V} = timer:tc(fun() -> timer:sleep(10), v end), {T2, V2} = timer:tc(lists, sum, [[1, 2]]), {T >= 10000, V, is_integer(T2), V2, element(2, timer:tc(fun(X) -> X end, [a]))} end),
    result("tc unit", fun() -> {T, v} = timer:tc(fun() -> v end, [], millisecond), is_integer(T) end),
    result("bad", fun() -> [timer:send_after(id(-1), x), timer:apply_after(1, id("m"), f, []), timer:cancel(id(x)), timer:send_interval(id(a), x)] end),
    result("order", fun() -> [timer:send_after(T, T) || T <- [60, 20, 40]], [one(), one(), one()] end),
    result("start", fun() -> timer:start() end).

hit(P, X) -> P ! {hit, X}.
one() -> receive X -> X after 60000 -> none end.
flush(N) -> receive _ -> flush(N + 1) after 0 -> N end.
