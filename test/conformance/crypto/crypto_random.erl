%% Random numbers of crypto: what can be said of them, and the generator that a seed decides.
-module(crypto_random).
-compile([nowarn_deprecated_function]).
-export([main/0]).
-import(show, [result/2]).

main() ->
    result("sizes", fun() -> [byte_size(crypto:strong_rand_bytes(N)) || N <- [0, 1, 3, 4, 5, 100, 65537, 2000000]] end),
    result("differ", fun() -> crypto:strong_rand_bytes(16) =/= crypto:strong_rand_bytes(16) end),
    result("all bytes", fun() -> length(lists:usort(binary_to_list(crypto:strong_rand_bytes(20000)))) end),
    [result({bad, N}, fun() -> crypto:strong_rand_bytes(N) end) || N <- [-1, foo, 1.0, 1 bsl 40, 1 bsl 80, -(1 bsl 80)]],
    result("uniform", fun() -> lists:usort([crypto:rand_uniform(5, 9) || _ <- lists:seq(1, 400)]) end),
    result("uniform, negative", fun() -> lists:usort([crypto:rand_uniform(-2, 2) || _ <- lists:seq(1, 400)]) end),
    result("uniform, large", fun() -> lists:all(fun(X) -> X >= 1 bsl 200 andalso X < 1 bsl 201 end, [crypto:rand_uniform(1 bsl 200, 1 bsl 201) || _ <- lists:seq(1, 100)]) end),
    result("uniform, none", fun() -> crypto:rand_uniform(3, 3) end),
    [result({Alg, state}, fun() ->
        {#{type := T}, _} = S0 = crypto:rand_seed_alg_s(Alg),
        {X, S1} = rand:uniform_s(10, S0), {F, S2} = rand:uniform_s(S1), {B, _} = rand:bytes_s(7, S2),
        {T, is_integer(X), X >= 1, X =< 10, is_float(F), F >= 0.0, F < 1.0, byte_size(B)} end) || Alg <- [crypto, crypto_cache]],
    result("range", fun() -> {_, L} = lists:foldl(fun(_, {S, A}) -> {X, S1} = rand:uniform_s(3, S), {S1, [X | A]} end, {crypto:rand_seed_s(), []}, lists:seq(1, 200)), lists:usort(L) end),
    result("large range", fun() -> {X, _} = rand:uniform_s(1 bsl 300, crypto:rand_seed_s()), X > 0 andalso X =< 1 bsl 300 end),
    result("of the process", fun() -> _ = crypto:rand_seed(), X = rand:uniform(100), X > 0 andalso X =< 100 end),
    result("reseeded", fun() -> [crypto:rand_seed(<<"seed">>), crypto:rand_seed(<<>>)] end),
    result("from a seed", fun() ->
        {L, S} = lists:mapfoldl(fun(_, S) -> rand:uniform_s(1000000, S) end, crypto:rand_seed_alg_s(crypto_aes, "my seed"), lists:seq(1, 200)),
        {Jumped, _} = rand:uniform_s(1000000, rand:jump(S)),
        {lists:sublist(L, 20), erlang:phash2(L), Jumped} end),
    result("from another", fun() -> {X, _} = rand:uniform_s(crypto:rand_seed_alg_s(crypto_aes, ["x", <<1, 2>>])), X end).
