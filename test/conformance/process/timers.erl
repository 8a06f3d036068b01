%% send_after, start_timer, cancel_timer, read_timer with all options, order of expiry, timers of the dead.
-module(timers).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    result("send_after", fun() -> erlang:send_after(10, self(), tick), get_one() end),
    result("start_timer", fun() -> R = erlang:start_timer(10, self(), tock), receive {timeout, R, M} -> M end end),
    result("zero", fun() -> erlang:send_after(0, self(), now), get_one() end),
    result("order", fun() -> [erlang:send_after(T, self(), T) || T <- [150, 50, 100, 0]], [get_one() || _ <- [1, 2, 3, 4]] end),
    result("cancel", fun() -> R = erlang:send_after(10000, self(), x), L = erlang:cancel_timer(R), {is_integer(L) andalso L > 5000 andalso L =< 10000, erlang:cancel_timer(R)} end),
    result("cancel expired", fun() -> R = erlang:send_after(0, self(), x), get_one(), erlang:cancel_timer(R) end),
    result("cancel async", fun() -> R = erlang:send_after(10000, self(), x), A = erlang:cancel_timer(R, [{async, true}]), {A, receive {cancel_timer, R, L} -> is_integer(L) end} end),
    result("cancel no info", fun() -> R = erlang:send_after(10000, self(), x), erlang:cancel_timer(R, [{info, false}]) end),
    result("cancel async no info", fun() -> R = erlang:send_after(10000, self(), x), {erlang:cancel_timer(R, [{async, true}, {info, false}]), none()} end),
    result("read", fun() -> R = erlang:send_after(10000, self(), x), L = erlang:read_timer(R), erlang:cancel_timer(R), {is_integer(L) andalso L > 5000, erlang:read_timer(R)} end),
    result("read async", fun() -> R = erlang:send_after(10000, self(), x), A = erlang:read_timer(R, [{async, true}]), B = receive {read_timer, R, L} -> is_integer(L) end, erlang:cancel_timer(R), {A, B} end),
    result("to name", fun() -> register(timer_test, self()), erlang:send_after(5, timer_test, named), X = get_one(), unregister(timer_test), X end),
    result("to unknown name", fun() -> erlang:send_after(5, no_such_name, lost), none() end),
    result("name at expiry", fun() -> erlang:send_after(300, timer_late, late), register(timer_late, self()), X = get_one(), unregister(timer_late), X end),
    result("to other", fun() -> Me = self(), P = spawn(fun() -> receive X -> Me ! {passed, X} end end), erlang:send_after(5, P, m), get_one() end),
    result("to dead", fun() -> P = spawn(fun() -> ok end), erlang:send_after(5, P, m), none() end),
    result("of dead", fun() -> Me = self(), spawn(fun() -> erlang:send_after(20, Me, from_dead) end), get_one() end),
    result("cancel by other", fun() -> R = erlang:send_after(10000, self(), x), {is_integer(show:call(fun() -> erlang:cancel_timer(R) end)), erlang:read_timer(R)} end),
    result("cancel a plain reference", fun() -> erlang:cancel_timer(make_ref()) end),
    result("bad cancel", fun() -> erlang:cancel_timer(id(a)) end),
    [result({bad, T}, fun() -> erlang:send_after(id(T), self(), x) end) || T <- [-1, a, 1.5, 1 bsl 64]],
    result("bad destination", fun() -> erlang:send_after(1, id("x"), x) end),
    result("abs", fun() -> T = erlang:monotonic_time(millisecond) + 20, erlang:send_after(T, self(), abs, [{abs, true}]), X = get_one(), {X, erlang:monotonic_time(millisecond) >= T} end),
    result("abs in the past", fun() -> T = erlang:monotonic_time(millisecond) - 1, erlang:start_timer(T, self(), past, [{abs, true}]), receive {timeout, _, M} -> M end end),
    result("not early", fun() -> lists:usort([begin T0 = erlang:monotonic_time(millisecond), erlang:send_after(N, self(), x), get_one(), erlang:monotonic_time(millisecond) - T0 >= N end || N <- lists:seq(1, 30)]) end),
    result("many", fun() -> [erlang:send_after(I rem 50, self(), I) || I <- lists:seq(1, 5000)], lists:sum([get_one() || _ <- lists:seq(1, 5000)]) end),
    result("many cancelled", fun() -> Rs = [erlang:send_after(1000 + I, self(), I) || I <- lists:seq(1, 3000)], C = length([1 || R <- Rs, is_integer(erlang:cancel_timer(R))]), {C, none()} end),
    result("far", fun() -> R = erlang:send_after(4000000000, self(), x), L = erlang:cancel_timer(R), L > 3999990000 end),
    result("message is copied", fun() -> erlang:send_after(5, self(), {lists:seq(1, 100), <<"bin">>}), {L, B} = get_one(), {lists:sum(L), B} end).

get_one() -> receive X -> X after 60000 -> none end.
none() -> receive X -> X after 30 -> none end.
