%% Priorities: a high process runs before normal ones; low ones are not starved for ever; the flag's values.
-module(priorities).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    result("flag", fun() -> [process_flag(priority, P) || P <- [high, low, max, normal, normal]] end),
    result("bad", fun() -> process_flag(priority, id(medium)) end),
    result("low is not starved", fun() ->
        Me = self(),
        Busy = [spawn(fun() -> spin(0) end) || _ <- [1, 2]],
        P = spawn_opt(fun() -> Me ! low_ran end, [{priority, low}]),
        R = receive low_ran -> ran after 10000 -> starved end,
        [exit(B, kill) || B <- Busy], {R, is_pid(P)} end),
    result("normal gets through", fun() ->
        Me = self(),
        Busy = [spawn(fun() -> spin(0) end) || _ <- lists:seq(1, 10)],
        [spawn(fun() -> Me ! {ran, I} end) || I <- lists:seq(1, 10)],
        R = lists:sort([receive {ran, I} -> I after 10000 -> none end || _ <- lists:seq(1, 10)]),
        [exit(B, kill) || B <- Busy], R end),
    result("timer among busy ones", fun() ->
        Busy = [spawn(fun() -> spin(0) end) || _ <- lists:seq(1, 5)],
        erlang:send_after(50, self(), tick),
        R = receive tick -> tick after 10000 -> late end,
        [exit(B, kill) || B <- Busy], R end),
    result("yield", fun() -> [erlang:yield() || _ <- lists:seq(1, 100)], ok end),
    result("bump", fun() -> erlang:bump_reductions(1000000) end),
    result("reductions grow", fun() -> {_, A} = process_info(self(), reductions), count(100000), {_, B} = process_info(self(), reductions), B - A > 50000 end).

spin(N) -> spin(N + 1).
count(0) -> ok;
count(N) -> count(N - 1).
