%% The seeded algorithms of rand give exact numbers.
-module(random_numbers).
-export([main/0]).
-import(show, [result/2]).

main() ->
    [result(Alg, fun() ->
        S0 = rand:seed_s(Alg, {1, 2, 3}),
        {L, S1} = take(fun(S) -> rand:uniform_s(1000000, S) end, 20, S0),
        {F, S2} = take(fun(S) -> rand:uniform_s(S) end, 5, S1),
        {B, S3} = take(fun(S) -> rand:uniform_s(1 bsl 100, S) end, 5, S2),
        {R, _} = take(fun(S) -> rand:uniform_real_s(S) end, 3, S3),
        {L, F, B, R}
     end) || Alg <- [exsss, exro928ss, exrop, exs1024s, exsp, exs64, exsplus, exs1024, dummy]],
    result("integer seed", fun() -> {L, _} = take(fun(S) -> rand:uniform_s(100, S) end, 10, rand:seed_s(exsss, 12345)), L end),
    result("jump", fun() -> [begin {V, _} = rand:uniform_s(1000000, rand:jump(rand:seed_s(A, 1))), V end || A <- [exsss, exro928ss, exrop, exs1024s, exsp]] end),
    result("bytes", fun() -> {B, _} = rand:bytes_s(20, rand:seed_s(exsss, 9)), B end),
    result("normal", fun() -> {L, _} = take(fun(S) -> rand:normal_s(S) end, 5, rand:seed_s(exsss, 3)), [round(X * 1.0e9) || X <- L] end),
    result("process", fun() -> rand:seed(exsss, {9, 8, 7}), [rand:uniform(10) || _ <- lists:seq(1, 15)] end),
    result("export", fun() -> rand:seed(exsss, 5), rand:uniform(), rand:export_seed() end),
    result("shuffle", fun() -> rand:seed(exsp, 11), [X || {_, X} <- lists:sort([{rand:uniform(), N} || N <- lists:seq(1, 20)])] end),
    result("mwc59", fun() -> element(1, lists:mapfoldl(fun(_, C) -> N = rand:mwc59(C), {rand:mwc59_value32(N), N} end, 12345, lists:seq(1, 5))) end),
    result("splitmix", fun() -> {V, _} = rand:splitmix64_next(42), V end),
    result("phash chain", fun() -> lists:foldl(fun(_, A) -> erlang:phash2({A, x}) end, 1, lists:seq(1, 1000)) end).

take(F, N, S) -> lists:mapfoldl(fun(_, X) -> F(X) end, S, lists:seq(1, N)).
