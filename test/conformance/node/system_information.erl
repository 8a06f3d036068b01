%% system_info, statistics, memory, nodes: shapes and the values that must agree.
-module(system_information).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    [result(I, fun() -> erlang:system_info(I) end) || I <- [otp_release, wordsize, {wordsize, internal}, {wordsize, external}, machine, delayed_node_table_gc, heap_type, multi_scheduling, smp_support, tolerant_timeofday, os_type, modified_timing_level, threads, time_correction, dist_ctrl, build_type, compat_rel, creation, end_time, fullsweep_after, min_heap_size, min_bin_vheap_size, atom_limit, debug_compiled, nif_version, trace_control_word]],
    result("integers", fun() -> [{I, is_integer(erlang:system_info(I))} || I <- [process_count, process_limit, port_count, port_limit, atom_count, atom_limit, ets_count, ets_limit, schedulers, schedulers_online, logical_processors_available, dirty_cpu_schedulers, dirty_io_schedulers, thread_pool_size, start_time]] end),
    result("strings", fun() -> [{I, is_list(erlang:system_info(I))} || I <- [version, system_version, system_architecture, driver_version, nif_version]] end),
    result("monotonic source", fun() -> lists:sort([K || {K, _} <- erlang:system_info(os_monotonic_time_source)]) end),
    result("statistics", fun() -> [{I, is_tuple(erlang:statistics(I))} || I <- [reductions, exact_reductions, runtime, wall_clock, context_switches, garbage_collection, io]] end),
    result("run queue", fun() -> [is_integer(erlang:statistics(I)) || I <- [run_queue, total_run_queue_lengths, total_active_tasks]] end),
    result("memory keys", fun() -> lists:sort([K || {K, _} <- erlang:memory()]) end),
    result("memory sums", fun() -> M = erlang:memory(), G = fun(K) -> proplists:get_value(K, M) end, [G(total) =:= G(processes) + G(system), G(processes_used) =< G(processes), G(atom_used) =< G(atom), erlang:memory(total) > 1000000, length(erlang:memory([atom, binary]))] end),
    result("memory grows", fun() -> garbage_collect(), A = erlang:memory(binary), B = binary:copy(<<1>>, 50000000), C = erlang:memory(binary), {C - A >= 40000000, byte_size(B)} end),
    result("ets memory", fun() -> A = erlang:memory(ets), T = ets:new(t, []), ets:insert(T, [{I, I} || I <- lists:seq(1, 10000)]), B = erlang:memory(ets), ets:delete(T), B - A > 200000 end),
    result("memory bad", fun() -> erlang:memory(id(foo)) end),
    result("node", fun() -> [node(), node(self()), nodes(), nodes(visible), is_alive(), erlang:get_cookie(), net_kernel:longnames()] end),
    result("node names", fun() -> [erlang:node(make_ref()), rpc:call(node(), lists, sum, [[1, 2]])] end),
    result("os", fun() -> [os:type(), is_tuple(os:version()), is_list(os:getpid()), is_list(os:getenv())] end),
    result("env", fun() -> [os:getenv("SI_NOT_SET"), os:putenv("SI_TEST", "v"), os:getenv("SI_TEST"), os:getenv("SI_X", "dflt"), os:unsetenv("SI_TEST"), os:getenv("SI_TEST")] end),
    result("env bad", fun() -> os:getenv(id(a)) end),
    result("ports", fun() -> is_list(erlang:ports()) end),
    
    result("system flag", fun() -> O = erlang:system_flag(fullsweep_after, 100), N = erlang:system_flag(fullsweep_after, O), {O, N} end),
    result("loaded", fun() -> lists:member(lists, erlang:loaded()) end),
    result("procs", fun() -> lists:member(self(), erlang:processes()) end).
