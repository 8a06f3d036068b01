%% rand: the numbers of each algorithm from fixed seeds, in every way to ask for them; jumps, exported states, errors.
-module(random_sequences).
-export([main/0]).
-include("../harness/show.hrl").

-define(ALGS, [exsss, exro928ss, exrop, exs1024s, exsp, exs64, exsplus, exs1024, dummy]).

main() ->
    [begin
        S = rand:seed_s(A, 42),
        R = fun(L, F) -> show:result({A, L}, F) end,
        R(uniform, fun() -> draw(fun rand:uniform_s/1, S, 5) end),
        R(range, fun() -> [draw(fun(X) -> rand:uniform_s(N, X) end, S, 6) || N <- [1, 2, 6, 1000, 1 bsl 40, 1 bsl 58, 1 bsl 64, 1 bsl 100]] end),
        R(real, fun() -> draw(fun rand:uniform_real_s/1, S, 4) end),
        R(normal, fun() -> draw(fun rand:normal_s/1, S, 4) end),
        R(normal2, fun() -> draw(fun(X) -> rand:normal_s(10, 4, X) end, S, 3) end),
        R(bytes, fun() -> [element(1, rand:bytes_s(N, S)) || N <- [0, 1, 7, 8, 20]] end),
        R(state, fun() -> rand:export_seed_s(element(2, rand:uniform_s(S))) end),
        R(again, fun() -> E = rand:export_seed_s(S), element(1, rand:uniform_s(1000000, rand:seed_s(E))) =:= element(1, rand:uniform_s(1000000, S)) end),
        R(jump, fun() -> draw(fun rand:uniform_s/1, rand:jump(S), 3) end),
        R(seeds, fun() -> [element(1, rand:uniform_s(1000000, rand:seed_s(A, X))) || X <- [0, 1, -1, 1 bsl 70, {1, 2, 3}, {0, 0, 0}, {-5, 1 bsl 40, 7}]] end),
        R(long, fun() -> {L, _} = lists:mapfoldl(fun(_, X) -> rand:uniform_s(1 bsl 32, X) end, S, lists:seq(1, 3000)), erlang:phash2(L) end),
        R(floats, fun() -> {L, _} = lists:mapfoldl(fun(_, X) -> rand:normal_s(X) end, S, lists:seq(1, 1000)), erlang:phash2(L) end)
     end || A <- ?ALGS],
    ?R([element(1, rand:splitmix64_next(X)) || X <- [0, 1, 12345, 16#ffffffffffffffff]]),
    ?R([rand:mwc59(X) || X <- [1, 12345, (1 bsl 59) - 1]]),
    ?R([{rand:mwc59_value32(X), rand:mwc59_value(X), rand:mwc59_float(X)} || X <- [1, 12345, (1 bsl 58) + 7]]),
    ?R(rand:mwc59_seed(7)),
    ?R([rand:exsp_next(rand:exsp_jump(X)) || X <- [[1 | 2]]]),
    ?R(lists:foldl(fun(_, X) -> rand:mwc59(X) end, 1, lists:seq(1, 2000))),
    ?R(begin rand:seed(exsss, {1, 2, 3}), [rand:uniform(), rand:uniform(10), rand:normal(), rand:uniform_real(), rand:normal(1, 2), rand:bytes(4), element(1, rand:export_seed())] end),
    ?R(begin rand:seed(rand:export_seed()), erase(rand_seed), rand:export_seed() end),
    ?R(rand:uniform(0)), ?R(rand:uniform(1.5)), ?R(rand:uniform(-1)), ?R(rand:seed_s(no_such, 1)), ?R(rand:seed(exsss, foo)), ?R(rand:uniform_s(5, foo)), ?R(rand:normal(a, 1)), ?R(rand:seed_s(exsss, [1])), ?R(rand:bytes(-1)),
    ?R(begin random:seed(1, 2, 3), [random:uniform(), random:uniform(100), random:uniform(6)] end),
    ?R([random:seed0(), random:uniform_s({1, 2, 3}), random:uniform_s(50, {1, 2, 3})]).

draw(_, _, 0) -> [];
draw(F, S, N) -> {V, S1} = F(S), [V | draw(F, S1, N - 1)].
