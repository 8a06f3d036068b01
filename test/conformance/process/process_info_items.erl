%% process_info: each item whose value is decided by the program, lists of items, the dead, wrong arguments.
-module(process_info_items).
-export([main/0, waits/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    P = spawn_link(?MODULE, waits, []),
    until_waits(P),
    Items = [status, current_function, initial_call, message_queue_len, messages, links, monitors, monitored_by, trap_exit, priority, error_handler,
             dictionary, registered_name, suspending, last_calls, catchlevel, message_queue_data, fullsweep_after, min_heap_size, min_bin_vheap_size, max_heap_size, sequential_trace_token, trace],
    [result(I, fun() -> process_info(P, I) end) || I <- Items],
    P ! {msg, 1}, P ! {msg, "two"},
    result("messages", fun() -> process_info(P, [message_queue_len, messages]) end),
    result("list", fun() -> process_info(P, [status, links, trap_exit, registered_name, status]) end),
    result("empty list", fun() -> process_info(P, []) end),
    result("types", fun() -> [{I, is_integer(element(2, process_info(P, I)))} || I <- [heap_size, total_heap_size, stack_size, memory, reductions]] end),
    result("group leader", fun() -> process_info(P, group_leader) =:= {group_leader, group_leader()} end),
    result("garbage collection", fun() -> {garbage_collection, L} = process_info(P, garbage_collection), lists:sort([K || {K, _} <- L]) end),
    result("default items", fun() -> [K || {K, _} <- process_info(P)] end),
    result("binary", fun() -> {binary, L} = process_info(P, binary), is_list(L) end),
    result("location", fun() -> {current_location, {M, F, A, L}} = process_info(P, current_location), {M, F, A, filename:basename(proplists:get_value(file, L))} end),
    result("self status", fun() -> process_info(self(), status) end),
    result("self function", fun() -> process_info(self(), current_function) end),
    result("stack of waiting", fun() -> {_, S} = process_info(P, current_stacktrace), [{M, F, A} || {M, F, A, _} <- S] end),
    result("parent", fun() -> P2 = spawn(fun() -> receive stop -> ok end end), R = (catch process_info(P2, parent)), P2 ! stop, case R of {parent, X} -> X =:= self(); _ -> older_otp end end),
    result("bad item", fun() -> process_info(P, id(foo)) end),
    result("bad in list", fun() -> process_info(P, [status, id(foo)]) end),
    result("not a pid", fun() -> process_info(id(x), status) end),
    unlink(P), exit(P, kill), show:until(fun() -> not is_process_alive(P) end),
    result("dead", fun() -> [process_info(P), process_info(P, status), process_info(P, [status])] end),
    result("is_process_alive", fun() -> [is_process_alive(P), is_process_alive(self())] end),
    result("processes", fun() -> [lists:member(self(), processes()), lists:member(P, processes())] end),
    result("initial call of fun", fun() -> Q = spawn(fun() -> receive stop -> ok end end), R = process_info(Q, initial_call), Q ! stop, R end),
    result("proc_lib initial call", fun() -> Q = proc_lib:spawn(?MODULE, waits, []), until_waits(Q), R = proc_lib:translate_initial_call(Q), exit(Q, kill), R end).

until_waits(P) -> case process_info(P, current_function) of {current_function, {?MODULE, loop, 0}} -> ok; _ -> erlang:yield(), until_waits(P) end.
waits() -> put(key, value), loop().
loop() -> receive stop -> ok end.
