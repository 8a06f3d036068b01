%% Bodies that are not tail recursive, deep and with garbage between the frames.
%% timeout: 120
%% slow under stress: deep stacks are looked at whole
-module(deep_recursion).
-export([main/0]).
-import(show, [result/2]).

main() ->
    result("sum to 1000000", fun() -> sum(1000000) end),
    result("fact 3000", fun() -> erlang:phash2(fact(3000)) end),
    result("rev 2000", fun() -> erlang:phash2(rev(lists:seq(1, 2000))) end),
    result("copy 300000", fun() -> L = lists:seq(1, 300000), copy(L) =:= L end),
    result("tree 18", fun() -> leaves(tree(18)) end),
    result("even fun", fun() -> depth_fun(100000) end),
    result("catch depth", fun() -> catches(20000) end),
    result("try depth", fun() -> tries(20000) end),
    result("after depth", fun() -> put(n, 0), catch afters(20000), get(n) end),
    result("throw through", fun() -> try down(200000) catch throw:T -> T end end),
    result("in a process", fun() -> show:call(fun() -> sum(200000) end) end),
    result("floats", fun() -> fsum(100000) end),
    result("locals", fun() -> locals(2000) end),
    result("mapfold", fun() -> {L, S} = lists:mapfoldr(fun(X, A) -> {X + A, A + 1} end, 0, lists:seq(1, 100000)), {lists:sum(L), S} end).

sum(0) -> 0;
sum(N) -> N + sum(N - 1).
fact(0) -> 1;
fact(N) -> N * fact(N - 1).
rev([]) -> [];
rev([H | T]) -> rev(T) ++ [H].
copy([]) -> [];
copy([H | T]) -> [H | copy(T)].
tree(0) -> leaf;
tree(N) -> {tree(N - 1), N, tree(N - 1)}.
leaves(leaf) -> 1;
leaves({L, _, R}) -> leaves(L) + leaves(R).
depth_fun(0) -> 0;
depth_fun(N) -> F = fun(M) -> 1 + depth_fun(M) end, F(N - 1).
catches(0) -> exit(bottom);
catches(N) -> case catch catches(N - 1) of {'EXIT', R} -> {'EXIT', R}; R -> R end.
tries(0) -> error(bottom);
tries(N) -> try tries(N - 1) catch error:R -> error(R) end.
afters(0) -> throw(bottom);
afters(N) -> try afters(N - 1) after put(n, get(n) + 1) end.
down(0) -> throw(bottom);
down(N) -> [N | down(N - 1)].
fsum(0) -> 0.0;
fsum(N) -> 1 / N + fsum(N - 1).
locals(0) -> 0;
locals(N) ->
    A = N + 1, B = A * 2, C = {A, B}, D = [A, B, C], E = A - B, F = [E | D], G = {F, E}, H = A + B + E,
    R = locals(N - 1),
    A + B + element(1, C) + hd(D) + E + hd(F) + element(2, G) + H + R.
