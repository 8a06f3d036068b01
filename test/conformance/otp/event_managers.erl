%% gen_event's corners: handlers that are added, supervised, swapped, removed, that crash or say odd things; calls, sync, sys, hibernation, requests.
-module(event_managers).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2, code_change/3, format_status/1]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    process_flag(trap_exit, true),
    {ok, E} = gen_event:start_link(),
    Me = self(),
    result("add", fun() -> [gen_event:add_handler(E, ?MODULE, {Me, a}), gen_event:add_handler(E, ?MODULE, {Me, a2}), gen_event:add_handler(E, {?MODULE, b}, {Me, b}), gen_event:which_handlers(E)] end),
    result("add fails", fun() -> [short(gen_event:add_handler(E, {?MODULE, X}, X)) || X <- [bad_return, crash, {error, no}, {exit, e}, {throw, {ok, {Me, thrown}}}]] ++ [short(gen_event:add_handler(E, no_such_handler, x))] end),
    result("notify", fun() -> [gen_event:notify(E, n1), gen_event:sync_notify(E, n2), log()] end),
    result("call", fun() -> [gen_event:call(E, {?MODULE, b}, get), gen_event:call(E, ?MODULE, get, 5000), gen_event:call(E, none, get), gen_event:call(E, {?MODULE, zz}, get)] end),
    result("info", fun() -> E ! hello, gen_event:sync_notify(E, sync), log() end),
    result("delete", fun() -> [gen_event:delete_handler(E, {?MODULE, b}, why), log(), gen_event:delete_handler(E, {?MODULE, b}, why), gen_event:which_handlers(E)] end),
    result("removes itself", fun() -> gen_event:add_handler(E, {?MODULE, c}, {Me, c}), gen_event:sync_notify(E, {only, c, remove}), {log(), gen_event:which_handlers(E)} end),
    result("removes itself in a call", fun() -> gen_event:add_handler(E, {?MODULE, c}, {Me, c}), {gen_event:call(E, {?MODULE, c}, remove), log()} end),
    [result({"bad", B}, fun() -> gen_event:add_handler(E, {?MODULE, c}, {Me, c}), gen_event:sync_notify(E, {only, c, B}), {log(), gen_event:which_handlers(E)} end) || B <- [crash, exit, throw_ok, bad]],
    [result({"bad call", B}, fun() -> gen_event:add_handler(E, {?MODULE, c}, {Me, c}), {short(gen_event:call(E, {?MODULE, c}, B)), log(), gen_event:which_handlers(E)} end) || B <- [crash, exit, bad]],
    result("swap", fun() -> gen_event:add_handler(E, {?MODULE, s}, {Me, s}), R = gen_event:swap_handler(E, {{?MODULE, s}, swapping}, {{?MODULE, t}, {Me, t}}), {R, log(), gen_event:which_handlers(E)} end),
    result("swap missing", fun() -> {gen_event:swap_handler(E, {{?MODULE, nobody}, x}, {{?MODULE, u}, {Me, u}}), gen_event:delete_handler(E, {?MODULE, u}, bye), log()} end),
    result("swaps itself", fun() -> gen_event:sync_notify(E, {only, t, swap}), {log(), gen_event:which_handlers(E), gen_event:delete_handler(E, {?MODULE, v}, done), log()} end),
    result("supervised crash", fun() -> gen_event:add_sup_handler(E, {?MODULE, sup}, {Me, sup}), gen_event:sync_notify(E, {only, sup, crash}), {receive {gen_event_EXIT, H, {'EXIT', {R, _}}} -> {H, R} end, log()} end),
    result("supervised removal", fun() -> gen_event:add_sup_handler(E, {?MODULE, sup}, {Me, sup}), gen_event:sync_notify(E, {only, sup, remove}), A = receive {gen_event_EXIT, H, R} -> {H, R} end, gen_event:add_sup_handler(E, {?MODULE, sup}, {Me, sup}), gen_event:delete_handler(E, {?MODULE, sup}, x), {A, receive {gen_event_EXIT, H2, R2} -> {H2, R2} end, log()} end),
    result("supervised swap", fun() -> gen_event:add_sup_handler(E, {?MODULE, sup}, {Me, sup}), gen_event:swap_handler(E, {{?MODULE, sup}, x}, {{?MODULE, sup2}, {Me, sup2}}), R = receive {gen_event_EXIT, H, X} -> {H, X} after 0 -> none end, gen_event:delete_handler(E, {?MODULE, sup2}, x), log(), {R, receive {gen_event_EXIT, H2, R2} -> {H2, R2} after 0 -> none end} end),
    result("supervisor of a handler dies", fun() -> {_, M} = spawn_monitor(fun() -> gen_event:add_sup_handler(E, {?MODULE, owned}, {Me, owned}), exit(owner_gone) end), receive {'DOWN', M, _, _, _} -> ok end, gen_event:sync_notify(E, x), {log(), lists:member({?MODULE, owned}, gen_event:which_handlers(E))} end),
    result("hibernate", fun() -> gen_event:sync_notify(E, hibernate), [wait(fun() -> process_info(E, current_function) =:= {current_function, {erlang, hibernate, 3}} end), log(), gen_event:call(E, ?MODULE, get)] end),
    result("send_request", fun() -> R = gen_event:send_request(E, ?MODULE, get), R2 = gen_event:send_request(E, none, get), [gen_event:receive_response(R, 5000), gen_event:wait_response(R2, 5000)] end),
    result("collection", fun() -> C = gen_event:send_request(E, ?MODULE, get, lab, gen_event:reqids_new()), {R, L, C2} = gen_event:receive_response(C, 5000, true), {R, L, gen_event:reqids_size(C2)} end),
    result("sys", fun() -> [sys:get_state(E), sys:replace_state(E, fun({M, I, {P, _}}) -> {M, I, {P, replaced}} end), sys:suspend(E), sys:change_code(E, ?MODULE, 1, extra), sys:resume(E), gen_event:call(E, ?MODULE, get)] end),
    result("status", fun() -> {status, _, {module, M}, [_, S, _, _, Misc]} = sys:get_status(E), {M, S, proplists:get_value(items, Misc)} end),
    result("names", fun() -> {ok, P} = gen_event:start({local, event_managers_l}), {ok, Q} = gen_event:start({global, event_managers_g}), R = [gen_event:start({local, event_managers_l}) =:= {error, {already_started, P}}, gen_event:notify({global, event_managers_g}, x), gen_event:which_handlers(event_managers_l)], gen_event:stop(P), gen_event:stop(Q), R end),
    result("start_monitor", fun() -> {ok, {P, M}} = gen_event:start_monitor(), gen_event:stop(P, shutdown, 5000), receive {'DOWN', M, _, _, R} -> R end end),
    result("dead", fun() -> [gen_event:notify(event_managers_none, x), try gen_event:call(event_managers_none, a, b) catch C:{R, _} -> {C, R}; C:R -> {C, R} end, try gen_event:sync_notify(event_managers_none, x) catch C:R -> {C, R} end, try gen_event:stop(event_managers_none) catch C:R -> {C, R} end] end),
    result("call timeout", fun() -> try gen_event:call(E, ?MODULE, sleep, 5) catch exit:{timeout, _} -> E ! wake, timeout; C:R -> {C, R} end end),
    result("stop", fun() -> log(), {gen_event:stop(E), log(), receive {'EXIT', E, R} -> R end} end).

log() -> receive {log, X} -> [X | log()] after 0 -> [] end.
wait(F) -> case F() of true -> true; false -> receive after 1 -> ok end, wait(F) end.
short({'EXIT', {R, [{_, _, _, _} | _]}}) -> {'EXIT', {R, stack}};
short({error, {'EXIT', {R, _}}}) -> {error, {'EXIT', {R, stack}}};
short(X) -> X.

init({{P, I}, T}) -> P ! {log, {I, swapped_in, T}}, {ok, {P, I}};
init({P, I}) when is_pid(P) -> {ok, {P, I}};
init(crash) -> error(in_init);
init({exit, R}) -> exit(R);
init({throw, R}) -> throw(R);
init(X) -> X.
handle_event({only, I, What}, {P, I} = S) -> P ! {log, {I, What}}, do(What, S);
handle_event({only, _, _}, S) -> {ok, S};
handle_event(hibernate, S) -> {ok, S, hibernate};
handle_event(X, {P, I} = S) -> P ! {log, {I, event, X}}, {ok, S}.
do(remove, _) -> remove_handler;
do(crash, _) -> error(crashed);
do(exit, _) -> exit(left);
do(throw_ok, S) -> throw({ok, S});
do(swap, {P, _} = S) -> {swap_handler, going, S, {?MODULE, v}, {P, v}};
do(bad, _) -> bad.
handle_call(get, {_, I} = S) -> {ok, I, S};
handle_call(remove, _) -> {remove_handler, removed};
handle_call(crash, _) -> error(crashed);
handle_call(exit, _) -> exit(left);
handle_call(sleep, S) -> receive wake -> {ok, slept, S} end;
handle_call(bad, _) -> bad.
handle_info(X, {P, I} = S) -> P ! {log, {I, info, X}}, {ok, S}.
terminate(R, {P, I}) -> P ! {log, {I, terminate, case R of {error, {'EXIT', {X, _}}} -> {error, X}; _ -> R end}}, {terminated, I}.
code_change(V, {P, I}, X) -> {ok, {P, {I, V, X}}}.
format_status(M) -> maps:map(fun(state, {_, I}) -> {formatted, I}; (_, V) -> V end, M).
