%% Guards: failing BIFs in them, and/or against andalso/orelse, floats, nested expressions, maps, records, sizes, order of evaluation.
%% The programs of this folder that include it are compiled in different ways.
-export([main/0]).
-import(show, [result/2, id/1]).
-record(r, {a, b}).

main() ->
    Vs = [0, 1, -1, 2.5, -0.0, 1 bsl 70, a, true, false, [], [1], [1, 2 | x], "str", {}, {r, 1, 2}, {r, 1}, #{}, #{k => 1}, #{k => #{j => 2}}, <<>>, <<1, 2>>, <<5:3>>, self(), make_ref(), fun(_) -> ok end, fun lists:map/2],
    [io:format("~0tp: ~0p~n", [show:norm(V), [{N, try F(V) catch C:R -> {C, R} end} || {N, F} <- guards()]]) || V <- Vs],
    result("failing guard is false", fun() -> [if hd(X) == 1 -> hd; element(1, X) == 1 -> element; map_get(k, X) == 1 -> map; true -> none end || X <- [[1], {1}, #{k => 1}, x]] end),
    result("and is strict", fun() -> X = id(a), [if is_list(X) and (hd(X) == 1) -> yes; true -> no end, if is_list(X) andalso hd(X) == 1 -> yes; true -> no end, if is_atom(X) or (hd(X) == 1) -> yes; true -> no end, if is_atom(X) orelse hd(X) == 1 -> yes; true -> no end] end),
    result("semicolon and comma", fun() -> [if hd(X) == 1; X == a -> yes; true -> no end || X <- [a, [1], b]] ++ [if X > 1, X < 5; X == 9 -> in; true -> out end || X <- [0, 3, 9]] end),
    result("not", fun() -> [if not (X == 1) -> ne; true -> eq end || X <- [1, 2, 1.0]] ++ [if not X -> f; true -> other end || X <- [true, false, x]] end),
    result("xor", fun() -> [if (X > 1) xor (X < 5) -> one; true -> both_or_none end || X <- [0, 3, 9]] end),
    result("no boolean", fun() -> [if X -> t; true -> other end || X <- [true, false, 1, a]] end),
    result("arithmetic", fun() -> [if X + 1 == 2 -> two; X * 2 > 10 -> big; X / 2 == 1.5 -> half; X div 2 == 2 -> four; X rem 3 == 2 -> rem2; -X == 7 -> m7; true -> none end || X <- [1, 6, 3, 4, 2, -7, a, 1.0, 0.5]] end),
    result("division by zero", fun() -> [if 1 / X > 0 -> pos; true -> no end || X <- [1, 0, 0.0, -1]] end),
    result("bits", fun() -> [if X band 1 =:= 1 -> odd; X bsr 1 > 100 -> large; X bor 8 == 10 -> ten; X bxor 3 == 7 -> four; bnot X == -7 -> six; true -> none end || X <- [3, 400, 2, 4, 6, a]] end),
    result("floats", fun() -> [if X > 1.0e308 -> huge; X * 1.0e10 > 1.0e300 -> large; X + 0.5 == 1 -> half; X == 0 -> zero; float(X) < 0.0 -> neg; true -> none end || X <- [1.5e308, 1.0e299, 0.5, 0.0, -0.0, -3, a, 7]] end),
    result("float overflow in a guard", fun() -> [if X * X > 1.0 -> fine; true -> failed end || X <- [1.0e200, 2.0]] end),
    result("big and float", fun() -> [if X == 1.0e22 -> eq; X > 1.0e22 -> gt; X < 1.0e22 -> lt end || X <- [10000000000000000000000, 10000000000000000000001, 9999999999999999999999, 1 bsl 2000]] end),
    result("exact and not", fun() -> [{A == B, A =:= B, A /= B, A =/= B, A < B, A >= B} || {A, B} <- [{1, 1.0}, {1.0, 1}, {0.0, -0.0}, {a, a}, {[1], [1.0]}, {#{a => 1}, #{a => 1.0}}, {{1}, {1.0}}]] end),
    result("record guards", fun() -> [if is_record(X, r) -> r; is_record(X, r, 2) -> r2; true -> no end || X <- [#r{}, {r, 1}, {r}, r]] ++ [if X#r.a == 1 -> one; true -> no end || X <- [#r{a = 1}, #r{a = 2}]] end),
    result("record field of no record", fun() -> [if X#r.a == 1 -> one; true -> no end || X <- [{r, 1}, x]] end),
    result("sizes", fun() -> [if tuple_size(X) > 1 -> t; byte_size(X) > 1 -> b; map_size(X) > 0 -> m; length(X) > 1 -> l; size(X) == 0 -> zero; bit_size(X) == 3 -> three; true -> none end || X <- [{1, 2}, <<1, 2>>, #{a => 1}, [1, 2], {}, <<>>, <<1:3>>, [1 | 2], x]] end),
    result("is_function", fun() -> [{is_function(F), is_function(F, 1), is_function(F, 2)} || F <- [fun(_) -> ok end, fun lists:map/2, x]] ++ [begin F = id(fun() -> ok end), if is_function(F, X) -> y; true -> n end end || X <- [0, -1, a, 1 bsl 70]] end),
    result("is_map_key", fun() -> [if is_map_key(k, X) -> yes; true -> no end || X <- [#{k => 1}, #{}, x]] end),
    result("min max in guards", fun() -> [if abs(X) > 5, trunc(X) < 10 -> mid; round(X) == 3 -> three; ceil(X) == 2 -> two; floor(X) == 0 -> zero; true -> none end || X <- [-7, 2.6, 1.5, 0.5, 20]] end),
    result("node and self", fun() -> [if node(X) == node() -> here; true -> no end || X <- [self(), make_ref(), a]] ++ [if X == self() -> me; true -> other end || X <- [self(), a]] end),
    result("binary_part", fun() -> [if binary_part(X, 0, 2) == <<"ab">> -> ab; binary_part(X, {1, 1}) == <<"x">> -> x; true -> no end || X <- [<<"abc">>, <<"qx">>, <<"a">>, a]] end),
    result("term order", fun() -> L = [1, a, {}, [], #{}, <<>>, 1.5, fun lists:map/2], [[if X < Y -> lt; X > Y -> gt; X == Y -> eq end || Y <- L] || X <- L] end),
    result("deep boolean", fun() -> [if (A andalso (B orelse C)) andalso not (A andalso B andalso C) -> y; true -> n end || A <- [true, false], B <- [true, false], C <- [true, false]] end),
    result("andalso in bodies", fun() -> [id(true) andalso x, id(false) andalso x, id(true) orelse x, id(false) orelse x] end),
    result("andalso bad", fun() -> id(1) andalso true end),
    result("orelse bad", fun() -> id([]) orelse true end),
    result("and bad", fun() -> id(true) and id(1) end),
    result("case guards fall through", fun() -> [case X of N when N > 5 -> big; N when N > 2 -> mid; N when is_number(N) -> small; _ when hd(X) == a -> list_a; _ -> other end || X <- [9, 3, 1, [a], [b], x]] end),
    result("guard on matched parts", fun() -> [case X of {A, B} when A < B, is_integer(A) -> up; {A, B} when A =:= B -> same; {_, _} -> down; #{a := A} when A > 1 -> {map, A}; <<A, B, _/binary>> when A + B > 10 -> {bin, A + B}; [A | T] when length(T) == A -> counted; _ -> none end || X <- [{1, 2}, {a, b}, {2, 2}, {3, 1}, #{a => 5}, #{a => 0}, <<9, 9>>, <<1, 1>>, [2, x, y], [2, x]]] end).

guards() ->
    [{i, fun(X) when is_integer(X) -> y; (_) -> n end}, {f, fun(X) when is_float(X) -> y; (_) -> n end}, {n, fun(X) when is_number(X) -> y; (_) -> n end}, {a, fun(X) when is_atom(X) -> y; (_) -> n end}, {b, fun(X) when is_boolean(X) -> y; (_) -> n end},
     {l, fun(X) when is_list(X) -> y; (_) -> n end}, {t, fun(X) when is_tuple(X) -> y; (_) -> n end}, {m, fun(X) when is_map(X) -> y; (_) -> n end}, {bin, fun(X) when is_binary(X) -> y; (_) -> n end}, {bits, fun(X) when is_bitstring(X) -> y; (_) -> n end},
     {p, fun(X) when is_pid(X) -> y; (_) -> n end}, {r, fun(X) when is_reference(X) -> y; (_) -> n end}, {port, fun(X) when is_port(X) -> y; (_) -> n end}, {fn, fun(X) when is_function(X) -> y; (_) -> n end}, {rec, fun(X) when is_record(X, r) -> y; (_) -> n end},
     {len, fun(X) when length(X) >= 0 -> y; (_) -> n end}, {mapget, fun(X) when map_get(k, X) =/= z -> y; (_) -> n end}, {elem, fun(X) when element(2, X) >= 0 -> y; (_) -> n end}, {plus, fun(X) when X + 0 == X -> y; (_) -> n end}, {neg, fun(X) when X < 0 -> y; (_) -> n end}, {big, fun(X) when X > 1 bsl 65 -> y; (_) -> n end}].
