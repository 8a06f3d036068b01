%% Every item of erlang:system_info/1 that OTP's documentation names: of what kind its value is, and the values that do not
%% depend on the machine.
-module(system_info_items).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    [result(I, fun() -> erlang:system_info(id(I)) end)
     || I <- [heap_type, {wordsize, internal}, {wordsize, external}, wordsize, smp_support, threads, machine, otp_release, version, driver_version, nif_version,
              min_heap_size, min_bin_vheap_size, fullsweep_after, garbage_collection, max_heap_size, message_queue_data, debug_compiled, modified_timing_level,
              multi_scheduling, multi_scheduling_blockers, normal_multi_scheduling_blockers, scheduler_bind_type, port_parallelism, tolerant_timeofday, time_correction,
              time_warp_mode, time_offset, start_time, end_time, dist_buf_busy_limit, delayed_node_table_gc, dist_ctrl, creation, dynamic_trace, dynamic_trace_probes,
              build_type, emu_type, emu_flavor, kernel_poll, atom_limit, port_limit, process_limit, ets_limit, cpu_quota, update_cpu_info, compat_rel, constant_pool_support,
              beam_jump_table, taints, sequential_tracer, eager_check_io, ets_realloc_moves, ets_always_compress, context_reductions, lock_checking, lock_counting, break_ignored,
              trace_control_word, dist, thread_pool_size, dirty_io_schedulers, {cpu_topology, defined}]],
    [result({kind, I}, fun() -> kind(erlang:system_info(id(I))) end)
     || I <- [schedulers, schedulers_online, schedulers_total, dirty_cpu_schedulers, dirty_cpu_schedulers_online, scheduler_id, process_count, port_count, atom_count, ets_count,
              logical_processors, logical_processors_online, logical_processors_available, system_version, system_architecture, os_type, os_version,
              heap_sizes, snifs, check_io, system_logger, allocated_areas, alloc_util_allocators, emu_args]],
    result("allocator", fun() -> case erlang:system_info(allocator) of {A, V, F, S} when is_atom(A), is_list(V), is_list(F), is_list(S) -> four end end),
    result("clock sources", fun() -> [[K || {K, _} <- erlang:system_info(S)] || S <- [os_monotonic_time_source, os_system_time_source]] end),
    result("bindings", fun() -> tuple_size(erlang:system_info(scheduler_bindings)) =:= erlang:system_info(schedulers) end),
    result("schedulers_state", fun() -> tuple_size(erlang:system_info(schedulers_state)) end),
    result("heap sizes", fun() -> erlang:system_info(heap_sizes) end),
    result("snifs", fun() -> S = erlang:system_info(snifs), {lists:member({erlang, self, 0}, S), lists:member({lists, reverse, 2}, S), lists:member({lists, reverse, 1}, S), lists:all(fun({M, F, A}) -> is_atom(M) andalso is_atom(F) andalso is_integer(A) end, S)} end),
    result("sizes", fun() -> [is_list(erlang:system_info({allocator_sizes, A})) orelse erlang:system_info({allocator_sizes, A}) =:= false || A <- [binary_alloc, eheap_alloc, ets_alloc]] end),
    [result({bad, I}, fun() -> erlang:system_info(id(I)) end)
     || I <- [foo, "foo", 17, {foo, bar}, {wordsize, foo}, {allocator, foo}, {allocator, []}, {allocator, [foo]}, {allocator_sizes, foo}, {cpu_topology, foo}, {schedulers, 1}, memory, async_dist, {}, []]].

kind(I) when is_integer(I) -> integer;
kind(A) when is_atom(A) -> atom;
kind(P) when is_pid(P) -> pid;
kind([]) -> list;
kind([_ | _]) -> list;
kind(B) when is_binary(B) -> binary;
kind(T) when is_tuple(T) -> list_to_tuple([kind(X) || X <- tuple_to_list(T)]).
