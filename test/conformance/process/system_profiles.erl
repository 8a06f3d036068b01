%% erlang:system_profile: settings, and when processes become runnable and cease to be.
-module(system_profiles).
-export([main/0, worker/1]).
-import(show, [result/2, id/1]).

main() ->
    Me = self(),
    result("none", fun() -> erlang:system_profile() end),
    [result({set, O}, fun() -> {erlang:system_profile(spare(), id(O)), settings(), erlang:system_profile(undefined, [runnable_procs]), erlang:system_profile()} end)
     || O <- [[], [runnable_procs], [runnable_ports], [scheduler], [exclusive], [timestamp], [monotonic_timestamp], [strict_monotonic_timestamp],
              [timestamp, runnable_ports, exclusive, scheduler], foo, [foo], [runnable_ports | a], [{timestamp, true}]]],
    [result({bad, P}, fun() -> erlang:system_profile(id(P), [runnable_procs]) end) || P <- [foo, 17, {}]],
    result("profiler dies", fun() -> P = spawn(fun() -> receive stop -> ok end end), erlang:system_profile(P, [runnable_ports]), P ! stop, wait_dead(P), erlang:system_profile() end),
    [result({events, Stamp}, fun() -> events(Me, Stamp) end) || Stamp <- [timestamp, monotonic_timestamp, strict_monotonic_timestamp, none]],
    result("scheduler", fun scheduler/0).

%% What one worker does; others are left out.
events(_, Stamp) ->
    Me = self(),
    Worker = spawn(?MODULE, worker, [Me]),
    Collector = spawn(fun() -> collect_until(Me, Worker, []) end),
    wait(Worker),
    erlang:system_profile(Collector, [runnable_procs | [Stamp || Stamp =/= none]]),
    Worker ! work, receive done -> ok end,
    wait(Worker),
    Worker ! yield, receive done -> ok end,
    wait(Worker),
    New = spawn(?MODULE, worker, [Me]),
    wait(New),
    Worker ! stop,
    Events = receive {events, L} -> L end,
    erlang:system_profile(undefined, []),
    exit(New, kill),
    Of = fun(P) -> [{State, Where, kind(T)} || {profile, Q, State, Where, T} <- Events, Q =:= P] end,
    {summary(Of(Worker)), summary(lists:sublist(Of(New), 2)), Of(Collector)}.

%% How often a process comes and goes depends on who asks it what; that it does both in turn does not.
summary(Events) -> {length(Events) > 1, alternates([State || {State, _, _} <- Events]), lists:usort(Events), lists:last(Events)}.
alternates([active, inactive | Rest]) -> alternates(Rest);
alternates(Rest) -> Rest =:= [].

scheduler() ->
    Collector = spawn(fun() -> collect([]) end),
    erlang:system_profile(Collector, [scheduler]),
    [receive after 5 -> ok end || _ <- [1, 2, 3]],
    erlang:system_profile(undefined, []),
    Collector ! {give, self()},
    Events = receive {events, L} -> L end,
    lists:usort([{State, is_integer(Id), is_integer(N), kind(T)} || {profile, scheduler, Id, State, N, T} <- Events]).

worker(Me) ->
    receive
        work -> Me ! done, worker(Me);
        yield -> erlang:yield(), Me ! done, worker(Me);
        stop -> ok
    end.

settings() -> case erlang:system_profile() of {P, O} when is_pid(P) -> {pid, O}; Other -> Other end.
spare() -> spawn(fun() -> receive after infinity -> ok end end).
%% Until the worker is dead.
collect_until(To, Worker, L) ->
    receive
        {profile, Worker, inactive, 0, _} = M -> To ! {events, lists:reverse([M | L])};
        M -> collect_until(To, Worker, [M | L])
    end.
collect(L) -> receive {give, P} -> P ! {events, lists:reverse(L)}; M -> collect([M | L]) end.
kind({A, B, C}) when is_integer(A), is_integer(B), is_integer(C) -> now;
kind({A, B}) when is_integer(A), is_integer(B) -> strict;
kind(A) when is_integer(A) -> monotonic.
wait(P) -> case process_info(P, [status, current_function]) of [{status, waiting}, {_, {?MODULE, worker, 1}}] -> ok; _ -> receive after 1 -> ok end, wait(P) end.
wait_dead(P) -> R = monitor(process, P), receive {'DOWN', R, _, _, _} -> ok end.
