%% erlang:statistics/1: kinds of its values, what grows, microstate accounting and scheduler times.
-module(statistics_items).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    result("pairs", fun() -> [begin {A, B} = erlang:statistics(I), {I, is_integer(A), is_integer(B), A >= B} end || I <- [reductions, exact_reductions, runtime, wall_clock]] end),
    result("since", fun() -> erlang:statistics(wall_clock), receive after 20 -> ok end, {_, S} = erlang:statistics(wall_clock), S >= 15 end),
    result("reductions grow", fun() -> {A, _} = erlang:statistics(reductions), lists:foldl(fun erlang:'+'/2, 0, lists:seq(1, 100000)), {B, _} = erlang:statistics(reductions), B > A end),
    result("collections", fun() -> {A, W, 0} = erlang:statistics(garbage_collection), erlang:garbage_collect(), {B, V, 0} = erlang:statistics(garbage_collection), {B > A, V >= W} end),
    result("switches", fun() -> {A, 0} = erlang:statistics(context_switches), [erlang:yield() || _ <- lists:seq(1, 10)], {B, 0} = erlang:statistics(context_switches), B > A end),
    result("io", fun() -> {{input, I}, {output, O}} = erlang:statistics(io), {is_integer(I), is_integer(O)} end),
    result("queues", fun() -> [is_integer(erlang:statistics(I)) || I <- [run_queue, total_run_queue_lengths, total_run_queue_lengths_all, total_active_tasks, total_active_tasks_all]] end),
    result("queue lists", fun() -> [lists:all(fun is_integer/1, erlang:statistics(I)) || I <- [run_queue_lengths, run_queue_lengths_all, active_tasks, active_tasks_all]] end),
    result("queues are sums", fun() -> [erlang:statistics(total_active_tasks) >= 1, lists:sum(erlang:statistics(active_tasks)) >= 1] end),
    result("lengths", fun() -> S = erlang:system_info(schedulers), {length(erlang:statistics(run_queue_lengths)) =:= S, length(erlang:statistics(active_tasks)) =:= S} end),
    result("wall time off", fun() -> {erlang:statistics(scheduler_wall_time), erlang:statistics(scheduler_wall_time_all)} end),
    result("wall time", fun() ->
        Old = erlang:system_flag(scheduler_wall_time, true),
        work(20),
        T = lists:sort(erlang:statistics(scheduler_wall_time)),
        All = erlang:statistics(scheduler_wall_time_all),
        On = erlang:system_flag(scheduler_wall_time, false),
        {Old, On, length(T) =:= erlang:system_info(schedulers) + erlang:system_info(dirty_cpu_schedulers), length(All) =:= length(T) + erlang:system_info(dirty_io_schedulers), [I || {I, _, _} <- [hd(T)]], lists:all(fun({_, A, W}) -> A >= 0 andalso W >= A end, T), lists:any(fun({_, A, _}) -> A > 0 end, T),
         erlang:statistics(scheduler_wall_time)} end),
    result("microstates", fun() ->
        Off = erlang:system_flag(microstate_accounting, false),
        Reset = erlang:system_flag(microstate_accounting, reset),
        Zero = counters_of(erlang:statistics(microstate_accounting)),
        On = erlang:system_flag(microstate_accounting, true),
        work(20), receive after 20 -> ok end, erlang:garbage_collect(),
        S = erlang:statistics(microstate_accounting),
        Still = erlang:system_flag(microstate_accounting, false),
        A = emulator(erlang:statistics(microstate_accounting)), work(5), B = emulator(erlang:statistics(microstate_accounting)),
        {Off, Reset, lists:sum([lists:sum(maps:values(C)) || C <- Zero]), On, Still, emulator(S) > 0, A =:= B,
         lists:usort([lists:sort(maps:keys(M)) || M <- S]), lists:usort([lists:sort(maps:keys(C)) || C <- counters_of(S)])} end),
    result("msacc", fun() -> {msacc:available(), msacc:start(10), is_number(msacc:stats(system_realtime, msacc:stats())), is_list(msacc:stats(type, msacc:stats())), msacc:stop()} end),
    [result({bad_flag, F}, fun() -> erlang:system_flag(F, id(foo)) end) || F <- [microstate_accounting, scheduler_wall_time]],
    [result({bad, I}, fun() -> erlang:statistics(id(I)) end) || I <- [foo, {foo, 1}, 17, [], "io"]].

counters_of(S) -> [C || #{counters := C, id := I, type := T} <- S, is_integer(I), is_atom(T)].
emulator(S) -> lists:sum([E || #{counters := #{emulator := E}, type := scheduler} <- S]).
work(0) -> ok;
work(N) -> lists:sort([erlang:phash2(I) || I <- lists:seq(1, 2000)]), work(N - 1).
