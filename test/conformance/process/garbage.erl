%% Values survive collections of every kind: small and large heaps, literals, binaries, funs, in the middle of a receive.
-module(garbage).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    Keep = {id(1.5), id(1 bsl 90), "list", <<"bin">>, binary:copy(<<"big">>, 100), #{a => [1]}, maps:from_list([{I, I} || I <- lists:seq(1, 100)]), fun(X) -> X + 1 end, self(), make_ref()},
    H = erlang:phash2(show:norm(Keep)),
    result("gc", fun() -> [begin garbage_collect(), erlang:phash2(show:norm(Keep)) =:= H end || _ <- [1, 2, 3]] end),
    result("churn", fun() -> churn(300000, []), erlang:phash2(show:norm(Keep)) =:= H end),
    result("churn keeping", fun() -> L = keep(100000, []), {length(L), lists:sum([element(1, X) || X <- L])} end),
    result("grow and drop", fun() -> [begin L = lists:seq(1, N * 10000), S = lists:sum(L), S end || N <- [1, 5, 10, 5, 1]] end),
    result("of other", fun() -> P = spawn_link(fun() -> L = lists:seq(1, 1000), receive {F, ask} -> F ! lists:sum(L) end end), [true = garbage_collect(P) || _ <- [1, 2, 3]], P ! {self(), ask}, receive S -> S end end),
    result("of dead", fun() -> garbage_collect(show:dead()) end),
    result("async", fun() -> R = make_ref(), X = garbage_collect(self(), [{async, R}]), {X, receive {garbage_collect, R, V} -> V end} end),
    result("minor", fun() -> garbage_collect(self(), [{type, minor}]) end),
    result("bad", fun() -> garbage_collect(id(a)) end),
    result("mailbox", fun() -> self() ! {m, lists:seq(1, 1000)}, garbage_collect(), churn(10000, []), receive {m, L} -> lists:sum(L) end end),
    result("dictionary", fun() -> put(k, lists:seq(1, 1000)), garbage_collect(), churn(10000, []), lists:sum(get(k)) end),
    result("deep stack", fun() -> deep(20000) end),
    result("binaries freed", fun() -> [binary:copy(<<I>>, 100000) || I <- lists:seq(1, 200)], garbage_collect(), ok end),
    result("sub binary", fun() -> S = binary:part(binary:copy(<<"abcdef">>, 1000), 3, 6), garbage_collect(), S end),
    result("match context", fun() -> ctx(binary:copy(<<1, 2>>, 500), 0) end),
    result("writable binary", fun() -> B = lists:foldl(fun(I, A) -> (I rem 100 =:= 0) andalso garbage_collect(), <<A/binary, I:16>> end, <<>>, lists:seq(1, 1000)), erlang:crc32(B) end),
    result("large tuples", fun() -> T = erlang:make_tuple(50000, x), T2 = setelement(25000, T, y), garbage_collect(), {element(25000, T), element(25000, T2)} end),
    result("cyclic work", fun() -> lists:foldl(fun(I, M) -> M#{I rem 500 => lists:seq(1, I rem 50)} end, #{}, lists:seq(1, 20000)) =/= #{} end),
    result("fullsweep", fun() -> show:call(fun() -> process_flag(fullsweep_after, 0), churn(50000, []), process_info(self(), fullsweep_after) end) end),
    result("min heap", fun() -> show:call(fun() -> process_flag(min_heap_size, 100000), {min_heap_size, N} = process_info(self(), min_heap_size), {churn(1000, []), N >= 100000} end) end).

churn(0, _) -> ok;
churn(N, _) -> churn(N - 1, {N, [N, N + 1], #{N => N}, float(N)}).
keep(0, A) -> A;
keep(N, A) -> keep(N - 1, [{N, [N], <<N:32>>} | A]).
deep(0) -> garbage_collect(), 0;
deep(N) -> X = {N, [N]}, 1 + deep(N - 1) + element(1, X) - hd(element(2, X)).
ctx(<<A, B, R/binary>>, S) -> (S rem 50 =:= 0) andalso garbage_collect(), ctx(R, S + A + B);
ctx(<<>>, S) -> S.
