%% The deepest bodies: a product of 70 000 frames with garbage bignums, a reversal by append of 30 000.
%% timeout: 300
%% slow under stress: deep stacks are looked at whole
-module(big_recursion).
-export([main/0]).
-import(show, [result/2]).

main() ->
    result("fact 10000", fun() -> erlang:phash2(fact(10000)) end),
    result("rev 10000", fun() -> erlang:phash2(rev(lists:seq(1, 10000))) end),
    result("depth 2000000", fun() -> erlang:phash2(build(2000000)) end),
    result("tuple depth 500000", fun() -> depth(nest(500000, {}), 0) end).

fact(0) -> 1;
fact(N) -> N * fact(N - 1).
rev([]) -> [];
rev([H | T]) -> rev(T) ++ [H].
build(0) -> [];
build(N) -> [N | build(N - 1)].
nest(0, A) -> A;
nest(N, A) -> nest(N - 1, {A}).
depth({}, N) -> N;
depth({T}, N) -> depth(T, N + 1).
