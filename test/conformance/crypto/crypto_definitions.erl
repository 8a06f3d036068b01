%% crypto against the definitions: hmac by hash, pbkdf2 by hmac, modes by single blocks, and vectors of the standards.
-module(crypto_definitions).
-export([main/0]).
-import(show, [result/2]).

bytes(S) -> D = lists:filter(fun(C) -> C =/= $\s end, S), N = 4 * length(D), <<(list_to_integer(D, 16)):N>>.

main() ->
    result("hmac", fun() -> [hmac(H, K, <<"some text">>) =:= crypto:mac(hmac, H, K, <<"some text">>) || H <- [md5, sha, sha256, sha512], K <- [<<>>, <<"key">>, binary:copy(<<"k">>, 300)]] end),
    result("pbkdf2", fun() -> [pbkdf2(H, <<"pass">>, <<"salt">>, 7, 50) =:= crypto:pbkdf2_hmac(H, <<"pass">>, <<"salt">>, 7, 50) || H <- [sha, sha256, sha512]] end),
    K = bytes("2b7e151628aed2a6abf7158809cf4f3c"), V = bytes("000102030405060708090a0b0c0d0e0f"),
    P = bytes("6bc1bee22e409f96e93d7e117393172a ae2d8a571e03ac9c9eb76fac45af8e51 30c81c46a35ce411e5fbc1191a0a52ef f69f2445df4f9b17ad2b417be66c3710"),
    result("sp 800-38a ecb", fun() -> crypto:crypto_one_time(aes_128_ecb, K, P, true) =:= bytes("3ad77bb40d7a3660a89ecaf32466ef97 f5d3d58503b9699de785895a96fdbaaf 43b1cd7f598ece23881b00e3ed030688 7b0c785e27e8ad3f8223207104725dd4") end),
    result("sp 800-38a cbc", fun() -> crypto:crypto_one_time(aes_128_cbc, K, V, P, true) =:= bytes("7649abac8119b246cee98e9b12e9197d 5086cb9b507219ee95db113a917678b2 73bed6b8e3c1743b7116e69e22229516 3ff1caa1681fac09120eca307586e1a7") end),
    result("cbc by blocks", fun() -> cbc(K, V, P) =:= crypto:crypto_one_time(aes_128_cbc, K, V, P, true) end),
    result("ctr by blocks", fun() -> ctr(K, V, P) =:= crypto:crypto_one_time(aes_128_ctr, K, V, P, true) end),
    result("ofb by blocks", fun() -> ofb(K, V, P) =:= crypto:crypto_one_time(aes_128_ofb, K, V, P, true) end),
    result("cfb by blocks", fun() -> cfb(K, V, P) =:= crypto:crypto_one_time(aes_128_cfb128, K, V, P, true) end),
    [result({rfc4493, N}, fun() -> crypto:mac(cmac, aes_128_cbc, K, binary:part(P, 0, N)) =:= bytes(M) end) || {N, M} <-
        [{0, "bb1d6929e95937287fa37d129b756746"}, {16, "070a16b46b4d4144f79bdd9dd04a287c"}, {40, "dfa66747de9ae63030ca32611497c827"}, {64, "51f0bebf7e3b9d92fc49741779363cfe"}]],
    [result({abc, H}, fun() -> crypto:hash(H, "abc") =:= bytes(D) end) || {H, D} <-
        [{md5, "900150983cd24fb0d6963f7d28e17f72"}, {sha, "a9993e364706816aba3e25717850c26c9cd0d89d"}, {sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
         {sha3_256, "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532"}, {ripemd160, "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"}]],
    result("gcm", fun() -> crypto:crypto_one_time_aead(aes_128_gcm, <<0:128>>, <<0:96>>, <<0:128>>, <<>>, true) =:= {bytes("0388dace60b6a392f328c2b971b2fe78"), bytes("ab6e47d42cec13bdf53a67b21257bddf")} end),
    result("rfc 8439 chacha", fun() ->
        {_, T} = crypto:crypto_one_time_aead(chacha20_poly1305, bytes("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"), bytes("070000004041424344454647"),
            <<"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.">>, bytes("50515253c0c1c2c3c4c5c6c7"), true),
        T =:= bytes("1ae10b594f09e26a7e902ecbd0600691") end).

block(K, B) -> crypto:crypto_one_time(aes_128_ecb, K, B, true).
blocks(<<>>) -> [];
blocks(<<B:16/binary, R/binary>>) -> [B | blocks(R)].
cbc(K, V, P) -> {L, _} = lists:mapfoldl(fun(B, Last) -> C = block(K, crypto:exor(B, Last)), {C, C} end, V, blocks(P)), iolist_to_binary(L).
ctr(K, <<V:128>>, P) -> {L, _} = lists:mapfoldl(fun(B, N) -> {crypto:exor(B, block(K, <<N:128>>)), N + 1} end, V, blocks(P)), iolist_to_binary(L).
ofb(K, V, P) -> {L, _} = lists:mapfoldl(fun(B, Last) -> O = block(K, Last), {crypto:exor(B, O), O} end, V, blocks(P)), iolist_to_binary(L).
cfb(K, V, P) -> {L, _} = lists:mapfoldl(fun(B, Last) -> C = crypto:exor(B, block(K, Last)), {C, C} end, V, blocks(P)), iolist_to_binary(L).

hmac(H, K, T) ->
    #{block_size := N} = crypto:hash_info(H),
    K1 = if byte_size(K) > N -> crypto:hash(H, K); true -> K end,
    Pad = fun(X) -> crypto:exor(<<K1/binary, 0:((N - byte_size(K1)) * 8)>>, binary:copy(<<X>>, N)) end,
    crypto:hash(H, [Pad(16#5c), crypto:hash(H, [Pad(16#36), T])]).
pbkdf2(H, P, S, C, N) ->
    #{size := D} = crypto:hash_info(H),
    Round = fun(I) -> U1 = hmac(H, P, <<S/binary, I:32>>), {_, T} = lists:foldl(fun(_, {U, A}) -> V = hmac(H, P, U), {V, crypto:exor(A, V)} end, {U1, U1}, lists:seq(2, C)), T end,
    binary:part(iolist_to_binary([Round(I) || I <- lists:seq(1, N div D + 1)]), 0, N).
