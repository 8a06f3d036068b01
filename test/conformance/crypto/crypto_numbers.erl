%% mod_pow, exor, bytes_to_integer, hash_equals and pbkdf2_hmac.
-module(crypto_numbers).
-export([main/0]).
-import(show, [result/2]).

main() ->
    [result({mod_pow, B, E, M}, fun() -> crypto:mod_pow(B, E, M) end)
        || B <- [0, 1, 2, 7, 1 bsl 70, -5, <<1, 0>>, <<>>], E <- [0, 1, 5, 1 bsl 66, <<0, 9>>], M <- [1, 2, 3, 97, (1 bsl 89) - 1, <<0, 0, 251>>]],
    result("mod_pow by 0", fun() -> crypto:mod_pow(2, 2, 0) end),
    result("mod_pow of others", fun() -> crypto:mod_pow(foo, 2, 3) end),
    result("mod_pow, large", fun() -> crypto:bytes_to_integer(crypto:mod_pow(3, (1 bsl 1279) - 7, (1 bsl 1279) - 1)) end),
    result("fermat", fun() -> [crypto:mod_pow(A, (1 bsl 2203) - 2, (1 bsl 2203) - 1) || A <- [2, 3]] end),
    result("a random group", fun() ->
        rand:seed(exsss, {1, 2, 3}),
        [begin M = rand:uniform(1 bsl 300), B = rand:uniform(1 bsl 310), E = rand:uniform(1 bsl 100),
            crypto:bytes_to_integer(crypto:mod_pow(B, E, M)) =:= pow(B, E, M) end || _ <- lists:seq(1, 50)] =:= lists:duplicate(50, true) end),
    [result({exor, A, B}, fun() -> crypto:exor(A, B) end) || {A, B} <- [{"", ""}, {"abc", "ABC"}, {<<255>>, [15]}, {["a", <<"b">>], <<0, 0>>}, {"a", "ab"}, {a, b}]],
    result("exor, long", fun() -> crypto:hash(md5, crypto:exor(binary:copy(<<"ab">>, 50000), binary:copy(<<"x">>, 100000))) end),
    [result({to_integer, B}, fun() -> crypto:bytes_to_integer(B) end) || B <- [<<>>, <<0>>, <<1, 0>>, <<255, 255>>, binary:copy(<<254>>, 40)]],
    [result({equals, A, B}, fun() -> crypto:hash_equals(A, B) end) || {A, B} <- [{<<>>, <<>>}, {<<"ab">>, <<"ab">>}, {<<"ab">>, <<"ac">>}, {<<"a">>, <<"ab">>}, {"a", <<"a">>}]],
    [result({pbkdf2, D, N, L}, fun() -> crypto:pbkdf2_hmac(D, <<"password">>, <<"salt">>, N, L) end)
        || D <- [sha, sha224, sha256, sha384, sha512], {N, L} <- [{1, 1}, {2, 20}, {10, 65}, {1000, 100}]],
    result("pbkdf2 of nothing", fun() -> crypto:pbkdf2_hmac(sha256, <<>>, <<>>, 3, 10) end).

pow(_, 0, M) -> 1 rem M;
pow(B, E, M) ->
    H = pow(B * B rem M, E bsr 1, M),
    case E band 1 of 0 -> H; 1 -> H * B rem M end.
