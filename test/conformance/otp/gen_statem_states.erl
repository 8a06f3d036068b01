%% gen_statem: both callback modes, state enter, postpone, all timeouts, actions, replies, next_event, stop.
-module(gen_statem_states).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, terminate/3, off/3, on/3, waiting/3]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    process_flag(trap_exit, true),
    {ok, P} = gen_statem:start_link(?MODULE, [], []),
    C = fun(M) -> gen_statem:call(P, M) end,
    result("start", fun() -> C(which) end),
    result("flip", fun() -> [C(flip), C(which), C(count), C(flip), C(which), C(count)] end),
    result("postpone", fun() -> Me = self(), Q = spawn(fun() -> Me ! {answered, gen_statem:call(P, only_on)} end), show:until(fun() -> process_info(Q, status) =:= {status, waiting} end), [C(which), C(flip), receive {answered, X} -> X end, C(flip)] end),
    result("state timeout", fun() -> [C({wait, 1}), show:until(fun() -> C(which) =:= off end), C(log), C({wait, 60000}), C(which), C(leave), C(which)] end),
    result("state timeout cancelled by change", fun() -> [C({wait_and_leave, 1}), C(which), receive after 30 -> C(log) end] end),
    result("event timeout", fun() -> [C({event_timeout, 1}), receive told -> C(log) end] end),
    result("event timeout cancelled", fun() -> [C({event_timeout_and_event, 1}), receive told -> told after 30 -> C(log) end] end),
    result("generic timeout", fun() -> [C({generic, b, 60000}), C({cancel, b}), C({generic, a, 1}), logged(C)] end),
    result("next_event", fun() -> [C(chain), C(log)] end),
    result("info and cast", fun() -> P ! hello, gen_statem:cast(P, there), C(log) end),
    result("enter calls", fun() -> C(enters) end),
    result("keep state actions", fun() -> C(reply_twice) end),
    result("hibernate", fun() -> [C(hibernate), C(which)] end),
    result("repeat state", fun() -> [C(repeat), C(enters)] end),
    result("call timeout", fun() -> {E, {T, _}} = catch_it(fun() -> gen_statem:call(P, never, 20) end), {E, T} end),
    result("send_request", fun() -> R = gen_statem:send_request(P, which), gen_statem:wait_response(R, 1000) end),
    result("sys", fun() -> {S, D} = sys:get_state(P), {S, maps:get(count, D)} end),
    result("replace_state", fun() -> sys:replace_state(P, fun({S, D}) -> {S, D#{count := 1000}} end), C(count) end),
    result("change callback module", fun() -> [C(push), C(which)] end),
    result("stop", fun() -> R = (catch C(stop)), receive {'EXIT', P, X} -> {R, X} end end),
    [result({stop, How}, fun() -> {ok, Q} = gen_statem:start(?MODULE, [], []), R = monitor(process, Q), A = catch_it(fun() -> gen_statem:call(Q, How) end), receive {'DOWN', R, _, _, X} -> {short(A), short(X)} end end) || How <- [stop_plain, crash, bad_return, {stop_reason, {shutdown, z}}, stop_and_reply]],
    [result({init, I}, fun() -> case gen_statem:start(?MODULE, I, []) of {error, E} -> {error, short(E)}; X -> X end end) || I <- [ignore, {stop, r}, error, bad]],
    result("handle_event mode", fun() -> gen_statem_events() end),
    result("no process", fun() -> catch_it(fun() -> gen_statem:call(no_such_statem, x) end) end).

logged(C) -> case C(log) of [] -> receive after 1 -> logged(C) end; L -> L end.
gen_statem_events() ->
    {ok, P} = gen_statem:start(?MODULE, handle_event, []),
    R = [gen_statem:call(P, X) || X <- [which, count]], gen_statem:stop(P), R.
catch_it(F) -> try F() catch K:R -> {K, R} end.
short({E, [{_, _, _, _} | _]}) -> {E, stack};
short({exit, {R, {gen_statem, call, [_ | T]}}}) -> {exit, {short(R), T}};
short({{E, S}, L}) when is_list(S), is_list(L) -> {E, stack};
short(X) -> X.

callback_mode() -> [state_functions, state_enter].
init(ignore) -> ignore;
init({stop, R}) -> {stop, R};
init(error) -> error(in_init);
init(bad) -> bad;
init(_) -> {ok, off, #{count => 0, log => [], enters => []}}.

off(enter, Old, D) -> entered(off, Old, D);
off({call, F}, flip, D = #{count := N}) -> {next_state, on, D#{count := N + 1}, [{reply, F, flipped}]};
off({call, _}, only_on, _) -> {keep_state_and_data, [postpone]};
off({call, F}, {wait, T}, D) -> {next_state, waiting, D, [{reply, F, ok}, {state_timeout, T, over}]};
off({call, F}, {wait_and_leave, T}, D) -> {next_state, waiting, D, [{reply, F, ok}, {state_timeout, T, over}, {next_event, internal, leave}]};
off(T, E, D) -> common(off, T, E, D).
on(enter, Old, D) -> entered(on, Old, D);
on({call, F}, flip, D) -> {next_state, off, D, {reply, F, flopped}};
on({call, F}, only_on, _) -> {keep_state_and_data, {reply, F, yes_on}};
on(T, E, D) -> common(on, T, E, D).
waiting(enter, Old, D) -> entered(waiting, Old, D);
waiting(state_timeout, over, D) -> {next_state, off, note(timed_out, D)};
waiting(internal, leave, D) -> {next_state, off, D};
waiting({call, F}, leave, D) -> {next_state, off, D, [{reply, F, left}]};
waiting(T, E, D) -> common(waiting, T, E, D).

entered(S, Old, D = #{enters := L}) -> {keep_state, D#{enters := [{Old, S} | L]}}.
note(X, D = #{log := L}) -> D#{log := [X | L]}.
common(S, {call, F}, which, _) -> {keep_state_and_data, [{reply, F, S}]};
common(_, {call, F}, count, #{count := N}) -> {keep_state_and_data, [{reply, F, N}]};
common(_, {call, F}, log, D = #{log := L}) -> {keep_state, D#{log := []}, [{reply, F, lists:reverse(L)}]};
common(_, {call, F}, enters, D = #{enters := L}) -> {keep_state, D#{enters := []}, [{reply, F, lists:reverse(L)}]};
common(_, {call, F}, {event_timeout, T}, D) -> {keep_state, D#{tell => element(1, F)}, [{reply, F, ok}, {timeout, T, quiet}]};
common(_, {call, F}, {event_timeout_and_event, T}, _) -> {keep_state_and_data, [{reply, F, ok}, {timeout, T, quiet}, {next_event, internal, in_time}]};
common(_, timeout, X, D) -> maps:get(tell, D) ! told, {keep_state, note({timeout, X}, D)};
common(_, {call, F}, {generic, N, T}, _) -> {keep_state_and_data, [{reply, F, ok}, {{timeout, N}, T, content}]};
common(_, {call, F}, {cancel, N}, _) -> {keep_state_and_data, [{reply, F, ok}, {{timeout, N}, cancel}]};
common(_, {timeout, N}, X, D) -> {keep_state, note({generic, N, X}, D)};
common(_, {call, F}, chain, D) -> {keep_state, note(chain, D), [{next_event, internal, i1}, {next_event, cast, c2}, {reply, F, ok}]};
common(_, internal, X, D) -> {keep_state, note({internal, X}, D)};
common(_, cast, X, D) -> {keep_state, note({cast, X}, D)};
common(_, info, X, D) -> {keep_state, note({info, X}, D)};
common(_, {call, F}, reply_twice, D) -> {keep_state, D, [{reply, F, first}]};
common(_, {call, F}, hibernate, _) -> {keep_state_and_data, [hibernate, {reply, F, ok}]};
common(_, {call, F}, repeat, D) -> {repeat_state, D, [{reply, F, ok}]};
common(_, {call, _}, never, _) -> keep_state_and_data;
common(_, {call, F}, push, _) -> {keep_state_and_data, [{reply, F, pushed}]};
common(_, {call, F}, stop, D) -> {stop_and_reply, {shutdown, done}, [{reply, F, bye}], D};
common(_, {call, F}, stop_and_reply, _) -> {stop_and_reply, normal, {reply, F, so_long}};
common(_, {call, _}, stop_plain, _) -> stop;
common(_, {call, _}, {stop_reason, R}, _) -> {stop, R};
common(_, {call, _}, crash, _) -> error(crashed);
common(_, {call, _}, bad_return, _) -> nonsense.
terminate(_, _, _) -> ok.
