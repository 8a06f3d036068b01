%% gen_server's corners: every way to start, answer, wait and end; request collections; debug options; multi_call; names of all kinds.
-module(gen_server_corners).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2, code_change/3, format_status/1]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    process_flag(trap_exit, true),
    [result({start, F, I}, fun() -> short(apply(gen_server, F, [?MODULE, I, []])) end) || F <- [start, start_link], I <- [ok, ignore, {stop, r}, {stop, normal}, error, {exit, e}, {throw, {ok, thrown}}, bad, {ok, s, bad}, {ok, s, infinity}, {ok, s, hibernate}, {ok, s, {continue, c}}]],
    drain(),
    result("start_monitor", fun() -> [begin R = gen_server:start_monitor(?MODULE, I, []), case R of {ok, {P, M}} -> gen_server:stop(P), receive {'DOWN', M, _, _, X} -> {ok, X} end; _ -> R end end || I <- [ok, ignore, {stop, x}]] end),
    result("init timeout", fun() -> gen_server:start(?MODULE, {sleep, infinity}, [{timeout, 10}]) end),
    result("bad options", fun() -> [try gen_server:start(A, B, C, D) of X -> short(X) catch K:R -> {K, R} end || {A, B, C, D} <- [{local, ?MODULE, ok, []}, {{local, 1}, ?MODULE, ok, []}, {{what, x}, ?MODULE, ok, []}, {{global, g}, ?MODULE, {stop, no}, []}, {{via, gen_server_corners_no, x}, ?MODULE, ok, []}]] end),
    result("names", fun() -> [begin {ok, P} = gen_server:start(N, ?MODULE, ok, []), A = {element(1, element(2, gen_server:start(N, ?MODULE, ok, []))), gen_server:call(name(N), ping)}, gen_server:stop(name(N)), {A, is_process_alive(P)} end || N <- [{local, gsc_local}, {global, gsc_global}, {via, global, gsc_via}]] end),
    P = start(),
    C = fun(M) -> gen_server:call(P, M) end,
    result("calls", fun() -> [C(ping), C({reply, x}), C({late, y}), C({continue, z}), C(get)] end),
    result("timeouts", fun() -> [C({timeout, 1}), receive timed_out -> C(get) end] end),
    result("message stops the timeout", fun() -> C(clear), C({timeout, 60000}), C(ping), C(get) end),
    result("hibernate", fun() -> [C(hibernate), C(ping)] end),
    result("casts and infos", fun() -> C(clear), gen_server:cast(P, {note, 1}), P ! info, gen_server:cast(P, {continue, 2}), C(get) end),
    result("abcast", fun() -> register(gsc_ab, P), C(clear), abcast = gen_server:abcast(gsc_ab, {note, ab}), gen_server:abcast([node(), 'no@where'], gsc_ab, {note, ab2}), C(get) end),
    result("multi_call", fun() -> [gen_server:multi_call(gsc_ab, ping), gen_server:multi_call([node()], gsc_ab, ping), gen_server:multi_call([node(), 'no@where'], gsc_ab, ping, 60000), gen_server:multi_call([node()], gsc_nobody, ping)] end),
    result("unknown messages", fun() -> P ! {'$gen_call', nonsense}, P ! {'$gen_cast', {note, by_hand}}, P ! {'$gen_call', {self(), tag}, ping}, R = receive {tag, A} -> A end, {R, length(C(get)) > 0} end),
    result("reply by hand", fun() -> T = {self(), make_ref()}, gen_server:reply(T, hello), receive {_, hello} -> ok end end),
    result("send_request", fun() -> R = gen_server:send_request(P, ping), gen_server:receive_response(R) end),
    result("wait_response", fun() -> R = gen_server:send_request(P, {late, w}), [gen_server:wait_response(R, 5000), gen_server:wait_response(gen_server:send_request(P, never), 5)] end),
    result("check_response", fun() -> R = gen_server:send_request(P, ping), A = gen_server:check_response(other, R), receive M -> [A, gen_server:check_response(M, R)] end end),
    result("response timeout", fun() -> R = gen_server:send_request(P, never), [gen_server:receive_response(R, 5), gen_server:receive_response(R, 0)] end),
    result("response of the dead", fun() -> Q = start(), R = gen_server:send_request(Q, {stop_silent, gone}), {error, {X, Q}} = gen_server:receive_response(R, 5000), [X, element(1, element(2, gen_server:receive_response(gen_server:send_request(gsc_nobody, x), 5000)))] end),
    drain(),
    result("collection", fun() ->
        C0 = gen_server:reqids_new(), C1 = gen_server:send_request(P, ping, a, C0), C2 = gen_server:send_request(P, {reply, two}, b, C1), C3 = gen_server:reqids_add(gen_server:send_request(P, {late, three}), c, C2),
        {A, C4} = next(C3), {B, C5} = next(C4), {D, C6} = next(C5),
        {lists:sort([A, B, D]), [gen_server:reqids_size(X) || X <- [C0, C3, C4, C6]], lists:sort([L || {_, L} <- gen_server:reqids_to_list(C3)]), gen_server:receive_response(C6, 10, true), gen_server:wait_response(C6, 10, true), gen_server:check_response(x, C6, true)} end),
    result("collection without delete", fun() -> C1 = gen_server:send_request(P, ping, a, gen_server:reqids_new()), {R, L, C2} = gen_server:wait_response(C1, 5000, false), {R, L, gen_server:reqids_size(C2)} end),
    result("collection timeout", fun() -> C1 = gen_server:send_request(P, never, a, gen_server:reqids_new()), [gen_server:wait_response(C1, 5, true), gen_server:receive_response(C1, 5, true), try gen_server:receive_response(x, 5, true) catch K:E -> {K, E} end] end),
    result("collection check", fun() -> C1 = gen_server:send_request(P, ping, lab, gen_server:reqids_new()), no_reply = gen_server:check_response(stranger, C1, true), receive M -> {R, L, C2} = gen_server:check_response(M, C1, true), {R, L, gen_server:reqids_size(C2)} end end),
    [result({"ends", How}, fun() -> Q = start(), R = monitor(process, Q), gen_server:cast(Q, {tell, self()}), A = try gen_server:call(Q, How) catch K:E -> {K, cut(E)} end, {A, receive {terminate, X} -> cut(X) end, receive {'DOWN', R, _, _, Y} -> cut(Y) end} end)
        || How <- [{stop, normal}, {stop, shutdown}, {stop, {shutdown, x}}, {stop, other}, {stop_silent, normal}, {stop_silent, why}, crash, {throw, {stop, thrown, ok, []}}, {throw, nonsense}, {exit, normal}, {exit, left}, bad, {reply_bad, x}, {continue_bad, x}, {noreply_stop, z}]],
    drain(),
    result("bad casts and infos", fun() -> [begin Q = start(), R = monitor(process, Q), F(Q), receive {'DOWN', R, _, _, Y} -> cut(Y) end end || F <- [fun(Q) -> gen_server:cast(Q, bad) end, fun(Q) -> Q ! bad end, fun(Q) -> gen_server:cast(Q, crash) end, fun(Q) -> exit(Q, kill) end, fun(Q) -> exit(Q, shutdown) end, fun(Q) -> gen_server:cast(Q, {reply, x}) end]] end),
    drain(),
    result("stop", fun() -> [begin Q = start(), X = apply(gen_server, stop, [Q | A]), {X, is_process_alive(Q), receive {'EXIT', Q, Y} -> Y end} end || A <- [[], [shutdown, 5000], [odd, infinity]]] end),
    result("stop the dead", fun() -> [try gen_server:stop(X) catch K:E -> {K, cut(E)} end || X <- [gsc_nobody, {global, gsc_nobody}, {gsc_nobody, node()}, {gsc_nobody, 'no@where'}]] end),
    result("call errors", fun() -> [try gen_server:call(X, m, T) catch K:E -> {K, cut(E)} end || {X, T} <- [{gsc_nobody, 5}, {P, -1}, {P, x}, {self(), 10}, {{gsc_nobody, 'no@where'}, 10}, {{global, gsc_no}, 10}, {{via, global, gsc_no}, 10}, {"x", 10}]] end),
    result("call timeout", fun() -> try gen_server:call(P, never, 5) catch exit:{timeout, {M, F, [_, X, T]}} -> {M, F, X, T} end end),
    result("late reply is dropped", fun() -> try gen_server:call(P, sleep_reply, 5) catch exit:{timeout, _} -> P ! wake end, C(ping), drain() end),
    result("sys", fun() -> C(clear), [sys:get_state(P), sys:replace_state(P, fun(S) -> [replaced | S] end), sys:suspend(P), try gen_server:call(P, ping, 5) catch exit:{timeout, _} -> suspended end, sys:change_code(P, ?MODULE, old, extra), sys:resume(P), C(get)] end),
    result("status", fun() -> {status, _, {module, M}, [_, S, _, _, Misc]} = sys:get_status(P), {M, S, is_list(proplists:get_value(header, Misc)), [X || {data, X} <- Misc, not lists:keymember("Parent", 1, X)]} end),
    result("statistics", fun() -> sys:statistics(P, true), C(ping), gen_server:cast(P, {note, s}), C(ping), {ok, St} = sys:statistics(P, get), sys:statistics(P, false), [proplists:get_value(K, St) || K <- [messages_in, messages_out]] ++ [sys:statistics(P, get)] end),
    result("log", fun() -> sys:log(P, true), C(ping), {ok, L} = sys:log(P, get), sys:log(P, false), length(L) > 0 end),
    result("install", fun() -> Me = self(), sys:install(P, {fun(N, Ev, _) -> Me ! {seen, element(1, Ev)}, case N of 3 -> done; _ -> N + 1 end end, 1}), C(ping), C(ping), [receive {seen, E} -> E after 60000 -> none end || _ <- [1, 2, 3]] end),
    result("debug at start", fun() -> {ok, Q} = gen_server:start(?MODULE, ok, [{debug, [statistics, {log, 3}]}]), gen_server:call(Q, ping), {ok, S} = sys:statistics(Q, get), gen_server:stop(Q), proplists:get_value(messages_in, S) end),
    result("hibernate_after", fun() -> {ok, Q} = gen_server:start(?MODULE, ok, [{hibernate_after, 1}]), R = [wait_until(fun() -> process_info(Q, current_function) =:= {current_function, {erlang, hibernate, 3}} end), gen_server:call(Q, ping)], gen_server:stop(Q), R end),
    result("spawn_opt", fun() -> {ok, Q} = gen_server:start(?MODULE, ok, [{spawn_opt, [{priority, low}]}]), R = process_info(Q, priority), gen_server:stop(Q), R end),
    result("enter_loop", fun() -> Q = spawn(fun() -> put('$ancestors', [self()]), put('$initial_call', {a, b, 1}), gen_server:enter_loop(?MODULE, [], [entered], {continue, loop}) end), R = gen_server:call(Q, get), gen_server:stop(Q), R end),
    result("enter_loop named", fun() -> Q = proc_lib:spawn(fun() -> register(gsc_loop, self()), gen_server:enter_loop(?MODULE, [], [named], {local, gsc_loop}) end), R = (fun L() -> case whereis(gsc_loop) of undefined -> erlang:yield(), L(); _ -> gen_server:call(gsc_loop, get) end end)(), gen_server:stop(Q), R end),
    result("parent ends", fun() -> Me = self(), {_, R} = spawn_monitor(fun() -> {ok, Q} = gen_server:start_link(?MODULE, ok, []), gen_server:cast(Q, {tell, Me}), gen_server:call(Q, trap), exit(parent_gone) end), receive {'DOWN', R, _, _, _} -> ok end, receive {terminate, X} -> X end end),
    result("left", fun() -> drain() end).

next(Col) -> {R, L, New} = gen_server:receive_response(Col, 5000, true), {{L, R}, New}.
start() -> {ok, P} = gen_server:start_link(?MODULE, ok, []), P.
name({local, N}) -> N;
name(N) -> N.
wait_until(F) -> case F() of true -> true; false -> receive after 1 -> ok end, wait_until(F) end.
drain() -> receive M -> [show:norm(M) | drain()] after 0 -> [] end.
short({ok, P}) when is_pid(P) -> unlink(P), exit(P, kill), {ok, pid};
short({error, {R, [{_, _, _, _} | _]}}) -> {error, {R, stack}};
short(X) -> X.
cut({R, {gen_server, F, [_ | A]}}) -> {cut(R), F, A};
cut({R, {sys, F, [_ | A]}}) -> {cut(R), F, A};
cut({R, [{_, _, _, _} | _]}) -> {R, stack};
cut(X) -> X.

init(ok) -> {ok, []};
init({stop, R}) -> {stop, R};
init({exit, R}) -> exit(R);
init({throw, R}) -> throw(R);
init(error) -> error(in_init);
init({sleep, T}) -> receive after T -> {ok, []} end;
init({ok, S, W}) -> {ok, [S], W};
init(X) -> X.
handle_call(ping, _, S) -> {reply, pong, S};
handle_call(get, _, S) -> {reply, [X || X <- S, not is_pid(X)], S};
handle_call(clear, _, _) -> {reply, ok, []};
handle_call({reply, X}, _, S) -> {reply, X, S};
handle_call({late, X}, F, S) -> self() ! {answer, F, X}, {noreply, S};
handle_call({continue, X}, _, S) -> {reply, first, S, {continue, X}};
handle_call({timeout, T}, {P, _}, S) -> put(told, P), {reply, ok, S, T};
handle_call(hibernate, _, S) -> {reply, ok, S, hibernate};
handle_call(never, _, S) -> {noreply, S};
handle_call(sleep_reply, _, S) -> receive wake -> {reply, late, S} end;
handle_call({stop, R}, _, S) -> {stop, R, bye, S};
handle_call({stop_silent, R}, _, S) -> {stop, R, S};
handle_call({noreply_stop, R}, F, S) -> gen_server:reply(F, early), {stop, R, S};
handle_call(crash, _, _) -> error(crashed);
handle_call({throw, X}, _, _) -> throw(X);
handle_call({exit, X}, _, _) -> exit(X);
handle_call(bad, _, _) -> bad;
handle_call({reply_bad, _}, _, S) -> {reply, x, S, nonsense};
handle_call({continue_bad, _}, _, S) -> {noreply, S, {continue, crash}};
handle_call(trap, _, S) -> process_flag(trap_exit, true), {reply, ok, S}.
handle_cast({note, X}, S) -> {noreply, [X | S]};
handle_cast({tell, P}, S) -> process_flag(trap_exit, false), put(tell, P), {noreply, S};
handle_cast({continue, X}, S) -> {noreply, S, {continue, X}};
handle_cast(crash, _) -> error(in_cast);
handle_cast({reply, X}, S) -> {reply, X, S};
handle_cast(bad, _) -> bad.
handle_info({answer, F, X}, S) -> gen_server:reply(F, {late, X}), {noreply, S};
handle_info(bad, _) -> bad;
handle_info(timeout, S) -> get(told) ! timed_out, {noreply, [timeout | S]};
handle_info(M, S) -> {noreply, [M | S]}.
handle_continue(crash, _) -> error(in_continue);
handle_continue(X, S) -> {noreply, [{continued, X} | S]}.
terminate(R, _) -> case get(tell) of undefined -> ok; P -> P ! {terminate, R} end.
code_change(V, S, X) -> {ok, [{changed, V, X} | S]}.
format_status(M = #{state := S}) -> M#{state => {formatted, length(S)}}.
