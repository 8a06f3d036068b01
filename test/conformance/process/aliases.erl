%% Process aliases: explicit, reply, after deactivation, after death, in messages to others.
-module(aliases).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    result("send", fun() -> A = alias(), A ! hello, receive X -> X end end),
    result("from other", fun() -> A = alias(), spawn(fun() -> A ! {from, other} end), receive X -> X end end),
    result("unalias", fun() -> A = alias(), {unalias(A), unalias(A), begin A ! lost, receive X -> X after 20 -> none end end} end),
    result("reply once", fun() -> A = alias([reply]), A ! one, A ! two, {receive X -> X end, receive Y -> Y after 20 -> none end} end),
    result("explicit twice", fun() -> A = alias([explicit_unalias]), A ! one, A ! two, {receive X -> X end, receive Y -> Y end, unalias(A)} end),
    result("not an alias", fun() -> R = make_ref(), R ! lost, {unalias(R), receive X -> X after 20 -> none end} end),
    result("of dead process", fun() -> Me = self(), {P, M} = spawn_monitor(fun() -> Me ! {alias, alias()} end), A = receive {alias, X} -> X end, receive {'DOWN', M, _, P, _} -> ok end, A ! hi end),
    result("alias sent on", fun() -> A = alias(), P = spawn(fun() -> receive {reply_to, X} -> spawn(fun() -> X ! {deep, reply} end) end end), P ! {reply_to, A}, receive Y -> Y end end),
    result("unalias of other", fun() -> A = alias(), show:call(fun() -> unalias(A) end) end),
    result("erlang:send", fun() -> A = alias(), {erlang:send(A, m, []), erlang:send(A, n, [noconnect]), receive X -> X end, receive Y -> Y end} end),
    result("send_after", fun() -> A = alias(), catch erlang:send_after(5, A, tick), receive X -> X after 100 -> none end end),
    result("bad option", fun() -> alias([id(foo)]) end),
    result("many", fun() -> As = [alias() || _ <- lists:seq(1, 1000)], [A ! I || {I, A} <- lists:zip(lists:seq(1, 1000), As)], S = lists:sum([receive X -> X end || _ <- As]), [unalias(A) || A <- As], S end),
    result("request late", fun() -> A = alias([reply]), P = spawn(fun() -> receive go -> A ! late end end), unalias(A), P ! go, receive X -> X after 20 -> dropped end end).
