%% gen_server: all kinds of start, call, cast, info, replies, timeouts, continue, hibernate, stop and their failures.
-module(gen_server_calls).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2, code_change/3, format_status/2]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    process_flag(trap_exit, true),
    {ok, S} = gen_server:start_link(?MODULE, 0, []),
    C = fun(M) -> gen_server:call(S, M) end,
    result("call", fun() -> [C({add, 5}), C({add, 7}), C(get)] end),
    result("cast", fun() -> [gen_server:cast(S, {set, 100}), C(get)] end),
    result("info", fun() -> S ! {set, 200}, C(get) end),
    result("reply later", fun() -> C(later) end),
    result("reply from other", fun() -> C(by_other) end),
    result("timeout info", fun() -> [C({timeout, 1}), receive timed_out -> C(get) end, C({sets, 0})] end),
    result("continue", fun() -> [C(continue), C(get), C({sets, 1})] end),
    result("hibernate", fun() -> [C(hibernate), C(get)] end),
    result("call timeout", fun() -> {E, _} = catch_it(fun() -> gen_server:call(S, sleep, 10) end), S ! wake, C(get), receive M -> {late, M} after 0 -> {E, no_late_reply} end end),
    result("from", fun() -> C(from) end),
    result("send_request", fun() -> R = gen_server:send_request(S, {add, 1}), gen_server:wait_response(R, 60000) end),
    result("receive_response", fun() -> R = gen_server:send_request(S, get), gen_server:receive_response(R, 60000) end),
    result("check_response", fun() -> R = gen_server:send_request(S, get), receive M -> gen_server:check_response(M, R) end end),
    result("request collection", fun() -> Rs = lists:foldl(fun(I, A) -> gen_server:send_request(S, {echo, I}, I, A) end, gen_server:reqids_new(), [1, 2, 3]), collect(Rs, []) end),
    result("named", fun() -> {ok, P} = gen_server:start({local, gs_named}, ?MODULE, 1, []), R = [gen_server:call(gs_named, get), gen_server:start({local, gs_named}, ?MODULE, 1, []), gen_server:call({gs_named, node()}, get)], gen_server:stop(P), norm(R, P) end),
    result("global", fun() -> {ok, P} = gen_server:start({global, gs_glob}, ?MODULE, 3, []), R = gen_server:call({global, gs_glob}, get), gen_server:stop(P), R end),
    result("via", fun() -> {ok, P} = gen_server:start({via, global, gs_via}, ?MODULE, 4, []), R = gen_server:call({via, global, gs_via}, get), gen_server:stop(P), R end),
    result("no server", fun() -> catch_it(fun() -> gen_server:call(no_such_server, x) end) end),
    result("cast to none", fun() -> [gen_server:cast(no_such_server, x), gen_server:cast({no_such, node()}, x)] end),
    result("call itself", fun() -> {E, _} = C(call_self), E end),
    [result({init, I}, fun() -> norm(gen_server:start(?MODULE, {init, I}, []), none) end) || I <- [ignore, {stop, reason}, {stop, {shutdown, r}}, error, exit, throw, bad]],
    [result({init_link, I}, fun() -> R = gen_server:start_link(?MODULE, {init, I}, []), {norm(R, none), receive {'EXIT', _, X} -> short(X) after 60000 -> none end} end) || I <- [ignore, {stop, reason}, error]],
    result("init timeout", fun() -> gen_server:start(?MODULE, {init, {sleep, 60000}}, [{timeout, 20}]) end),
    [result({stop, How}, fun() -> stop(How) end) || How <- [stop_call, stop_reply, stop_cast, stop_info, crash, exit_call, bad_return, throw_ok, gen_stop, gen_stop_reason, kill]],
    result("terminate", fun() -> Me = self(), {ok, P} = gen_server:start(?MODULE, {notify, Me}, []), gen_server:stop(P, {shutdown, x}, 1000), receive {terminated, R, St} -> {R, element(1, St)} end end),
    result("parent exit", fun() -> show:call(fun() -> process_flag(trap_exit, true), Me = self(), Pa = spawn(fun() -> {ok, P} = gen_server:start_link(?MODULE, {trap, Me}, []), Me ! {p, P}, receive die -> exit(parent_gone) end end), receive {p, P} -> ok end, R = monitor(process, P), Pa ! die, A = receive {terminated, X, _} -> X after 60000 -> none end, receive {'DOWN', R, _, _, Y} -> {A, Y} end end) end),
    result("multi_call", fun() -> {ok, P} = gen_server:start({local, gs_multi}, ?MODULE, 9, []), {[{N, V}], Bad} = gen_server:multi_call([node()], gs_multi, get), gen_server:stop(P), {N =:= node(), V, Bad} end),
    result("abcast", fun() -> {ok, P} = gen_server:start({local, gs_ab}, ?MODULE, 9, []), abcast = gen_server:abcast([node()], gs_ab, {set, 77}), R = gen_server:call(P, get), gen_server:stop(P), R end),
    result("enter_loop", fun() -> P = proc_lib:spawn(fun() -> gen_server:enter_loop(?MODULE, [], 55) end), R = gen_server:call(P, get), gen_server:stop(P), R end),
    result("start_monitor", fun() -> {ok, {P, R}} = gen_server:start_monitor(?MODULE, 1, []), gen_server:stop(P), receive {'DOWN', R, _, _, X} -> X end end),
    result("stop none", fun() -> catch_it(fun() -> gen_server:stop(no_such_server) end) end),
    result("many calls", fun() -> lists:sum([C({echo, I}) || I <- lists:seq(1, 3000)]) end),
    result("many clients", fun() -> C({sets, 0}), Rs = [element(2, spawn_monitor(fun() -> [gen_server:call(S, {add, 1}) || _ <- lists:seq(1, 20)] end)) || _ <- lists:seq(1, 50)], [receive {'DOWN', R, _, _, _} -> ok end || R <- Rs], C(get) end),
    gen_server:stop(S).

collect(Rs, A) -> case gen_server:receive_response(Rs, 60000, true) of {{reply, V}, L, Rs2} -> collect(Rs2, [{L, V} | A]); no_request -> lists:sort(A) end.
stop(How) ->
    {ok, P} = gen_server:start(?MODULE, 0, []),
    R = monitor(process, P),
    A = case How of
        gen_stop -> gen_server:stop(P);
        gen_stop_reason -> gen_server:stop(P, {bye, now}, 1000);
        stop_cast -> gen_server:cast(P, stop);
        stop_info -> P ! stop;
        kill -> exit(P, kill);
        _ -> catch_it(fun() -> gen_server:call(P, How) end)
    end,
    {short(A), receive {'DOWN', R, _, _, X} -> short(X) after case How of throw_ok -> 30; _ -> 60000 end -> none end}.

short({E, [{_, _, _, _} | _]}) -> {E, stack};
short({exit, {R, {gen_server, call, [_ | T]}}}) -> {exit, {short(R), {gen_server, call, T}}};
short({{nocatch, T}, _}) -> {nocatch, T};
short(X) -> X.
norm(R, _) -> case R of {error, X} -> {error, short(X)}; L when is_list(L) -> [norm(X, none) || X <- L]; _ -> R end.
catch_it(F) -> try F() catch C:R -> {C, R} end.

init({init, ignore}) -> ignore;
init({init, {stop, R}}) -> {stop, R};
init({init, error}) -> error(in_init);
init({init, exit}) -> exit(in_init);
init({init, throw}) -> throw({ok, thrown});
init({init, bad}) -> bad_return;
init({init, {sleep, N}}) -> receive after N -> {ok, 0} end;
init({trap, To}) -> process_flag(trap_exit, true), {ok, {notify, To}};
init({notify, To}) -> {ok, {notify, To}};
init(N) -> {ok, N}.

handle_call({add, N}, _, S) -> {reply, S + N, S + N};
handle_call(get, _, S) -> {reply, S, S};
handle_call({echo, X}, _, S) -> {reply, X, S};
handle_call({sets, X}, _, _) -> {reply, ok, X};
handle_call(later, From, S) -> self() ! {reply, From}, {noreply, S};
handle_call(by_other, From, S) -> spawn(fun() -> gen_server:reply(From, other) end), {noreply, S};
handle_call({timeout, N}, {P, _}, S) -> put(told, P), {reply, waiting, S, N};
handle_call(continue, _, S) -> {reply, going, S, {continue, step}};
handle_call(hibernate, _, S) -> {reply, sleeping, S, hibernate};
handle_call(sleep, _, S) -> receive wake -> {reply, slept, S} end;
handle_call(from, {P, T}, S) -> {reply, {is_pid(P), is_list(T)}, S};
handle_call(call_self, _, S) -> {reply, catch_it(fun() -> gen_server:call(self(), get) end), S};
handle_call(stop_call, _, S) -> {stop, stopped_by_call, S};
handle_call(stop_reply, _, S) -> {stop, normal, last_words, S};
handle_call(crash, _, _) -> error(crashed);
handle_call(exit_call, _, _) -> exit(exited);
handle_call(bad_return, _, _) -> what_is_this;
handle_call(throw_ok, _, S) -> throw({reply, thrown, S}).
handle_cast({set, N}, _) -> {noreply, N};
handle_cast(stop, S) -> {stop, stopped_by_cast, S}.
handle_info({set, N}, _) -> {noreply, N};
handle_info({reply, From}, S) -> gen_server:reply(From, at_last), {noreply, S};
handle_info(timeout, S) -> get(told) ! timed_out, {noreply, {timed_out, S}};
handle_info(stop, S) -> {stop, {shutdown, by_info}, S}.
handle_continue(step, S) -> {noreply, {continued, S}}.
terminate(R, {notify, To}) -> To ! {terminated, R, {notify, To}}, ok;
terminate(_, _) -> ok.
code_change(_, S, _) -> {ok, S}.
format_status(_, [_, S]) -> {formatted, S}.
