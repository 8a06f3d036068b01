%% Clause selection by atoms, integers of all sizes, floats, tuple arities, strings and nested patterns.
-module(select_values).
-export([main/0]).
-import(show, [id/1]).

main() ->
    Values = [a, b, c, d, e, f, true, false, undefined, [], {}, {a}, {a, b}, {a, b, c}, {x, 1, 2, 3}, {x, {y, [z | q]}},
              0, 1, 2, 3, 17, -1, 1000000, 1 bsl 40, 1 bsl 59, 1 bsl 60, -(1 bsl 70), 1.0, 2.5, -0.5, "", "abc", "abd", "ab",
              [1, 2 | 3], <<>>, <<"abc">>, #{}, #{a => 1}],
    [io:format("~w: ~w~n", [N, [F(id(V)) || V <- Values]])
     || {N, F} <- [{atoms, fun atoms/1}, {ints, fun ints/1}, {dense, fun dense/1}, {bigs, fun bigs/1}, {floats, fun floats/1},
                   {arity, fun arity/1}, {strings, fun strings/1}, {nested, fun nested/1}, {mixed, fun mixed/1}]].

atoms(a) -> 1; atoms(b) -> 2; atoms(c) -> 3; atoms(e) -> 5; atoms(true) -> t; atoms(undefined) -> u; atoms(_) -> other.

ints(0) -> zero; ints(17) -> seventeen; ints(-1) -> minus; ints(1000000) -> million; ints(1099511627776) -> big40; ints(_) -> other.

dense(0) -> a; dense(1) -> b; dense(2) -> c; dense(3) -> d; dense(4) -> e; dense(5) -> f; dense(6) -> g; dense(_) -> other.

bigs(576460752303423488) -> b59; bigs(1152921504606846976) -> b60; bigs(-1180591620717411303424) -> m70; bigs(1) -> one; bigs(_) -> other.

floats(1.0) -> one; floats(2.5) -> two; floats(-0.5) -> neg; floats(_) -> other.

arity({}) -> 0; arity({_}) -> 1; arity({A, _}) -> {2, A}; arity({_, _, C}) -> {3, C}; arity({x, _, _, _}) -> x4; arity(_) -> other.

strings("") -> empty; strings("abc") -> abc; strings("ab" ++ _) -> ab; strings([1, 2 | T]) -> {tail, T}; strings(_) -> other.

nested({x, {y, [z | Q]}}) -> Q; nested({a, b, C}) when C =:= c -> abc; nested({X, X}) -> same; nested(_) -> other.

mixed(a) -> atom; mixed(1) -> int; mixed(1.0) -> float; mixed([]) -> nil; mixed(<<"abc">>) -> bin; mixed(#{a := X}) -> {map, X};
mixed({}) -> empty; mixed(_) -> other.
