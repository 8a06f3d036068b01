%% process_flag/2 and /3 with every flag: old values, bad values, effects, process_flag of other processes, save_calls, fullsweep, sensitive.
-module(process_flags).
-export([main/0, undefined_function/3, undefined_lambda/3]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    [result({F, V}, fun() -> fresh(fun() -> [process_flag(F, V), process_flag(F, V)] end) end)
        || {F, V} <- [{trap_exit, true}, {trap_exit, false}, {priority, low}, {priority, normal}, {priority, high}, {priority, max}, {fullsweep_after, 0}, {fullsweep_after, 10}, {message_queue_data, off_heap}, {message_queue_data, on_heap}, {save_calls, 0}, {save_calls, 5}, {error_handler, my_handler}, {sensitive, true}]],
    [result({bad, F, V}, fun() -> fresh(fun() -> process_flag(F, V) end) end)
        || {F, V} <- [{trap_exit, 1}, {priority, highest}, {priority, 1}, {min_heap_size, -1}, {min_heap_size, a}, {min_bin_vheap_size, -1}, {fullsweep_after, -1}, {fullsweep_after, a}, {message_queue_data, mixed_heap}, {save_calls, -1}, {save_calls, 10001}, {save_calls, a}, {error_handler, "x"}, {sensitive, x}, {max_heap_size, -1}, {max_heap_size, 5}, {max_heap_size, #{size => a}}, {max_heap_size, #{kill => 1, size => 0}}, {max_heap_size, []}, {no_flag, true}, {"x", 1}, {1, 2}, {async_dist, 1}]],
    result(sizes, fun() -> fresh(fun() -> A = process_flag(min_heap_size, 5000), B = process_flag(min_heap_size, 1), C = process_flag(min_bin_vheap_size, 100000), [is_integer(A), B >= 5000, is_integer(C)] end) end),
    result(max_heap, fun() -> fresh(fun() -> A = process_flag(max_heap_size, 1000000), B = process_flag(max_heap_size, #{size => 0, kill => false, error_logger => false}), C = process_flag(max_heap_size, 0), [A, B, C] end) end),
    result(trap_effect, fun() -> fresh(fun() -> process_flag(trap_exit, true), spawn_link(fun() -> exit(x) end), A = receive {'EXIT', _, R} -> R end, process_flag(trap_exit, false), P = spawn_link(fun() -> ok end), W = monitor(process, P), receive {'DOWN', W, _, _, N} -> {A, N} end end) end),
    result(untrap_kills, fun() -> fresh(fun() -> process_flag(trap_exit, true), process_flag(trap_exit, false), spawn_link(fun() -> exit(now_it_kills) end), receive after 5000 -> survived end end) end),
    result(error_handler, fun() -> fresh(fun() -> process_flag(error_handler, ?MODULE), [no_such_module_here:f(1), lists:no_such_function(2, 3), apply(no_such_module_here, show:id(g), []), try show:id(5), ?MODULE:nothing() catch C:R -> {C, R} end] end) end),
    result(of_another, fun() -> P = spawn(fun() -> receive stop -> ok end end), A = process_flag(P, save_calls, 10), B = process_flag(P, save_calls, 0), exit(P, kill), [A, B] end),
    [result({of_another_bad, F, V}, fun() -> P = spawn(fun() -> receive stop -> ok end end), try process_flag(P, F, V) after exit(P, kill) end end) || {F, V} <- [{priority, high}, {trap_exit, true}, {save_calls, x}, {nothing, 1}]],
    result(of_dead, fun() -> P = spawn(fun() -> ok end), R = monitor(process, P), receive {'DOWN', R, _, _, _} -> ok end, process_flag(P, save_calls, 1) end),
    result(of_self, fun() -> fresh(fun() -> process_flag(self(), save_calls, 4), process_flag(save_calls, 0) end) end),
    result(sensitive_hides, fun() -> P = spawn(fun() -> process_flag(sensitive, true), put(secret, 1), receive stop -> ok end end), wait(P), P ! x, R = [process_info(P, I) || I <- [messages, dictionary, backtrace, status, message_queue_len]], exit(P, kill), [case X of {backtrace, B} -> {backtrace, is_binary(B)}; _ -> X end || X <- R] end),
    result(infos, fun() -> fresh(fun() -> process_flag(trap_exit, true), process_flag(priority, low), process_flag(error_handler, eh), process_flag(message_queue_data, off_heap), process_flag(fullsweep_after, 3), {garbage_collection, G} = process_info(self(), garbage_collection), process_info(self(), [trap_exit, priority, error_handler, message_queue_data, catchlevel]) ++ [proplists:get_value(fullsweep_after, G)] end) end),
    result(priorities_run, fun() ->
        Me = self(),
        Ps = [spawn_opt(fun() -> receive go -> Me ! {ran, Pr} end end, [{priority, Pr}]) || Pr <- [low, normal, high, max]],
        [P ! go || P <- Ps], lists:sort([receive {ran, Pr} -> Pr end || _ <- Ps]) end),
    result(off_heap_order, fun() -> P = spawn_opt(fun() -> receive go -> ok end, exit([receive {n, N} -> N end || _ <- lists:seq(1, 20)]) end, [{message_queue_data, off_heap}]), R = monitor(process, P), [P ! {n, N} || N <- lists:seq(1, 10)], P ! go, [P ! {n, N} || N <- lists:seq(11, 20)], receive {'DOWN', R, _, _, X} -> X end end),
    result(switch_queue, fun() -> fresh(fun() -> [self() ! {n, N} || N <- lists:seq(1, 5)], process_flag(message_queue_data, off_heap), [self() ! {n, N} || N <- lists:seq(6, 9)], process_flag(message_queue_data, on_heap), {process_info(self(), message_queue_len), [receive {n, N} -> N end || _ <- lists:seq(1, 9)]} end) end),
    result(max_heap_kills, fun() -> {_, R} = spawn_opt(fun() -> grow([]) end, [monitor, {max_heap_size, #{size => 50000, kill => true, error_logger => false}}]), receive {'DOWN', R, _, _, X} -> X end end),
    result(max_heap_spares, fun() -> {_, R} = spawn_opt(fun() -> exit(length(lists:seq(1, 100000))) end, [monitor, {max_heap_size, #{size => 50000, kill => false, error_logger => false}}]), receive {'DOWN', R, _, _, X} -> X end end).

undefined_function(M, F, A) -> {handled, M, F, A}.
undefined_lambda(M, F, A) -> {handled_lambda, M, F, A}.

grow(L) -> grow([L | lists:duplicate(100, L)]).
fresh(F) -> show:call(F).
wait(P) -> case process_info(P, status) of {status, waiting} -> ok; _ -> erlang:yield(), wait(P) end.
