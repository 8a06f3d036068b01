%% proc_lib: start and init_ack, failures, initial calls, crash reports' contents, hibernate, stop, ancestors.
-module(proc_lib_starts).
-export([main/0, ok/1, late/1, dies/1, never/0, fails/1, loop/0]).
-export([log/2]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    process_flag(trap_exit, true),
    result("start", fun() -> {ok, P, i} = proc_lib:start(?MODULE, ok, [self()]), R = is_process_alive(P), exit(P, kill), R end),
    result("start_link", fun() -> {ok, P, i} = proc_lib:start_link(?MODULE, ok, [self()]), P ! stop, receive {'EXIT', P, X} -> X end end),
    result("timeout", fun() -> proc_lib:start(?MODULE, never, [], 20) end),
    result("late", fun() -> proc_lib:start(?MODULE, late, [self()], 60000) end),
    result("dies", fun() -> [proc_lib:start(?MODULE, dies, [R]) || R <- [normal, shutdown, {bad, x}]] end),
    result("error", fun() -> {error, {oops, [{M, F, A, _} | _]}} = proc_lib:start(?MODULE, fails, [x]), {M, F, A} end),
    result("start_monitor", fun() -> {{ok, P, i}, R} = proc_lib:start_monitor(?MODULE, ok, [self()]), P ! stop, receive {'DOWN', R, _, _, X} -> X end end),
    result("start_monitor dies", fun() -> {{error, E}, R} = proc_lib:start_monitor(?MODULE, dies, [z]), {E, receive {'DOWN', R, _, _, X} -> X end} end),
    result("initial_call", fun() -> P = proc_lib:spawn(?MODULE, loop, []), show:until(fun() -> process_info(P, current_function) =:= {current_function, {?MODULE, loop, 0}} end), R = [proc_lib:initial_call(P), proc_lib:translate_initial_call(P)], exit(P, kill), R end),
    result("ancestors", fun() -> Me = self(), P = proc_lib:spawn(fun() -> proc_lib:spawn(fun() -> Me ! {anc, get('$ancestors'), get('$initial_call')} end), loop() end), receive {anc, L, {M, _, A}} -> exit(P, kill), {length(L), hd(L) =:= P, M, A} end end),
    result("stop", fun() -> P = proc_lib:spawn(fun sysloop/0), proc_lib:stop(P) end),
    result("stop reason", fun() -> {P, R} = proc_lib:spawn_opt(fun sysloop/0, [monitor]), [proc_lib:stop(P, bye, 60000), receive {'DOWN', R, _, _, X} -> X end] end),
    result("stop wrong", fun() -> P = proc_lib:spawn(fun() -> receive {system, _, _} -> exit(other) end end), try proc_lib:stop(P, bye, 60000) catch exit:X -> X end end),
    result("stop none", fun() -> try proc_lib:stop(no_such_proc) catch exit:X -> X end end),
    logger:add_handler(pl_test, ?MODULE, #{config => self(), level => all}),
    logger:update_handler_config(default, level, none),
    logger:set_primary_config(level, all),
    [result({report, N}, fun() -> proc_lib:spawn(F), receive {report, R} -> R after case lists:member(N, [shutdown, normal, tuple]) of true -> 50; false -> 60000 end -> none end end) || {N, F} <- [{error, fun() -> error(boom) end}, {exit, fun() -> exit(why) end}, {throw, fun() -> throw(ball) end}, {shutdown, fun() -> exit(shutdown) end}, {normal, fun() -> ok end}, {tuple, fun() -> exit({shutdown, x}) end}]],
    result("report fields", fun() -> flush(), P = proc_lib:spawn_link(fun() -> put(key, val), self() ! left, error(boom) end), R = receive {fields, L} -> L after 60000 -> none end, receive {'EXIT', P, _} -> ok end, R end),
    logger:set_primary_config(level, none),
    logger:update_handler_config(default, level, all),
    logger:remove_handler(pl_test),
    result("format", fun() -> F = proc_lib:format([[{initial_call, {m, f, ['Argument__1']}}, {pid, self()}, {registered_name, []}, {error_info, {error, oops, [{m, f, 1, [{file, "m.erl"}, {line, 3}]}]}}, {ancestors, [a]}, {message_queue_len, 0}, {messages, []}, {links, []}, {dictionary, []}, {trap_exit, false}, {status, running}, {heap_size, 10}, {stack_size, 5}, {reductions, 7}], []]), re:replace(lists:flatten(F), "<[0-9.]+>", "<pid>", [global, {return, list}]) end).

log(#{msg := {report, #{report := [Info, _]}}}, #{config := To}) ->
    {C, R, S} = proplists:get_value(error_info, Info),
    To ! {report, {C, R, is_list(S)}},
    To ! {fields, [{K, proplists:get_value(K, Info)} || K <- [registered_name, message_queue_len, messages, trap_exit, status]] ++ [proplists:get_value(dictionary, Info) =/= []]};
log(_, _) -> ok.

ok(P) -> proc_lib:init_ack(P, {ok, self(), i}), receive stop -> ok end.
late(P) -> receive after 20 -> proc_lib:init_ack(P, late_answer) end.
dies(R) -> exit(R).
never() -> receive after 5000 -> ok end.
fails(_) -> error(oops).
loop() -> receive stop -> ok end.
sysloop() -> receive {system, From, {terminate, R}} -> gen:reply(From, ok), exit(R) end.
flush() -> receive _ -> flush() after 20 -> ok end.
