%% proc_lib: starts that succeed, fail, time out or die; ancestors, initial calls, translate, hibernate, stop, formatted reports, spawn options.
-module(proc_lib_corners).
-export([main/0, init/2, woken/1, loop/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    process_flag(trap_exit, true),
    Me = self(),
    [result({F, How}, fun() -> R = apply(proc_lib, F, [?MODULE, init, [Me, How], 200]), {clean(R), exits()} end) || F <- [start, start_link, start_monitor], How <- [ok, {ack, {error, x}}, {ack_die, {ok, here}, r}, {die, normal}, {die, shutdown}, {die, {shutdown, 1}}, crash, {throw, t}, ignore_then_die]],
    [result({F, timeout}, fun() -> {clean(apply(proc_lib, F, [?MODULE, init, [Me, sleep], 20])), exits()} end) || F <- [start, start_link, start_monitor]],
    result("spawn options", fun() -> {ok, P} = proc_lib:start(?MODULE, init, [Me, ok], 5000, [{priority, high}]), R = process_info(P, priority), exit(P, kill), R end),
    result("bad spawn options", fun() -> [try proc_lib:start(?MODULE, init, [Me, ok], 100, O) catch C:R -> {C, R} end || O <- [[monitor], [bad], x]] end),
    result("undefined function", fun() -> {error, {undef, [{M, F, A, _} | _]}} = proc_lib:start(?MODULE, nothing, [1]), {M, F, A} end),
    result("ancestors", fun() -> {ok, P} = proc_lib:start(?MODULE, init, [Me, ok]), {dictionary, D} = process_info(P, dictionary), exit(P, kill), [[A =:= Me || A <- proplists:get_value('$ancestors', D), is_pid(A)], proplists:get_value('$initial_call', D)] end),
    result("registered ancestors", fun() -> register(proc_lib_corners_me, self()), {ok, P} = proc_lib:start(?MODULE, init, [Me, ok]), {dictionary, D} = process_info(P, dictionary), exit(P, kill), unregister(proc_lib_corners_me), hd(proplists:get_value('$ancestors', D)) end),
    result("initial_call", fun() -> {ok, P} = proc_lib:start(?MODULE, init, [Me, ok]), R = [proc_lib:initial_call(P), proc_lib:translate_initial_call(P), process_info(P, initial_call)], exit(P, kill), R end),
    result("of plain processes", fun() -> P = spawn(?MODULE, loop, []), R = [proc_lib:initial_call(P), proc_lib:translate_initial_call(P)], exit(P, kill), R end),
    result("of funs", fun() -> P = proc_lib:spawn(fun() -> Me ! here, loop() end), receive here -> ok end, {M, F, A} = proc_lib:translate_initial_call(P), exit(P, kill), {M, hd(atom_to_list(F)), A} end),
    [result({"spawn", F}, fun() -> case apply(proc_lib, F, [fun() -> exit({shutdown, F}) end | case F of spawn_opt -> [[link]]; _ -> [] end]) of P when is_pid(P) -> M = monitor(process, P), receive {'DOWN', M, _, _, R} -> {lists:member(R, [{shutdown, F}, noproc]), exits()} end end end) || F <- [spawn, spawn_link, spawn_opt]],
    result("exit reasons", fun() -> [begin P = proc_lib:spawn(F), M = monitor(process, P), P ! go, receive {'DOWN', M, _, _, R} -> cut(R) end end || F <- [fun() -> receive go -> error(e) end end, fun() -> receive go -> throw(t) end end, fun() -> receive go -> exit(x) end end, fun() -> receive go -> ok end end, fun() -> receive go -> exit({shutdown, 1}) end end]] end),
    result("hibernate", fun() -> P = proc_lib:spawn(fun() -> proc_lib:hibernate(?MODULE, woken, [Me]) end), M = monitor(process, P), P ! wake, R = receive {woken, X} -> X end, receive {'DOWN', M, _, _, Why} -> {R, Why} end end),
    result("crash after hibernation", fun() -> P = proc_lib:spawn(fun() -> proc_lib:hibernate(erlang, error, [after_sleep]) end), M = monitor(process, P), P ! wake, receive {'DOWN', M, _, _, {R, _}} -> R; {'DOWN', M, _, _, R} -> R end end),
    result("stop", fun() -> [begin {ok, P} = gen_event:start(), {apply(proc_lib, stop, [P | A]), is_process_alive(P)} end || A <- [[], [normal, 1000], [shutdown, infinity], [{odd, 1}, 1000]]] end),
    result("stop what does not stop", fun() -> P = spawn(?MODULE, loop, []), R = try proc_lib:stop(P, normal, 20) catch C:E -> {C, E} end, exit(P, kill), R end),
    result("stop nobody", fun() -> [try proc_lib:stop(X) catch C:E -> {C, E} end || X <- [proc_lib_corners_none, {proc_lib_corners_none, node()}, {x, 'no@where'}]] end),
    result("stop with another end", fun() -> P = spawn(fun() -> receive {system, F, {terminate, _}} -> _ = F, exit(not_that) end end), try proc_lib:stop(P, this, 5000) catch C:E -> {C, E} end end),
    result("format", fun() -> re:replace(lists:flatten(proc_lib:format([[{initial_call, {m, f, [a]}}, {pid, self()}, {registered_name, []}, {error_info, {error, reason, [{m, f, 1, [{file, "x.erl"}, {line, 3}]}]}}, {ancestors, []}, {message_queue_len, 0}, {messages, []}, {links, []}, {dictionary, []}, {trap_exit, false}, {status, running}, {heap_size, 1}, {stack_size, 2}, {reductions, 3}], []])), "<[0-9.]+>", "<PID>", [global, {return, list}]) end),
    result("format parts", fun() -> length(lists:flatten(proc_lib:format([[{error_info, {exit, x, []}}], [[{neighbour, [{pid, a}]}]]], utf8, 5))) > 0 end),
    result("init_ack forms", fun() -> [begin P = spawn(fun() -> proc_lib:init_ack(Me, {hello, N}) end), receive {ack, P, X} -> X end end || N <- [1, 2]] end),
    result("init_ack outside", fun() -> try proc_lib:init_ack(x) catch C:R -> {C, R} end end),
    result("left", fun() -> exits() end).

init(P, ok) -> proc_lib:init_ack(P, {ok, self()}), loop();
init(P, {ack, X}) -> proc_lib:init_ack(P, X), exit(acked);
init(P, {ack_die, X, R}) -> proc_lib:init_ack(P, X), exit(R);
init(_, {die, R}) -> exit(R);
init(_, crash) -> error(crashed);
init(_, {throw, X}) -> throw(X);
init(P, ignore_then_die) -> proc_lib:init_ack(P, ignore), exit(normal);
init(_, sleep) -> loop().
woken(P) -> receive wake -> P ! {woken, get('$initial_call')} end, exit(slept_well).
loop() -> receive stop -> ok end.
clean({{ok, P}, M}) when is_pid(P) -> unlink(P), exit(P, kill), receive {'DOWN', M, _, _, R} -> {ok, down, cut(R)} end;
clean({X, M}) when is_reference(M) -> {clean(X), receive {'DOWN', M, _, _, R} -> cut(R) after 60000 -> none end};
clean({ok, P}) when is_pid(P) -> unlink(P), exit(P, kill), {ok, pid};
clean({error, R}) -> {error, cut(R)};
clean(X) -> X.
cut({R, [{_, _, _, _} | _]}) -> {R, stack};
cut(X) -> X.
%% The exits of linked starters come with or just after the answer.
exits() -> receive {'EXIT', _, R} -> [cut(R) | exits()] after 40 -> [] end.
