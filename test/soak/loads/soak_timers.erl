%% Timers: each fires once or was cancelled in time, never both.
-module(soak_timers).
-export([run/1]).

-define(TIMERS, 1500).

run(_) ->
    Own = timers(?TIMERS),
    Others = soak:parallel(10, fun(_) -> timers(100), sleeps(10) end),
    dead(100),
    module_timer(40),
    [{timers, Own + ?TIMERS div 15 * length(Others)}].

timers(N) ->
    Started = [begin
        Message = {alarm, make_ref()},
        Ms = soak:random(60),
        case soak:random(3) of
            1 -> {erlang:send_after(Ms, self(), Message), Message};
            2 -> R = erlang:start_timer(Ms, self(), Message), {R, {timeout, R, Message}};
            3 -> {erlang:send_after(erlang:monotonic_time(millisecond) + Ms, self(), Message, [{abs, true}]), Message}
        end
    end || _ <- lists:seq(1, N)],
    Due = [Message || {Ref, Message} <- Started, soak:random(2) =:= 1 orelse not cancelled(Ref)],
    [receive Message -> ok after 120000 -> soak:lost("a timer", []) end || Message <- Due],
    receive after 70 -> ok end,
    receive {alarm, _} -> soak:lost("a timer that was cancelled came", []); {timeout, _, _} -> soak:lost("a timer that was cancelled came", [])
    after 0 -> N end.

cancelled(Ref) ->
    case soak:random(2) of
        1 -> is_integer(erlang:cancel_timer(Ref));
        2 ->
            ok = erlang:cancel_timer(Ref, [{async, true}]),
            receive {cancel_timer, Ref, Left} -> is_integer(Left) after 120000 -> soak:lost("what became of a timer", []) end
    end.

%% Time-outs of receive, some of them cut short.
sleeps(N) ->
    [begin
        Self = self(),
        Ref = make_ref(),
        Early = soak:random(2) =:= 1,
        Early andalso spawn(fun() -> Self ! Ref end),
        receive Ref -> ok after case Early of true -> 120000; false -> soak:random(5) end -> Early andalso soak:lost("a message", []) end
    end || _ <- lists:seq(1, N)].

%% Timers of processes that are gone, and for them.
dead(N) ->
    Refs = [begin
        {Pid, Ref} = spawn_monitor(fun() -> erlang:send_after(50, self(), never), erlang:start_timer(60, self(), never) end),
        {erlang:send_after(100000, Pid, never), Ref}
    end || _ <- lists:seq(1, N)],
    [begin normal = soak:await_down(Ref), erlang:cancel_timer(Timer) end || {Timer, Ref} <- Refs].

module_timer(N) ->
    Refs = [begin
        Ref = make_ref(),
        {ok, Timer} = timer:send_after(soak:random(20), {module_timer, Ref}),
        {Timer, Ref}
    end || _ <- lists:seq(1, N)],
    {ok, Interval} = timer:send_interval(2, tick),
    [receive tick -> ok after 120000 -> soak:lost("a tick", []) end || _ <- lists:seq(1, 5)],
    {ok, cancel} = timer:cancel(Interval),
    [receive {module_timer, Ref} -> ok after 120000 -> soak:lost("a timer of the module timer", []) end || {_, Ref} <- Refs],
    ticks().
%% A tick that was on its way may still come; the interval's process is told of the cancelling before it answers the next call.
ticks() ->
    {ok, T} = timer:send_after(100000, self(), never),
    {ok, cancel} = timer:cancel(T),
    flush().
flush() -> receive tick -> flush() after 10 -> ok end.
