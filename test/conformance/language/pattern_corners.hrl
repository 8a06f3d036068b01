%% Patterns in odd places and forms: aliases, repeated variables, strings, floats and integers, maps with computed keys, deep and wide ones.
%% The programs of this folder that include it are compiled in different ways.
-export([main/0]).
-import(show, [result/2, id/1]).
-record(p, {x = 0, y = [], z}).

main() ->
    Vs = [0, 0.0, -0.0, 1, 1.0, -1, 16#ffffffffffffffff, -16#8000000000000000, 1.5e300, a, 'A b', [], [[]], "abc", "ab", [a | b], {}, {a}, {a, b}, {1, 1}, {1, 1.0}, {1, 2}, #{}, #{a => 1}, #{a => 1, b => 2}, #{1 => x, 1.0 => y}, <<>>, <<"abc">>, <<"abd">>, <<1:3>>, #p{}, #p{x = 5}, {p, 1, 2, 3}, fun show:id/1, [1, 2, 3 | tail]],
    [io:format("~0p ~0p ~0p ~0p ~0p~n", [show:norm(V), number(V), text(V), shape(V), map(V)]) || V <- Vs],
    result("alias both ways", fun() -> ({A, _} = B) = C = id({1, 2}), {A, B, C} end),
    result("repeated", fun() -> [same(X) || X <- [{1, 1}, {1, 1.0}, {[a], [a]}, {<<1>>, <<1>>}, {#{}, #{}}, {"x", "x", 1}]] end),
    result("repeated deep", fun() -> [case X of {[H | _], #{k := H}, <<H>>} -> {yes, H}; _ -> no end || X <- [{[1], #{k => 1}, <<1>>}, {[1], #{k => 2}, <<1>>}, {[1.0], #{k => 1}, <<1>>}]] end),
    result("bound outside", fun() -> A = id(1), F = fun(A2) -> case A2 of A -> same; _ -> other end end, [F(1), F(1.0), F(2)] end),
    result("string prefix", fun() -> [case S of "pre" ++ R -> R; [$p | _] -> p; _ -> none end || S <- ["prefix", "pre", "pr", "xpre", ""]] end),
    result("arithmetic in patterns", fun() -> [case X of 1 + 2 -> three; 4 bsl 2 -> sixteen; -(5) -> minus; 10 div 3 * 3 -> nine; _ -> none end || X <- [3, 16, -5, 9, 0]] end),
    result("char patterns", fun() -> [case X of $a -> a; $\n -> nl; $\x{e9} -> e9; $\s -> sp; _ -> other end || X <- "a\né b"] end),
    result("float patterns", fun() -> [case X of 1.0 -> one; 0.0 -> zero; 1.0e10 -> big; 2 -> two; 0.1 -> tenth; _ -> none end || X <- [1.0, 1, 0.0, -0.0, 0, 1.0e10, 10000000000, 2, 2.0, 0.1]] end),
    result("big integers", fun() -> [case X of 123456789012345678901234567890 -> big; -123456789012345678901234567890 -> neg; 16#7fffffffffffffff -> max; 576460752303423487 -> max_small; 576460752303423488 -> first_big; _ -> none end || X <- [123456789012345678901234567890, -123456789012345678901234567890, 16#7fffffffffffffff, 576460752303423487, 576460752303423488, 1]] end),
    result("map keys computed", fun() -> K = id({k, [1]}), V = id(#{{k, [1]} => found, 2 => two, <<"b">> => bin}), I = id(1), #{K := A, (I + 1) := B, <<"b">> := C} = V, {A, B, C} end),
    result("map key missing", fun() -> #{zz := _} = id(#{a => 1}) end),
    result("map of literal map keys", fun() -> #{#{a => 1} := X, [] := Y} = id(#{#{a => 1} => x, [] => y}), {X, Y} end),
    result("map value bound", fun() -> A = id(1), [case M of #{a := A} -> eq; #{a := _} -> ne; _ -> no end || M <- [#{a => 1}, #{a => 1.0}, #{}]] end),
    result("nested map", fun() -> #{a := #{b := [#{c := X} | _]}} = id(#{a => #{b => [#{c => deep}]}}), X end),
    result("large map", fun() -> M = maps:from_list([{N, N * N} || N <- lists:seq(1, 100)]), #{50 := A, 99 := B} = id(M), {A, B} end),
    result("wide tuple", fun() -> T = list_to_tuple(lists:seq(1, 200)), {A, B, _, D} = {element(1, T), element(200, T), 0, tuple_size(T)}, {A, B, D} end),
    result("record patterns", fun() -> [case R of #p{x = 0, y = []} -> default; #p{_ = '_'} -> all_underscore; #p{y = [H | _]} -> {head, H}; #p{z = Z} -> {z, Z}; _ -> none end || R <- [#p{}, #p{y = [q]}, #p{x = 1, y = n, z = zz}, {p, 1}, #p{x = '_', y = '_', z = '_'}]] end),
    result("record index", fun() -> [#p.x, #p.z, element(#p.y, #p{y = 4}), lists:keyfind(7, #p.x, [#p{x = 6}, #p{x = 7}])] end),
    result("list forms", fun() -> [case L of [] -> nil; [_] -> one; [A, A] -> {two, A}; [_, B | []] -> {b, B}; [_ | [_ | T]] -> {t, T}; [_ | X] -> {improper, X} end || L <- [[], [1], [1, 1], [1, 2], [1, 2, 3], [1 | 2]]] end),
    result("deep list", fun() -> [[[[[X]]]]] = id([[[[[bottom]]]]]), X end),
    result("in funs", fun() -> F = fun({X, Y}, [X | _]) -> {same, Y}; (#{k := K}, K) -> {key, K}; (<<N:8, _/bits>>, N) -> {byte, N}; (X, X) -> {eq, X}; (_, _) -> no end, [F({1, 2}, [1]), F(#{k => 3}, 3), F(<<5, 6>>, 5), F(a, a), F(1, 1.0)] end),
    result("in generators", fun() -> {[X || {ok, X} <- [{ok, 1}, no, {ok, 2, 3}, {ok, 4}]], [X || [X, X] <- [[1, 1], [1, 2]]], [V || #{v := V} <- [#{v => 1}, #{}, 5]], [A || <<A:4, 1:4>> <= <<16#11, 16#22, 16#31>>]} end),
    result("generator bad", fun() -> [X || {X} <- id({1})] end),
    result("match as value", fun() -> {A, B} = {id(1), C = id(2)}, [A, B, C, (_ = id(3))] end),
    result("clause order", fun() -> [order(X) || X <- [{a, 1}, {a, b}, {b, 1}, {a, [1]}, [a, 1], a]] end),
    result("unused and underscore", fun() -> {_, _Named, _} = id({1, 2, 3}), [_ | _] = id([1]), ok end),
    result("binary and list mixed", fun() -> [mixed(X) || X <- [<<"GET /">>, "GET /", <<1, 2>>, [1, 2], <<"GE">>]] end),
    result("atoms many", fun() -> [atom_of(X) || X <- [jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec, other, 'JAN']] end).

number(0) -> zero; number(1) -> one; number(0.0) -> fzero; number(1.0) -> fone; number(N) when N == 16#ffffffffffffffff -> max; number(N) when is_float(N) -> float; number(N) when is_integer(N), N < 0 -> neg; number(_) -> none.
text("abc") -> abc; text([$a | _]) -> a_list; text(<<"abc">>) -> bin_abc; text(<<"ab", C>>) -> {ab, C}; text(<<B/bits>>) when bit_size(B) rem 8 =/= 0 -> bits; text(X) when X =:= [] -> empty; text(_) -> none.
shape({}) -> t0; shape({_}) -> t1; shape({X, X}) -> pair_same; shape({X, Y}) when X == Y -> pair_equal; shape(#p{x = X}) -> {p, X}; shape([_, _ | T]) when is_list(T) -> list; shape([_ | _]) -> cons; shape(F) when is_function(F, 1) -> f1; shape(_) -> none.
map(#{a := 1, b := B}) -> {ab, B}; map(#{a := 1}) -> a; map(#{1 := X}) -> {one, X}; map(M) when map_size(M) =:= 0 -> empty; map(_) -> none.
same({X, X}) -> {same, X}; same({X, Y}) when X == Y -> equal; same(_) -> no.
order({a, X}) when is_integer(X) -> 1; order({X, 1}) -> {2, X}; order({a, X}) when is_atom(X) -> 3; order([X | _]) -> {4, X}; order({_, _}) -> 5; order(_) -> 6.
mixed(<<"GET ", R/binary>>) -> {get, R}; mixed("GET " ++ R) -> {lget, R}; mixed(<<A, B>>) -> {A, B}; mixed([A, B]) -> [B, A]; mixed(_) -> no.
atom_of(jan) -> 1; atom_of(feb) -> 2; atom_of(mar) -> 3; atom_of(apr) -> 4; atom_of(may) -> 5; atom_of(jun) -> 6; atom_of(jul) -> 7; atom_of(aug) -> 8; atom_of(sep) -> 9; atom_of(oct) -> 10; atom_of(nov) -> 11; atom_of(dec) -> 12; atom_of(_) -> 0.
