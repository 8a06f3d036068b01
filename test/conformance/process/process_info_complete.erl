%% Every documented item of process_info/2, of the process itself and of another: what it is, and that both agree.
-module(process_info_complete).
-export([main/0, idle/1]).
-import(show, [result/2, id/1]).

-define(ITEMS, [async_dist, backtrace, binary, catchlevel, current_function, current_location, current_stacktrace, dictionary, error_handler,
                garbage_collection, garbage_collection_info, group_leader, heap_size, initial_call, last_calls, links, magic_ref, max_heap_size, memory, message_queue_data,
                message_queue_len, messages, min_bin_vheap_size, min_heap_size, fullsweep_after, monitored_by, monitors, parent, priority, reductions, registered_name,
                sequential_trace_token, stack_size, status, suspending, total_heap_size, trace, trap_exit, foo, 17, {dictionary, x}]).

main() -> show:call(fun body/0).

body() ->
    Me = self(),
    put(key, value),
    P = spawn_link(?MODULE, idle, [Me]),
    receive ready -> ok end,
    wait(P),
    [result({self, I}, fun() -> shape(process_info(Me, id(I))) end) || I <- ?ITEMS],
    [result({other, I}, fun() -> shape(process_info(P, id(I))) end) || I <- ?ITEMS],
    result("values", fun() -> [process_info(P, I) || I <- [current_function, initial_call, status, message_queue_len, messages, links, dictionary, trap_exit, error_handler, priority,
                                                            registered_name, message_queue_data, catchlevel, suspending, monitors, last_calls, trace, fullsweep_after, min_heap_size, sequential_trace_token, max_heap_size]] end),
    result("list", fun() -> process_info(P, [trap_exit, registered_name, trap_exit, status]) end),
    result("empty list", fun() -> process_info(P, []) end),
    result("bad list", fun() -> process_info(P, id([trap_exit, foo])) end),
    result("improper list", fun() -> process_info(P, id([trap_exit | status])) end),
    result("default items", fun() -> [K || {K, _} <- process_info(P)] end),
    result("relations", fun() ->
        R = monitor(process, P), M = process_info(P, monitored_by), unlink(P), L = process_info(P, links), demonitor(R), {M, L, process_info(P, monitored_by)} end),
    result("suspended", fun() -> erlang:suspend_process(P), S = {process_info(P, status), process_info(Me, suspending)}, erlang:resume_process(P), {S, process_info(Me, suspending)} end),
    result("messages", fun() -> Q = spawn(fun() -> receive stop -> ok end end), Q ! a, Q ! {b, [1]}, R = process_info(Q, [messages, message_queue_len]), exit(Q, kill), R end),
    result("dead", fun() -> {Q, R} = spawn_monitor(fun() -> ok end), receive {'DOWN', R, _, _, _} -> ok end, [process_info(Q, I) || I <- [status, [status, links], []]] ++ [process_info(Q)] end),
    result("dead, bad item", fun() -> {Q, R} = spawn_monitor(fun() -> ok end), receive {'DOWN', R, _, _, _} -> ok end, process_info(Q, id(foo)) end),
    [result({bad_pid, show:norm(X)}, fun() -> process_info(id(X), status) end) || X <- [foo, 17, make_ref()]],
    result("grown", fun() -> [begin {K, V} = process_info(P, K), is_integer(V) andalso V > 0 end || K <- [memory, heap_size, total_heap_size, stack_size, reductions]] end),
    exit(P, kill).

idle(Me) -> process_flag(trap_exit, true), put(name, idle), Me ! ready, receive stop -> ok end.
wait(P) -> case process_info(P, status) of {status, waiting} -> ok; _ -> erlang:yield(), wait(P) end.

shape(undefined) -> undefined;
shape({K, V}) -> {K, kind(V)}.
kind(V) when is_integer(V) -> integer;
kind(V) when is_atom(V) -> V;
kind(V) when is_binary(V) -> binary;
kind(V) when is_pid(V) -> pid;
kind(V) when is_map(V) -> {map, lists:sort(maps:keys(V))};
kind([{K, _} | _] = L) when is_atom(K) -> {pairs, [X || {X, _} <- L]};
kind([]) -> list;
kind(L) when is_list(L) -> list;
kind({M, F, A}) when is_atom(M), is_atom(F), is_integer(A) -> {M, F, A};
kind(T) when is_tuple(T) -> {tuple, tuple_size(T)}.
