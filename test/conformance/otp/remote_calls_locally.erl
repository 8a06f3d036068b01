%% rpc, erpc, global, global_group and net_kernel on a node without distribution: results, every kind of failure, timeouts, collections.
-module(remote_calls_locally).
-export([main/0, f/1]).
-import(show, [result/2]).

main() -> show:call(fun body/0).
f(X) -> {f, X}.

body() ->
    process_flag(trap_exit, true),
    N = node(), Gone = 'no@where',
    result("rpc:call", fun() -> [rpc:call(N, ?MODULE, f, [1]), rpc:call(N, lists, sum, [[1, 2]], 5000), cut(rpc:call(N, erlang, error, [e])), cut(rpc:call(N, erlang, exit, [e])), rpc:call(N, erlang, throw, [t]), cut(rpc:call(N, no_mod, f, [])), rpc:call(Gone, a, b, []), rpc:call(N, timer, sleep, [60000], 5)] end),
    result("rpc:block_call", fun() -> [rpc:block_call(N, ?MODULE, f, [1]), rpc:block_call(Gone, ?MODULE, f, [1]), cut(rpc:block_call(N, erlang, exit, [e]))] end),
    result("rpc:cast", fun() -> Me = self(), [rpc:cast(N, erlang, send, [Me, casted]), receive casted -> got end, rpc:cast(Gone, a, b, [])] end),
    result("rpc:multicall", fun() -> [rpc:multicall(?MODULE, f, [2]), rpc:multicall([N, Gone], ?MODULE, f, [3]), rpc:multicall([N, N], ?MODULE, f, [4], 5000), rpc:multicall([], a, b, [])] end),
    result("rpc:eval_everywhere", fun() -> Me = self(), [rpc:eval_everywhere(erlang, send, [Me, everywhere]), receive everywhere -> got end] end),
    result("rpc:async", fun() -> K = rpc:async_call(N, ?MODULE, f, [5]), K2 = rpc:async_call(N, ?MODULE, f, [6]), [rpc:yield(K), rpc:nb_yield(K2, 5000)] end),
    result("rpc:pmap", fun() -> [rpc:pmap({?MODULE, f}, [], [1, 2, 3]), rpc:parallel_eval([{?MODULE, f, [1]}, {lists, sum, [[1]]}])] end),
    result("rpc:pinfo", fun() -> [rpc:pinfo(self(), status), rpc:pinfo(self(), [trap_exit])] end),
    result("rpc servers", fun() -> register(rcl_server, spawn(fun() -> (fun L() -> receive {P, ask, X} -> P ! {rcl_server, node(), {answer, X}}, L() end end)() end)), [rpc:sbcast([N], rcl_server, x), rpc:abcast([N], rcl_server, y), rpc:sbcast([N], rcl_nobody, x)] end),
    result("rpc bad", fun() -> [try rpc:call(N, "m", f, []) catch C:R -> {C, R} end, try rpc:call(1, m, f, []) catch C:R -> {C, R} end, try rpc:call(N, m, f, [], x) catch C:R -> {C, R} end] end),
    result("erpc:call", fun() -> [erpc:call(N, ?MODULE, f, [1]), erpc:call(N, fun() -> fun_result end), erpc:call(N, lists, seq, [1, 3], 5000)] end),
    [result({"erpc:call fails", I}, fun() -> try F() catch C:R:S -> {C, cut(R), is_list(S)} end end) || {I, F} <- lists:enumerate([fun() -> erpc:call(N, erlang, error, [e]) end, fun() -> erpc:call(N, erlang, exit, [e]) end, fun() -> erpc:call(N, erlang, throw, [t]) end, fun() -> erpc:call(N, no_mod, f, []) end, fun() -> erpc:call(Gone, a, b, []) end, fun() -> erpc:call(N, timer, sleep, [60000], 5) end, fun() -> erpc:call(N, fun() -> exit(self(), kill), receive after 5000 -> ok end end) end, fun() -> erpc:call(x, y) end, fun() -> erpc:call(N, a, b, c) end, fun() -> erpc:call("n", a, b, []) end, fun() -> erpc:call(N, a, b, [], -1) end, fun() -> erpc:call(N, fun(X) -> X end) end])],
    result("erpc:multicall", fun() -> [erpc:multicall([N, N], ?MODULE, f, [1]), cutm(erpc:multicall([N, Gone], erlang, exit, [x])), cutm(erpc:multicall([N], erlang, error, [x])), erpc:multicall([N], timer, sleep, [60000], 5), erpc:multicall([], a, b, []), erpc:multicall([N], fun() -> 1 end)] end),
    result("erpc:cast", fun() -> Me = self(), [erpc:cast(N, erlang, send, [Me, c1]), receive c1 -> ok end, erpc:multicast([N, N], fun() -> Me ! c2 end), receive c2 -> ok end, receive c2 -> ok end, erpc:cast(Gone, a, b, [])] end),
    result("erpc:send_request", fun() -> R = erpc:send_request(N, ?MODULE, f, [7]), R2 = erpc:send_request(N, fun() -> 8 end), [erpc:receive_response(R), erpc:wait_response(R2, 5000), erpc:wait_response(erpc:send_request(N, timer, sleep, [60000]), 5)] end),
    result("erpc:check_response", fun() -> R = erpc:send_request(N, ?MODULE, f, [9]), A = erpc:check_response(other, R), receive M -> [A, erpc:check_response(M, R)] end end),
    result("erpc:response fails", fun() -> [try erpc:receive_response(erpc:send_request(N, erlang, F, [x])) catch C:R -> {C, cut(R)} end || F <- [error, exit, throw]] ++ [try erpc:receive_response(erpc:send_request(Gone, a, b, [])) catch C:R -> {C, R} end, try erpc:receive_response(erpc:send_request(N, timer, sleep, [60000]), 5) catch C:R -> {C, R} end] end),
    result("erpc collection", fun() -> C0 = erpc:reqids_new(), C1 = erpc:send_request(N, ?MODULE, f, [1], a, C0), C2 = erpc:send_request(N, fun() -> two end, b, C1), {A, L1, C3} = erpc:receive_response(C2, 5000, true), {B, L2, C4} = erpc:wait_response(C3, 5000, true), {lists:sort([{L1, A}, {L2, B}]), erpc:reqids_size(C2), erpc:reqids_size(C4), erpc:receive_response(C4, 5, true)} end),
    result("global names", fun() -> P = spawn(fun() -> receive stop -> ok end end), R = [global:register_name(rcl_g, P), global:register_name(rcl_g, self()), global:whereis_name(rcl_g) =:= P, lists:member(rcl_g, global:registered_names()), global:send(rcl_g, x) =:= P, global:re_register_name(rcl_g, self()), global:whereis_name(rcl_g) =:= self(), global:unregister_name(rcl_g), global:whereis_name(rcl_g)], P ! stop, R end),
    result("global send to nobody", fun() -> try global:send(rcl_nobody, msg) catch C:R -> {C, R} end end),
    result("global name dies", fun() -> {P, M} = spawn_monitor(fun() -> receive stop -> ok end end), global:register_name(rcl_d, P), P ! stop, receive {'DOWN', M, _, _, _} -> ok end, wait(fun() -> global:whereis_name(rcl_d) =:= undefined end) end),
    result("global locks", fun() -> Id = {rcl_lock, self()}, Other = {rcl_lock, other}, [global:set_lock(Id, [node()]), global:set_lock(Other, [node()], 0), global:set_lock(Id, [node()], 0), global:del_lock(Id, [node()]), global:del_lock(Id, [node()]), global:set_lock(Other, [node()], 0), global:del_lock(Other, [node()]), global:trans({rcl_t, self()}, fun() -> in_trans end, [node()])] end),
    result("net", fun() -> [net_adm:ping(N), net_adm:ping(Gone), net_kernel:get_state() =/= x, nodes(), nodes(known), is_alive(), erlang:get_cookie(), net_kernel:monitor_nodes(true), net_kernel:monitor_nodes(false), net_kernel:connect_node(Gone), erlang:disconnect_node(Gone), net_kernel:get_net_ticktime(), net_kernel:allow([a@b])] end),
    result("monitor_node", fun() -> try monitor_node(Gone, true) of X -> {X, receive {nodedown, Y} -> Y after 60000 -> none end} catch C:R -> {C, R} end end),
    result("spawn elsewhere", fun() -> P = spawn_link(Gone, a, b, []), receive {'EXIT', P, R} -> R after 60000 -> none end end),
    result("send elsewhere", fun() -> [{x, Gone} ! m, erlang:send({x, Gone}, m, [noconnect]), {rcl_nobody, N} ! m, catch(rcl_nobody ! m)] end),
    result("pg", fun() -> {ok, S} = pg:start_link(rcl_scope), P = spawn(fun() -> receive stop -> ok end end), {R, _} = pg:monitor_scope(rcl_scope), X = [is_reference(R), map_size(#{}), pg:join(rcl_scope, g, [self(), P, self()]), length(pg:get_members(rcl_scope, g)), length(pg:get_local_members(rcl_scope, g)), pg:which_groups(rcl_scope), pg:leave(rcl_scope, g, self()), pg:leave(rcl_scope, none, self()), pg:leave(rcl_scope, g, [P]), [element(2, M) || M <- msgs(), is_tuple(M)]], P ! stop, gen_server:stop(S), X end).

msgs() -> receive M when element(2, M) =:= join; element(2, M) =:= leave -> [M | msgs()] after 50 -> [] end.
wait(F) -> case F() of true -> true; false -> receive after 1 -> ok end, wait(F) end.
cut({badrpc, {'EXIT', {R, [{_, _, _, _} | _]}}}) -> {badrpc, {'EXIT', {R, stack}}};
cut({exception, R, S}) when is_list(S) -> {exception, R, [{M, F} || {M, F, _, _} <- S]};
cut(X) -> X.
cutm(L) -> [case X of {error, {exception, R, S}} when is_list(S) -> {error, {exception, R}}; _ -> X end || X <- L].
