%% send_after, start_timer, receive after, timer options, absolute times, cancelling and reading in all forms, many at once, dead receivers.
-module(timers_of_every_kind).
-export([main/0]).
-import(show, [result/2]).

-define(LONG, 600000).

main() -> show:call(fun body/0).

body() ->
    Me = self(),
    result("send_after", fun() -> R = erlang:send_after(1, Me, hello), {is_reference(R), receive hello -> ok end, erlang:read_timer(R), erlang:cancel_timer(R)} end),
    result("start_timer", fun() -> R = erlang:start_timer(1, Me, {x, y}), receive {timeout, R, M} -> M end end),
    result("zero", fun() -> erlang:send_after(0, Me, now), receive now -> ok end end),
    result("by name", fun() -> register(timers_kind_name, Me), erlang:send_after(1, timers_kind_name, named), R = erlang:start_timer(1, timers_kind_name, n2), A = {receive named -> ok end, receive {timeout, R, X} -> X end}, unregister(timers_kind_name), A end),
    result("name gone", fun() -> erlang:send_after(1, timers_kind_nobody, lost), receive after 20 -> quiet() end end),
    result("dead pid", fun() -> P = spawn(fun() -> ok end), W = monitor(process, P), receive {'DOWN', W, _, _, _} -> ok end, R = erlang:send_after(?LONG, P, x), {is_reference(R), catch_(fun() -> erlang:cancel_timer(R) end)} end),
    result("owner of the timer dies", fun() -> {_, W} = spawn_monitor(fun() -> exit({timer, erlang:send_after(?LONG, Me, from_dead)}) end), R = receive {'DOWN', W, _, _, {timer, T}} -> T end, is_integer(erlang:read_timer(R)) andalso is_integer(erlang:cancel_timer(R)) end),
    result("receiver dies", fun() -> {P, W} = spawn_monitor(fun() -> receive stop -> ok end end), R = erlang:send_after(?LONG, P, x), A = is_integer(erlang:read_timer(R)), P ! stop, receive {'DOWN', W, _, _, _} -> ok end, {A, erlang:read_timer(R), erlang:cancel_timer(R)} end),
    result("name's timer outlives", fun() -> R = erlang:send_after(?LONG, timers_kind_later, x), A = is_integer(erlang:read_timer(R)), {A, is_integer(erlang:cancel_timer(R)), erlang:cancel_timer(R)} end),
    result("read", fun() -> R = erlang:send_after(?LONG, Me, x), T = erlang:read_timer(R), A = T > ?LONG - 60000 andalso T =< ?LONG, erlang:cancel_timer(R), {A, erlang:read_timer(R)} end),
    result("read async", fun() -> R = erlang:send_after(?LONG, Me, x), A = erlang:read_timer(R, [{async, true}]), B = receive {read_timer, R, T} -> is_integer(T) end, C = erlang:cancel_timer(R, [{async, true}]), D = receive {cancel_timer, R, T2} -> is_integer(T2) end, {A, B, C, D} end),
    result("cancel without info", fun() -> R = erlang:send_after(?LONG, Me, x), {erlang:cancel_timer(R, [{info, false}]), erlang:read_timer(R)} end),
    result("cancel async without info", fun() -> R = erlang:send_after(?LONG, Me, x), A = erlang:cancel_timer(R, [{async, true}, {info, false}]), {A, quiet()} end),
    result("cancel unknown", fun() -> R = make_ref(), {erlang:cancel_timer(R), erlang:cancel_timer(R, [{info, true}]), erlang:cancel_timer(R, [{async, true}]), receive {cancel_timer, R, X} -> X end, erlang:read_timer(R, [{async, true}]), receive {read_timer, R, Y} -> Y end} end),
    result("cancel by another", fun() -> R = erlang:send_after(?LONG, Me, x), spawn(fun() -> Me ! {other, erlang:cancel_timer(R)} end), {receive {other, T} -> is_integer(T) end, erlang:read_timer(R)} end),
    result("absolute", fun() -> T = erlang:monotonic_time(millisecond) + 2, erlang:send_after(T, Me, abs, [{abs, true}]), R = erlang:start_timer(T, Me, abs2, [{abs, true}]), {receive abs -> erlang:monotonic_time(millisecond) >= T end, receive {timeout, R, M} -> M end} end),
    result("absolute in the past", fun() -> erlang:send_after(erlang:monotonic_time(millisecond) - 1, Me, past, [{abs, true}]), receive past -> ok end end),
    result("never early", fun() -> [begin T0 = erlang:monotonic_time(millisecond), erlang:send_after(D, Me, {d, D}), receive {d, D} -> ok end, erlang:monotonic_time(millisecond) - T0 >= D end || D <- [0, 1, 2, 5, 13]] end),
    result("receive never early", fun() -> [begin T0 = erlang:monotonic_time(microsecond), receive after D -> ok end, erlang:monotonic_time(microsecond) - T0 >= D * 1000 end || D <- [1, 3, 7]] end),
    result("order", fun() -> [erlang:send_after(D, Me, {t, D}) || D <- [60, 20, 40, 1]], [receive {t, D} -> D end || _ <- [1, 2, 3, 4]] end),
    result("messages first in receive after 0", fun() -> Me ! a, receive b -> b after 0 -> receive a -> a after 0 -> none end end end),
    result("after 0 sees all", fun() -> [Me ! N || N <- lists:seq(1, 50)], R = receive 50 -> found after 0 -> missed end, {R, length(drain())} end),
    result("timeout while messages come", fun() -> P = spawn_link(fun() -> (fun L(0) -> ok; L(N) -> Me ! noise, receive after 1 -> L(N - 1) end end)(50) end), R = receive wanted -> yes after 25 -> no end, unlink(P), exit(P, kill), drain(), R end),
    result("nested receives with timers", fun() -> receive after 1 -> receive after 1 -> receive x -> x after 1 -> deep end end end end),
    result("infinity", fun() -> erlang:send_after(1, Me, wake), receive wake -> ok after infinity -> never end end),
    result("computed timeouts", fun() -> [receive after show:id(T) -> T end || T <- [0, 1]] end),
    [result({"bad timeout", T}, fun() -> receive never -> ok after show:id(T) -> timed end end) || T <- [-1, a, 1.0, 16#100000000, "1"]],
    result("largest timeout", fun() -> Me ! here, receive here -> ok after 16#ffffffff -> never end end),
    [result({"bad", F, show:norm(A)}, fun() -> apply(erlang, F, A) end) || {F, A} <- [{send_after, [-1, Me, x]}, {send_after, [a, Me, x]}, {send_after, [1.5, Me, x]}, {send_after, [1, "p", x]}, {send_after, [1, Me, x, [bad]]}, {send_after, [1, Me, x, [{abs, maybe_so}]]}, {start_timer, [1, {n, 1}, x]}, {cancel_timer, [make_ref(), [{async, x}]]}, {read_timer, [x]}, {send_after, [1 bsl 70, Me, x]}]],
    result("very long", fun() -> R = erlang:send_after(1 bsl 40, Me, x), T = erlang:cancel_timer(R), T > (1 bsl 40) - 60000 end),
    result("many", fun() -> Rs = [erlang:send_after(N rem 7, Me, {many, N}) || N <- lists:seq(1, 1000)], S = lists:sum([receive {many, N} -> N end || _ <- Rs]), {S, lists:usort([erlang:cancel_timer(R) || R <- Rs])} end),
    result("many cancelled", fun() -> Rs = [erlang:send_after(?LONG + N, Me, no) || N <- lists:seq(1, 2000)], lists:usort([is_integer(erlang:cancel_timer(R)) || R <- Rs]) end),
    result("to an alias is refused", fun() -> A = alias(), R = catch_(fun() -> erlang:send_after(1, A, x) end), unalias(A), R end),
    result("sleeping many", fun() -> Ps = [spawn_monitor(fun() -> receive after N rem 10 -> exit(N) end end) || N <- lists:seq(1, 200)], lists:sum([receive {'DOWN', R, _, _, N} -> N end || {_, R} <- Ps]) end),
    result("message content is copied", fun() -> B = binary:copy(<<"abc">>, 100), R = erlang:start_timer(1, Me, {B, #{k => [1.5, self()]}}), receive {timeout, R, {B2, M}} -> {B2 =:= B, maps:keys(M)} end end),
    result("hibernating receiver", fun() -> {P, W} = spawn_monitor(fun() -> erlang:hibernate(erlang, apply, [fun() -> receive X -> exit({woke, X}) end end, []]) end), erlang:send_after(5, P, tick), receive {'DOWN', W, _, _, X} -> X end end),
    result("busy receiver", fun() -> erlang:send_after(1, Me, tick), (fun L(0) -> ok; L(N) -> L(N - 1) end)(2000000), receive tick -> ok end end).

quiet() -> receive M -> {unexpected, M} after 0 -> quiet end.
drain() -> receive M -> [M | drain()] after 0 -> [] end.
catch_(F) -> try F() catch C:R -> {C, R} end.
