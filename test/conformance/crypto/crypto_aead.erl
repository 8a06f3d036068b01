%% crypto_one_time_aead: GCM, CCM and ChaCha20-Poly1305; lengths of vectors and tags; what was tampered with.
-module(crypto_aead).
-export([main/0]).
-import(show, [result/2]).

bytes(N) -> << <<(I * 31 band 255)>> || I <- lists:seq(1, N) >>.
ciphers() -> [{aes_128_gcm, 16}, {aes_192_gcm, 24}, {aes_256_gcm, 32}, {aes_gcm, 24}, {aes_128_ccm, 16}, {aes_192_ccm, 24}, {aes_256_ccm, 32}, {aes_ccm, 16}, {chacha20_poly1305, 32}].

main() ->
    [result({C, K, N, A}, fun() -> there_and_back(C, K, 12, N, A) end) || {C, K} <- ciphers(), {N, A} <- [{0, 0}, {1, 0}, {0, 5}, {16, 16}, {100, 33}]],
    [result({tag, C, T}, fun() -> tag(C, K, T) end) || {C, K} <- [{aes_128_gcm, 16}, {aes_256_ccm, 32}, {chacha20_poly1305, 32}], T <- lists:seq(0, 18) ++ [-1, foo, 1 bsl 40]],
    [result({vector, C, V}, fun() -> there_and_back(C, K, V, 20, 3) end) || {C, K} <- [{aes_128_gcm, 16}, {aes_256_ccm, 32}, {chacha20_poly1305, 32}], V <- [0, 1, 6, 7, 8, 11, 12, 13, 14, 16, 64]],
    [result({tampered, C}, fun() -> tampered(C, K) end) || {C, K} <- ciphers()],
    result("long", fun() -> {E, T} = crypto:crypto_one_time_aead(aes_256_gcm, bytes(32), bytes(12), binary:copy(<<"0123456789">>, 150000), "aad", true), {crypto:hash(sha, E), T} end),
    result("long and back", fun() ->
        B = binary:copy(<<"hornbeam">>, 200000), {E, T} = crypto:crypto_one_time_aead(chacha20_poly1305, bytes(32), bytes(12), B, "aad", 7, true),
        crypto:crypto_one_time_aead(chacha20_poly1305, bytes(32), bytes(12), E, "aad", T, false) =:= B end),
    result("too long for the vector", fun() -> place(fun() -> crypto:crypto_one_time_aead(aes_128_ccm, bytes(16), bytes(13), binary:copy(<<0>>, 65536), "", true) end) end),
    result("not so long", fun() -> {E, _} = crypto:crypto_one_time_aead(aes_128_ccm, bytes(16), bytes(13), binary:copy(<<0>>, 65535), "", true), crypto:hash(sha, E) end).

there_and_back(C, K, V, N, A) ->
    place(fun() ->
        {E, T} = crypto:crypto_one_time_aead(C, bytes(K), bytes(V), bytes(N), bytes(A), true),
        {E, T, crypto:crypto_one_time_aead(C, bytes(K), bytes(V), E, bytes(A), T, false) =:= bytes(N)} end).

tag(C, K, Length) ->
    place(fun() ->
        {E, T} = crypto:crypto_one_time_aead(C, bytes(K), bytes(12), "some text", "aad", Length, true),
        {T, crypto:crypto_one_time_aead(C, bytes(K), bytes(12), E, "aad", T, false)} end).

tampered(C, K) ->
    {<<X, Rest/binary>>, <<Y, Tail/binary>> = T} = crypto:crypto_one_time_aead(C, bytes(K), bytes(12), "some text", "aad", true),
    Try = fun(E, A, Tag) -> place(fun() -> crypto:crypto_one_time_aead(C, bytes(K), bytes(12), E, A, Tag, false) end) end,
    [Try(<<(X bxor 1), Rest/binary>>, "aad", T), Try(<<X, Rest/binary>>, "aae", T), Try(<<X, Rest/binary>>, "aad", <<(Y bxor 128), Tail/binary>>),
     Try(Rest, "aad", T), Try(<<X, Rest/binary>>, "aad", Tail), Try(<<X, Rest/binary>>, "aad", <<>>), Try(<<X, Rest/binary>>, "aad", <<T/binary, 0, 0, 0, 0, 0>>), Try(<<X, Rest/binary>>, "aad", T)].

%% The exception without the line of C that it comes from.
place(F) -> try F() catch error:{Class, {File, _}, Text} -> {Class, File, Text} end.
