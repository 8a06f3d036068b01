%% The timer module: apply_after, send_interval, cancel in every state, tc, sleep, exit_after, kill_after, conversions, bad arguments.
-module(timer_module_more).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    Me = self(),
    result("send_after", fun() -> {ok, R} = timer:send_after(1, hello), {is_tuple(R), receive hello -> got end, timer:cancel(R)} end),
    result("send_after to", fun() -> {ok, _} = timer:send_after(1, Me, h2), receive h2 -> got end end),
    result("send_after name", fun() -> register(tmm_name, self()), {ok, _} = timer:send_after(1, tmm_name, named), R = receive named -> got end, unregister(tmm_name), R end),
    result("send_after 0", fun() -> {ok, _} = timer:send_after(0, zero), receive zero -> got end end),
    result("apply_after", fun() -> {ok, _} = timer:apply_after(1, erlang, send, [Me, applied]), receive applied -> got end end),
    result("apply_interval", fun() -> {ok, R} = timer:apply_interval(1, erlang, send, [Me, tick]), [receive tick -> t end || _ <- [1, 2, 3]], {ok, cancel} = timer:cancel(R), quiet(tick) end),
    result("send_interval", fun() -> {ok, R} = timer:send_interval(1, Me, tock), [receive tock -> t end || _ <- [1, 2, 3]], A = timer:cancel(R), flush(tock), A end),
    result("interval ends with its receiver", fun() -> P = spawn(fun() -> receive stop -> ok end end), {ok, R} = timer:send_interval(1, P, x), M = monitor(process, P), P ! stop, receive {'DOWN', M, _, _, _} -> ok end, receive after 20 -> ok end, timer:cancel(R) end),
    result("cancel", fun() -> {ok, R} = timer:send_after(100000, never), [timer:cancel(R), timer:cancel(R), timer:cancel(x), timer:cancel({x, y}), timer:cancel(make_ref())] end),
    result("exit_after", fun() -> {P, M} = spawn_monitor(fun() -> receive after infinity -> ok end end), {ok, _} = timer:exit_after(1, P, bye), receive {'DOWN', M, _, _, R} -> R end end),
    result("kill_after", fun() -> {P, M} = spawn_monitor(fun() -> process_flag(trap_exit, true), receive after infinity -> ok end end), {ok, _} = timer:kill_after(1, P), receive {'DOWN', M, _, _, R} -> R end end),
    result("exit_after self", fun() -> show:down(fun() -> timer:exit_after(1, me), receive after 10000 -> ok end end) end),
    result("tc", fun() -> {T, V} = timer:tc(fun() -> 5 end), {T2, V2} = timer:tc(fun(X) -> X end, [6]), {T3, V3} = timer:tc(lists, sum, [[1, 2]]), {T >= 0, V, T2 >= 0, V2, T3 >= 0, V3} end),
    result("tc unit", fun() -> {T, V} = timer:tc(fun() -> timer:sleep(2) end, millisecond), {T >= 2, V} end),
    result("sleep", fun() -> A = erlang:monotonic_time(millisecond), timer:sleep(3), erlang:monotonic_time(millisecond) - A >= 3 end),
    result("conversions", fun() -> [timer:seconds(2), timer:minutes(2), timer:hours(2), timer:hms(1, 2, 3)] end),
    result("now_diff", fun() -> timer:now_diff({1, 2, 3}, {1, 1, 1}) end),
    [result({bad, F, A}, fun() -> apply(timer, F, A) end) || {F, A} <- [{send_after, [-1, x]}, {send_after, [a, x]}, {send_interval, [-1, x]}, {apply_after, [1, "m", f, []]}, {apply_after, [1, m, f, x]}, {apply_interval, [x, m, f, []]}, {exit_after, [-1, r]}, {seconds, [a]}, {sleep, [-1]}, {sleep, [x]}, {send_after, [1, {a, b, c}, x]}]],
    result("order", fun() -> [timer:send_after(D, {at, D}) || D <- [60, 20, 40]], [receive {at, D} -> D end || _ <- [1, 2, 3]] end),
    result("many", fun() -> [timer:send_after(N rem 5, {n, N}) || N <- lists:seq(1, 300)], lists:sum([receive {n, N} -> N end || _ <- lists:seq(1, 300)]) end),
    result("crashing apply", fun() -> {ok, _} = timer:apply_after(1, erlang, error, [x]), {ok, _} = timer:send_after(20, still_there), receive still_there -> yes end end).

%% What was started before the interval was cancelled still comes; without an end it would come for ever.
quiet(X) -> receive X -> quiet(X) after 100 -> stopped end.
flush(X) -> receive X -> flush(X) after 0 -> ok end.
