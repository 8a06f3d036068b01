%% gen_statem's corners: every action, timeout and return in both callback modes, changes of callback module, requests, sys, crashes.
-module(gen_statem_corners).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, handle_event/4, terminate/3, code_change/4, format_status/1]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    process_flag(trap_exit, true),
    [result({start, I}, fun() -> short(gen_statem:start(?MODULE, I, [])) end) || I <- [ignore, {stop, r}, stop, error, {throw, {ok, a, b}}, bad, {ok, a}, {actions, [postpone, hibernate]}, {actions, {next_event, internal, hello}}, {actions, [{state_timeout, 0, z}]}, {actions, [postpone]}]],
    result("start names", fun() -> [begin {ok, P} = gen_statem:start(N, ?MODULE, ok, []), R = element(1, element(2, gen_statem:start(N, ?MODULE, ok, []))), gen_statem:stop(P), R end || N <- [{local, gst_local}, {global, gst_global}]] end),
    result("start_monitor", fun() -> {ok, {P, M}} = gen_statem:start_monitor(?MODULE, ok, []), gen_statem:stop(P), receive {'DOWN', M, _, _, X} -> X end end),
    {ok, P} = gen_statem:start_link(?MODULE, {owner, self()}, []),
    Do = fun(R) -> gen_statem:call(P, {do, R}) end,
    Log = fun() -> gen_statem:call(P, log) end,
    result("state", fun() -> [gen_statem:call(P, state), Do({next_state, {complex, 1}, []}), gen_statem:call(P, state), Do({next_state, a, []})] end),
    result("internal events go first", fun() -> Log(), Do({keep, [{next_event, internal, i1}, {next_event, info, i2}, {next_event, cast, i3}, {next_event, {timeout, x}, i4}]}), Log() end),
    result("next_event with call type", fun() -> Log(), Do({keep, [{next_event, {call, {self(), make_ref()}}, {note, faked}}]}), Log() end),
    result("postpone", fun() -> Log(), gen_statem:cast(P, {postpone_in, a, x1}), gen_statem:cast(P, {postpone_in, a, x2}), gen_statem:cast(P, {plain, y}), Do({next_state, b, []}), Do({next_state, a, []}), Log() end),
    result("postpone is not retried in the same state", fun() -> Log(), gen_statem:cast(P, {postpone_in, a, once}), Do({next_state, a, []}), A = Log(), Do({repeat, []}), B = Log(), Do({next_state, b, []}), C = Log(), Do({next_state, a, []}), {A, B, C} end),
    result("state timeout", fun() -> Log(), Do({keep, [{state_timeout, 1, st}]}), until(P, {state_timeout, st}) end),
    result("state timeout replaced", fun() -> Log(), Do({keep, [{state_timeout, 100000, old}]}), Do({keep, [{state_timeout, 1, new}]}), until(P, {state_timeout, new}) end),
    result("state timeout cancelled", fun() -> Log(), Do({keep, [{state_timeout, 1, no}, {state_timeout, cancel}]}), Do({keep, [{state_timeout, 60000, no}]}), Do({next_state, b, [{state_timeout, 1, yes}]}), R = until(P, {state_timeout, yes}), Do({next_state, a, []}), receive after 20 -> {R, Log()} end end),
    result("state timeout updated", fun() -> Log(), Do({keep, [{state_timeout, 1, first}, {state_timeout, update, second}]}), until(P, {state_timeout, second}) end),
    result("state timeout 0", fun() -> Log(), Do({keep, [{state_timeout, 0, zero}, {timeout, 0, ev}, {{timeout, n}, 0, gen}, {next_event, internal, before}]}), Log() end),
    result("state timeout infinity", fun() -> Log(), Do({keep, [{state_timeout, infinity, x}, {timeout, infinity, y}, {{timeout, z}, infinity, z}]}), Log() end),
    result("absolute", fun() -> Log(), T = erlang:monotonic_time(millisecond) + 1, Do({keep, [{state_timeout, T, abs, [{abs, true}]}]}), until(P, {state_timeout, abs}) end),
    result("event timeout", fun() -> Log(), Do({keep, [1]}), receive timed_out -> Log() end end),
    result("event timeout cancelled by event", fun() -> Log(), Do({keep, [{timeout, 1, gone}, {next_event, internal, in_time}]}), receive timed_out -> late after 20 -> Log() end end),
    result("generic", fun() -> Log(), Do({keep, [{{timeout, g2}, 100000, c2}, {{timeout, g3}, 100000, c3}]}), Do({keep, [{{timeout, g2}, cancel}, {{timeout, g3}, update, changed}, {{timeout, g1}, 1, c1}]}), R = until(P, {{timeout, g1}, c1}), Do({next_state, b, []}), Do({next_state, a, []}), R end),
    result("generic survives states", fun() -> Log(), Do({keep, [{{timeout, s}, 300, kept}]}), Do({next_state, b, []}), R = until(P, {{timeout, s}, kept}), Do({next_state, a, []}), R end),
    result("replies", fun() -> [gen_statem:call(P, {do, {keep_reply, x}}), gen_statem:call(P, {do, {many_replies, y}}), gen_statem:call(P, {by_reply_fun, z})] end),
    result("enter", fun() -> Log(), Do({next_state, entered, []}), A = Log(), Do({repeat, []}), B = Log(), Do({next_state, entered, []}), C = Log(), Do({next_state, a, []}), {A, B, C, Log()} end),
    result("enter actions", fun() -> Log(), Do({next_state, enter_timeout, []}), R = until(P, {state_timeout, from_enter}), Do({next_state, a, []}), R end),
    result("hibernate", fun() -> [Do({keep, [hibernate]}), wait_until(fun() -> process_info(P, current_function) =:= {current_function, {erlang, hibernate, 3}} end), gen_statem:call(P, state)] end),
    result("modules", fun() -> Log(), [Do({keep, [{change_callback_module, gen_statem_corners}]}), Do({keep, [{push_callback_module, gen_statem_corners}]}), Do({keep, [pop_callback_module]}), gen_statem:call(P, state)] end),
    result("messages", fun() -> Log(), P ! hello, gen_statem:cast(P, {plain, c}), P ! {'$gen_cast', {plain, raw}}, Log() end),
    result("send_request", fun() -> R = gen_statem:send_request(P, state), gen_statem:receive_response(R, 5000) end),
    result("collection", fun() -> C1 = gen_statem:send_request(P, state, l1, gen_statem:reqids_new()), C2 = gen_statem:send_request(P, {note, q}, l2, C1), {A, L1, C3} = gen_statem:receive_response(C2, 5000, true), {B, L2, C4} = gen_statem:wait_response(C3, 5000, true), {lists:sort([{L1, A}, {L2, B}]), gen_statem:reqids_size(C4)} end),
    result("call forms", fun() -> [gen_statem:call(P, state, 5000), gen_statem:call(P, state, {clean_timeout, 5000}), gen_statem:call(P, state, {dirty_timeout, 5000}), try gen_statem:call(P, never, 5) catch exit:{E, {_, F, [_ | A]}} -> {E, F, A} end, try gen_statem:call(P, never, {dirty_timeout, 5}) catch exit:{E, {_, F, [_ | A]}} -> {E, F, A} end] end),
    result("sys", fun() -> Log(), [sys:get_state(P), sys:replace_state(P, fun({S, D}) -> {S, [put_in | D]} end), Log(), sys:suspend(P), sys:change_code(P, ?MODULE, 1, x), sys:resume(P), Log()] end),
    result("status", fun() -> {status, _, {module, M}, [_, S, _, _, Misc]} = sys:get_status(P), {M, S, [X || {data, [{"Status", _} | X]} <- Misc], proplists:get_value(header, Misc) =/= undefined, lists:last(Misc)} end),
    result("bad actions", fun() -> [ending(A) || A <- [[bad], [{reply, 1}], [{timeout, x, y}], [{state_timeout, -1, x}], [{next_event, wrong_type, x}], bad, [{{timeout, a}, x, y}], [{push_callback_module, no_such_mod}], [pop_callback_module, pop_callback_module], [{postpone, maybe_so}], [{hibernate, 1}], [{timeout, 1, x, [bad]}]]] end),
    [result({"ends", R}, fun() -> ending_by(R) end) || R <- [stop, {stop, normal}, {stop, why}, {stop_d, {shutdown, q}}, {stop_and_reply, r}, {stop_and_reply_bad, r}, crash, {throw, nonsense}, {exit, e}, bad_return, {next_state_bad}, {in_enter}]],
    result("stop", fun() -> {ok, Q} = gen_statem:start(?MODULE, ok, []), [gen_statem:stop(Q), is_process_alive(Q), try gen_statem:stop(Q) catch K:E -> {K, E} end] end),
    result("call the dead", fun() -> try gen_statem:call(gst_nobody, x) catch K:{E, {M, F, _}} -> {K, E, M, F} end end),
    result("cast the dead", fun() -> [gen_statem:cast(gst_nobody, x), gen_statem:cast({global, gst_nobody}, x)] end),
    result("enter_loop", fun() -> Q = proc_lib:spawn(fun() -> gen_statem:enter_loop(?MODULE, [], a, [entered], [{next_event, internal, loop}]) end), R = gen_statem:call(Q, log), gen_statem:stop(Q), R end),
    result("left", fun() -> receive {'EXIT', P, R} -> R; M -> show:norm(M) after 0 -> none end end).

until(P, What) ->
    L = gen_statem:call(P, log_keep),
    case lists:member(What, L) of true -> gen_statem:call(P, log); false -> receive after 1 -> ok end, until(P, What) end.
wait_until(F) -> case F() of true -> true; false -> receive after 1 -> ok end, wait_until(F) end.
ending(A) -> ending_by({keep, A}).
ending_by(R) ->
    {ok, Q} = gen_statem:start(?MODULE, {tell, self()}, []), M = monitor(process, Q),
    A = try gen_statem:call(Q, {do, R}) catch K:{E, {gen_statem, F, _}} -> {K, cut(E), F} end,
    {A, receive {terminate, S, X} -> {S, cut(X)} end, receive {'DOWN', M, _, _, Y} -> cut(Y) end}.
cut({R, [{_, _, _, _} | _]}) -> {R, stack};
cut(X) -> X.
short({ok, P}) -> L = gen_statem:call(P, log), gen_statem:stop(P), {ok, L};
short({error, {R, [{_, _, _, _} | _]}}) -> {error, {R, stack}};
short(X) -> X.

callback_mode() -> [handle_event_function, state_enter].
init(ok) -> {ok, a, []};
init({owner, P}) -> put(owner, P), {ok, a, []};
init({tell, P}) -> put(tell, P), {ok, a, []};
init({actions, A}) -> {ok, a, [], A};
init({throw, X}) -> throw(X);
init(error) -> error(in_init);
init(X) -> X.
handle_event(enter, Old, bad_enter, _) -> error({entering, Old});
handle_event(enter, Old, entered, D) -> {keep_state, [{enter, Old} | D]};
handle_event(enter, _, enter_timeout, _) -> {keep_state_and_data, [{state_timeout, 1, from_enter}]};
handle_event(enter, _, _, _) -> keep_state_and_data;
handle_event({call, F}, state, S, _) -> {keep_state_and_data, {reply, F, S}};
handle_event({call, F}, log, _, D) -> {keep_state, [], [{reply, F, lists:reverse(D)}]};
handle_event({call, F}, log_keep, _, D) -> {keep_state_and_data, [{reply, F, D}]};
handle_event({call, _}, never, _, _) -> keep_state_and_data;
handle_event({call, F}, {note, X}, _, D) -> {keep_state, [{noted, X} | D], {reply, F, ok}};
handle_event({call, F}, {by_reply_fun, X}, _, _) -> gen_statem:reply(F, {fun_reply, X}), keep_state_and_data;
handle_event({call, F}, {do, R}, S, D) -> do(R, F, S, D);
handle_event(cast, {postpone_in, S, _}, S, _) -> {keep_state_and_data, [postpone]};
handle_event(cast, {postpone_in, _, X}, S, D) -> {keep_state, [{handled, X, S} | D]};
handle_event(cast, {plain, X}, _, D) -> {keep_state, [{plain, X} | D]};
handle_event(timeout, X, _, D) -> case get(owner) of undefined -> ok; P -> P ! timed_out end, {keep_state, [{timeout, X} | D]};
handle_event(T, X, _, D) -> {keep_state, [{T, X} | D]}.
do({next_state, N, A}, F, _, D) -> {next_state, N, D, [{reply, F, ok} | A]};
do({keep, A}, F, _, _) when is_list(A) -> {keep_state_and_data, [{reply, F, ok} | A]};
do({keep, A}, _, _, _) -> {keep_state_and_data, A};
do({repeat, A}, F, _, D) -> {repeat_state, D, [{reply, F, ok} | A]};
do({keep_reply, X}, F, _, D) -> {keep_state, D, {reply, F, X}};
do({many_replies, X}, F, _, _) -> {keep_state_and_data, [{reply, F, X}, {next_event, internal, after_reply}]};
do(stop, _, _, _) -> stop;
do({stop, R}, _, _, _) -> {stop, R};
do({stop_d, R}, _, _, D) -> {stop, R, [last | D]};
do({stop_and_reply, R}, F, _, D) -> {stop_and_reply, R, [{reply, F, bye}], D};
do({stop_and_reply_bad, R}, F, _, _) -> {stop_and_reply, R, [{reply, F, bye}, nonsense]};
do(crash, _, _, _) -> error(crashed);
do({throw, X}, _, _, _) -> throw(X);
do({exit, X}, _, _, _) -> exit(X);
do(bad_return, _, _, _) -> {what, is, this};
do({next_state_bad}, _, _, _) -> {next_state, x};
do({in_enter}, F, _, D) -> {next_state, bad_enter, D, {reply, F, ok}}.
terminate(R, S, _) -> case get(tell) of undefined -> ok; P -> P ! {terminate, S, R} end.
code_change(V, S, D, X) -> {ok, S, [{changed, V, X} | D]}.
format_status(M = #{data := D}) -> M#{data => {formatted, length(D)}}.
