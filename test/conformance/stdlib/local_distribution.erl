%% rpc, erpc, global, pg and net_kernel on a node that is alone.
%% alone: nodes that other programs have named stay known
-module(local_distribution).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    result("rpc", fun() -> [rpc:call(node(), erlang, '+', [1, 2]), rpc:call(node(), erlang, error, [x]) =/= x, rpc:block_call(node(), lists, sum, [[1, 2]])]  end),
    result("rpc async", fun() -> K = rpc:async_call(node(), lists, seq, [1, 3]), rpc:yield(K) end),
    result("rpc multi", fun() -> [rpc:multicall([node()], erlang, abs, [-1]), rpc:parallel_eval([{erlang, abs, [-1]}, {lists, sum, [[1, 2]]}]), rpc:pmap({erlang, abs}, [], [-1, -2])] end),
    result("rpc timeout", fun() -> rpc:call(node(), timer, sleep, [60000], 10) end),
    result("erpc", fun() -> [erpc:call(node(), erlang, abs, [-5]), erpc:call(node(), fun() -> hi end)] end),
    [result({erpc, C}, fun() -> erpc:call(node(), erlang, C, [r]) end) || C <- [error, exit, throw]],
    result("erpc timeout", fun() -> erpc:call(node(), timer, sleep, [60000], 10) end),
    result("erpc requests", fun() -> R = erpc:send_request(node(), lists, sum, [[1, 2, 3]]), erpc:receive_response(R) end),
    result("erpc multicall", fun() -> erpc:multicall([node()], fun() -> 7 end) end),
    result("erpc cast", fun() -> Me = self(), erpc:cast(node(), fun() -> Me ! casted end), receive X -> X after 60000 -> none end end),
    result("global", fun() -> [global:register_name(g_name, self()), global:whereis_name(g_name) =:= self(), global:send(g_name, hello) =:= self(), receive X -> X end, lists:member(g_name, global:registered_names()), global:unregister_name(g_name), global:whereis_name(g_name)] end),
    result("global dies", fun() -> Me = self(), P = spawn(fun() -> global:register_name(g_dies, self()), Me ! named, receive stop -> ok end end), receive named -> ok end, A = global:whereis_name(g_dies) =:= P, P ! stop, {A, show:until(fun() -> global:whereis_name(g_dies) =:= undefined end)} end),
    result("global trans", fun() -> [global:trans({lock, self()}, fun() -> in_lock end), global:set_lock({l, self()}), global:del_lock({l, self()})] end),
    result("pg", fun() -> {ok, S} = pg:start(ld_scope), Me = self(), R = [pg:join(ld_scope, grp, Me), pg:get_members(ld_scope, grp) =:= [Me], pg:which_groups(ld_scope), pg:leave(ld_scope, grp, Me), pg:get_members(ld_scope, grp), pg:leave(ld_scope, grp, Me)], gen_server:stop(S), R end),
    result("nodes", fun() -> [nodes(), nodes(known), node(), net_kernel:get_state(), net_adm:ping(node())] end),
    result("set_cookie", fun() -> erlang:get_cookie() end).
