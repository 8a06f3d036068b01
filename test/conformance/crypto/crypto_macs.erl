%% crypto:mac and mac_init/update/final: hmac with all digests, cmac with the block ciphers, poly1305.
-module(crypto_macs).
-export([main/0]).
-import(show, [result/2]).

bytes(N) -> << <<(I * 13 band 255)>> || I <- lists:seq(1, N) >>.
digests() -> lists:sort(crypto:supports(hashs)) -- [md4].
ciphers() ->
    [{aes_128_cbc, 16}, {aes_192_cbc, 24}, {aes_256_cbc, 32}, {des_ede3_cbc, 24}, {aes_cbc, 16}, {aes_cbc, 32}, {aes_128_ecb, 16},
     {aes_128_cfb8, 16}, {aes_128_ctr, 16}, {aes_cfb128, 24}].

main() ->
    show:term(lists:sort(crypto:supports(macs))),
    [result({hmac, D, K, N}, fun() -> crypto:mac(hmac, D, bytes(K), bytes(N)) end) || D <- digests(), {K, N} <- [{0, 0}, {1, 3}, {64, 64}, {200, 1000}]],
    [result({cmac, C, K, N}, fun() -> crypto:mac(cmac, C, bytes(K), bytes(N)) end) || {C, K} <- ciphers(), N <- [0, 1, 7, 8, 15, 16, 17, 32, 33, 1000]],
    [result({poly1305, N}, fun() -> crypto:mac(poly1305, bytes(32), bytes(N)) end) || N <- [0, 1, 15, 16, 17, 32, 100, 10000]],
    result("rfc 8439", fun() ->
        Key = <<16#85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b:256>>,
        crypto:mac(poly1305, Key, "Cryptographic Forum Research Group") end),
    result("full of ones", fun() -> Ones = binary:copy(<<255>>, 64), [crypto:mac(poly1305, binary:copy(<<255>>, 32), binary:part(Ones, 0, N)) || N <- [16, 32, 48, 63, 64]] end),
    result("truncated", fun() -> [crypto:macN(hmac, sha256, "key", "data", N) || N <- [0, 1, 16, 32]] end),
    [result({steps, T, S}, fun() -> steps(T, S, bytes(K)) end) || {T, S, K} <- [{hmac, sha256, 20}, {hmac, md5, 100}, {cmac, aes_128_cbc, 16}, {cmac, des_ede3_cbc, 24}]],
    result("poly1305 in steps", fun() ->
        S = lists:foldl(fun(N, S) -> crypto:mac_update(S, bytes(N)) end, crypto:mac_init(poly1305, bytes(32)), lists:seq(0, 40)),
        crypto:mac_final(S) =:= crypto:mac(poly1305, bytes(32), [bytes(N) || N <- lists:seq(0, 40)]) end),
    result("finalN", fun() -> crypto:mac_finalN(crypto:mac_update(crypto:mac_init(hmac, sha, "k"), "abc"), 12) end),
    result("one state", fun() -> S = crypto:mac_init(hmac, sha, "k"), S =:= crypto:mac_update(S, "x") end),
    result("long", fun() -> [crypto:mac(hmac, sha256, "k", binary:copy(<<"0123456789">>, 200000)), crypto:mac(cmac, aes_128_cbc, bytes(16), binary:copy(<<"0123456789">>, 200000))] end),
    result("iodata", fun() -> crypto:mac(hmac, sha, ["k", <<"ey">>], ["da", [<<"t">> | <<"a">>]]) =:= crypto:mac(hmac, sha, <<"key">>, <<"data">>) end).

steps(Type, Sub, Key) ->
    B = bytes(100), Whole = crypto:mac(Type, Sub, Key, B),
    Cut = lists:all(fun(N) ->
        <<L:N/binary, R/binary>> = B,
        crypto:mac_final(crypto:mac_update(crypto:mac_update(crypto:mac_init(Type, Sub, Key), L), R)) =:= Whole
    end, lists:seq(0, 100)),
    {Cut, Whole}.
