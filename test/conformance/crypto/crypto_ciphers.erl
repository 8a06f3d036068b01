%% crypto_one_time, crypto_init/update/final: ciphers, keys, paddings, pieces of any size.
-module(crypto_ciphers).
-export([main/0]).
-import(show, [result/2]).

bytes(N) -> << <<(I * 29 band 255)>> || I <- lists:seq(1, N) >>.

%% Those that every build of OpenSSL has.
ciphers() ->
    [C || C <- lists:sort(crypto:supports(ciphers)),
        string:prefix(atom_to_list(C), "aes_") =/= nomatch orelse lists:member(C, [chacha20, chacha20_poly1305, des_ede3_cbc, des_ede3_cfb])].
plain() -> [C || C <- ciphers(), not maps:get(prop_aead, crypto:cipher_info(C))].

main() ->
    show:term(ciphers()),
    [result({info, C}, fun() -> show:sorted(crypto:cipher_info(C)) end) || C <- ciphers()],
    [whole(C, crypto:cipher_info(C)) || C <- plain()],
    [pieces(C, crypto:cipher_info(C)) || C <- plain()],
    [padded(C, crypto:cipher_info(C), P, N) || C <- [aes_128_cbc, aes_256_ecb, des_ede3_cbc, aes_128_ctr], P <- [none, pkcs_padding, zero, random, undefined], N <- [0, 1, 15, 16, 17, 32]],
    result("aliases", fun() -> [crypto:crypto_one_time(aes_cbc, bytes(K), bytes(16), bytes(32), true) =:= crypto:crypto_one_time(C, bytes(K), bytes(16), bytes(32), true)
        || {K, C} <- [{16, aes_128_cbc}, {24, aes_192_cbc}, {32, aes_256_cbc}]] end),
    result("iodata", fun() -> crypto:crypto_one_time(aes_128_ctr, ["0123456789", <<"abcdef">>], [<<0:64>>, lists:duplicate(8, 1)], ["a", [<<"b">>, $c]], [{encrypt, true}]) end),
    result("long", fun() -> crypto:hash(sha, crypto:crypto_one_time(aes_256_cbc, bytes(32), bytes(16), binary:copy(<<"0123456789abcdef">>, 100000), true)) end),
    result("long and back", fun() ->
        B = binary:copy(<<"hornbeam">>, 300000), E = crypto:crypto_one_time(aes_128_ctr, bytes(16), bytes(16), B, true),
        crypto:crypto_one_time(aes_128_ctr, bytes(16), bytes(16), E, false) =:= B end),
    result("padding by the last block alone", fun() ->
        [crypto:crypto_one_time(aes_128_cbc, bytes(16), bytes(16), crypto:crypto_one_time(aes_128_cbc, bytes(16), bytes(16), bytes(N), [{encrypt, true}, {padding, pkcs_padding}]), [{encrypt, false}, {padding, pkcs_padding}]) =:= bytes(N)
            || N <- lists:seq(0, 50)] end),
    result("a stream goes on behind its end", fun() ->
        S = crypto:crypto_init(aes_128_ctr, bytes(16), bytes(16), true),
        [crypto:crypto_update(S, "abc"), crypto:crypto_final(S), crypto:crypto_update(S, "abc"), show:sorted(crypto:crypto_get_data(S))] end).

whole(C, #{key_length := K, iv_length := V, block_size := B}) ->
    Data = bytes(B * 5),
    result({one_time, C}, fun() ->
        E = crypto:crypto_one_time(C, bytes(K), bytes(V), Data, true),
        {E, crypto:crypto_one_time(C, bytes(K), bytes(V), E, false) =:= Data} end).

pieces(C, #{key_length := K, iv_length := V}) ->
    result({pieces, C}, fun() ->
        Data = bytes(160), Whole = crypto:crypto_one_time(C, bytes(K), bytes(V), Data, true),
        S = crypto:crypto_init(C, bytes(K), bytes(V), true),
        Sizes = [1, 2, 3, 10, 16, 0, 31, 33, 64],
        {Out, <<>>} = lists:mapfoldl(fun(N, Rest) -> <<P:N/binary, R/binary>> = Rest, {crypto:crypto_update(S, P), R} end, Data, Sizes),
        D = crypto:crypto_init(C, bytes(K), bytes(V), false),
        {[byte_size(O) || O <- Out], iolist_to_binary([Out, crypto:crypto_final(S)]) =:= Whole, crypto:crypto_update(D, Whole) =:= Data}
    end).

padded(C, #{key_length := K, iv_length := V}, P, N) ->
    result({padding, C, P, N}, fun() ->
        S = crypto:crypto_init(C, bytes(K), bytes(V), [{encrypt, true}, {padding, P}]),
        E = [crypto:crypto_update(S, bytes(N)) | last(S)],
        D = crypto:crypto_init(C, bytes(K), bytes(V), [{padding, P}, {encrypt, false}]),
        Back = [crypto:crypto_update(D, [X || X <- E, is_binary(X)]) | last(D)],
        Show = fun(L) -> case P of random -> [if is_binary(X) -> byte_size(X); true -> X end || X <- L]; _ -> L end end,
        {Show(E), show:sorted(crypto:crypto_get_data(S)), Show(Back), show:sorted(crypto:crypto_get_data(D))}
    end).

last(S) -> try [crypto:crypto_final(S)] catch error:{Class, {_, _}, Text} -> [{Class, Text}] end.
