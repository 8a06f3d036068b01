%% Funs: fun_info of every kind, comparison, external ones, captured values of all types, named recursion, funs in data, arities to the limit.
-module(funs_and_closures_more).
-export([main/0, add/2, none/0]).
-import(show, [result/2, id/1]).

main() ->
    X = id(5), Y = id([1, {a}, #{k => <<"v">>}]), F = fun(A) -> {A, X, Y} end,
    result("call", fun() -> F(1) end),
    result("fun_info local", fun() -> [{K, V} || K <- [module, arity, type, env], {_, V} <- [erlang:fun_info(F, K)]] end),
    result("fun_info external", fun() -> lists:sort(erlang:fun_info(fun lists:map/2)) end),
    result("fun_info keys", fun() -> lists:sort([K || {K, _} <- erlang:fun_info(F)]) end),
    result("fun_info bad", fun() -> [catch_(fun() -> erlang:fun_info(F, bad) end), catch_(fun() -> erlang:fun_info(x, arity) end)] end),
    result("equality", fun() -> G = fun(A) -> {A, X, Y} end, [F =:= F, F =:= G, mk(1) =:= mk(1), mk(1) =:= mk(2), mk(1) == mk(1.0), mk(1.0) =:= mk(1.0), fun lists:map/2 =:= fun lists:map/2, fun lists:map/2 =:= fun lists:map/3, fun add/2 =:= fun add/2] end),
    result("order", fun() -> [fun lists:map/2 < fun lists:seq/2, fun lists:map/2 < fun lists:map/3, fun maps:get/2 > fun lists:map/2, F > make_ref(), F < self(), F > a, F < {}] end),
    result("external", fun() -> [(fun lists:reverse/1)([1, 2]), (fun ?MODULE:add/2)(1, 2), apply(fun lists:sum/1, [[1, 2]]), (id(fun erlang:'+'/2))(3, 4)] end),
    result("external made", fun() -> M = id(lists), N = id(sum), A = id(1), G = fun M:N/A, [G([1, 2]), is_function(G, 1), G =:= fun lists:sum/1, erlang:fun_to_list(G), erlang:make_fun(lists, sum, 1) =:= G] end),
    result("external missing", fun() -> (fun no_mod:no_fun/2)(1, 2) end),
    result("external not a builtin arity", fun() -> catch_(fun() -> M = id(m), fun M:f/256 end) end),
    result("bad fun parts", fun() -> [catch_(fun() -> M = id(1), fun M:f/1 end), catch_(fun() -> N = id("n"), fun m:N/1 end), catch_(fun() -> A = id(-1), fun m:f/A end)] end),
    result("local by name", fun() -> G = fun add/2, [G(1, 2), erlang:fun_info(G, arity), erlang:fun_info(G, type)] end),
    result("named", fun() -> Fac = fun Fc(0) -> 1; Fc(N) -> N * Fc(N - 1) end, [Fac(0), Fac(20), Fac(30)] end),
    result("named in named", fun() -> A = fun Even(0) -> true; Even(N) -> (fun Odd(0) -> false; Odd(M) -> Even(M - 1) end)(N - 1) end, [A(10), A(7)] end),
    result("curried", fun() -> Add = fun(A) -> fun(B) -> fun(C) -> A + B + C + X end end end, ((Add(1))(2))(3) end),
    result("captures many", fun() -> [A, B, C, D, E, G, H, I, J, K] = id(lists:seq(1, 10)), M = fun() -> {A, B, C, D, E, G, H, I, J, K, X, Y} end, M() end),
    result("captures floats and bigs", fun() -> A = id(1.5), B = id(1 bsl 100), C = id(<<1:3>>), M = fun(Z) -> {A + Z, B + Z, C} end, M(1) end),
    result("shadowing", fun() -> A = id(1), G = fun(A) -> A + 1 end, {A, G(10)} end),
    result("in comprehensions", fun() -> Fs = [fun(B) -> A * B end || A <- [1, 2, 3]], [G(10) || G <- Fs] end),
    result("in maps and tuples", fun() -> M = #{f => fun(A) -> A + 1 end}, {G} = {fun(A) -> A * 2 end}, [(maps:get(f, M))(1), G(4), [H(3) || {_, H} <- maps:to_list(M)]] end),
    result("compose", fun() -> C = fun(G, H) -> fun(A) -> G(H(A)) end end, (lists:foldl(C, fun(A) -> A end, [fun(A) -> A + 1 end, fun(A) -> A * 2 end, fun integer_to_list/1]))(5) end),
    result("y combinator", fun() -> Yc = fun(G) -> (fun(H) -> H(H) end)(fun(H) -> G(fun(A) -> (H(H))(A) end) end) end, (Yc(fun(Self) -> fun(0) -> 0; (N) -> N + Self(N - 1) end end))(1000) end),
    [result({arity, N}, fun() -> lists:sum(apply(arity(N), lists:seq(1, N))) end) || N <- [0, 1, 5, 10, 15, 20]],
    [result({bad_arity, N}, fun() -> catch_(fun() -> apply(F, lists:seq(1, N)) end) end) || N <- [0, 2, 3]],
    result("apply bad", fun() -> [catch_(fun() -> apply(id(G), A) end) || {G, A} <- [{x, []}, {1, [1]}, {{m, f}, []}, {"f", []}, {F, x}, {F, [1 | 2]}]] end),
    result("sent", fun() -> Me = self(), spawn(fun() -> receive {run, G} -> Me ! {ran, G(3)} end end) ! {run, F}, receive {ran, R} -> R end end),
    result("through binary", fun() -> G = binary_to_term(term_to_binary(F)), H = binary_to_term(term_to_binary(fun lists:map/2)), [G =:= F, G(2) =:= F(2), H =:= fun lists:map/2] end),
    result("in ets", fun() -> T = ets:new(t, []), ets:insert(T, {f, F}), [{f, G}] = ets:lookup(T, f), ets:delete(T), {G =:= F, G(0)} end),
    result("hash", fun() -> [erlang:phash2(fun lists:map/2) =:= erlang:phash2(fun lists:map/2), erlang:phash2(F) =:= erlang:phash2(F), erlang:phash2(mk(1)) =:= erlang:phash2(mk(1))] end),
    result("as map key", fun() -> M = #{mk(1) => a, mk(2) => b}, [maps:get(mk(1), M), maps:get(mk(2), M), maps:get(mk(3), M, none)] end),
    result("text", fun() -> [erlang:fun_to_list(fun lists:map/2), io_lib:format("~p", [fun lists:map/2]) =:= ["fun lists:map/2"], lists:prefix("#Fun<funs_and_closures_more.", erlang:fun_to_list(F))] end),
    result("clauses and guards", fun() -> G = fun(A, _) when A > X -> big; (A, B) when is_list(B), A =:= hd(B) -> head; (_, #{k := V}) -> V; (_, _) -> none end, [G(9, x), G(1, [1]), G(1, #{k => v}), G(1, 1)] end),
    result("function clause", fun() -> catch_(fun() -> (fun(a) -> ok end)(id(b)) end) end),
    result("exceptions inside", fun() -> [catch_(fun() -> (fun() -> error(E) end)() end) || E <- [a, {b}]] end),
    result("deep closures", fun() -> G = lists:foldl(fun(N, Acc) -> fun() -> [N | Acc()] end end, fun() -> [] end, lists:seq(1, 1000)), lists:sum(G()) end),
    result("lots of funs", fun() -> Fs = [fun() -> N * N end || N <- lists:seq(1, 10000)], lists:sum([G() || G <- Fs]) end).

mk(A) -> fun() -> A end.
add(A, B) -> A + B.
none() -> ok.
arity(0) -> fun() -> [] , [0] end;
arity(1) -> fun(A) -> [A] end;
arity(5) -> fun(A, B, C, D, E) -> [A, B, C, D, E] end;
arity(10) -> fun(A, B, C, D, E, F, G, H, I, J) -> [A, B, C, D, E, F, G, H, I, J] end;
arity(15) -> fun(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O) -> [A, B, C, D, E, F, G, H, I, J, K, L, M, N, O] end;
arity(20) -> fun(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) -> [A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T] end.
catch_(F) -> try F() of V -> V catch C:{R, X} when is_function(X) -> {C, R, 'fun'}; C:{badarity, {_, A}} -> {C, badarity, A}; C:R -> {C, R} end.
