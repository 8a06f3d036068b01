%% crypto:hash and hash_init/update/final: all digests, in one go and in pieces, short and long.
-module(crypto_hashes).
-export([main/0]).
-import(show, [result/2]).

%% md4 is not in every build of OpenSSL.
digests() -> lists:sort(crypto:supports(hashs)) -- [md4].

data(N) -> << <<(I * 7 band 255)>> || I <- lists:seq(1, N) >>.

main() ->
    show:term(digests()),
    [result({info, D}, fun() -> show:sorted(crypto:hash_info(D)) end) || D <- digests()],
    [result({D, N}, fun() -> crypto:hash(D, data(N)) end) || D <- digests(), N <- [0, 1, 55, 64, 127, 128, 129, 1000, 20000, 20001, 65536]],
    [result({iolist, D}, fun() -> crypto:hash(D, ["ab", [<<"c">>, [] | <<"de">>], $f]) end) || D <- digests()],
    [result({pieces, D}, fun() -> pieces(D) end) || D <- digests()],
    result("states are values", fun() ->
        S0 = crypto:hash_init(sha256), S1 = crypto:hash_update(S0, "a"), S2 = crypto:hash_update(S1, "b"), S3 = crypto:hash_update(S1, "c"),
        [crypto:hash_final(S) || S <- [S0, S1, S2, S3, S2]] =:= [crypto:hash(sha256, D) || D <- ["", "a", "ab", "ac", "ab"]]
    end),
    result("long", fun() -> crypto:hash(sha512, binary:copy(<<"0123456789">>, 100000)) end),
    result("long update", fun() ->
        crypto:hash_final(crypto:hash_update(crypto:hash_init(sha), binary:copy(<<"0123456789">>, 100000))) end),
    result("megabyte of iodata", fun() -> crypto:hash(md5, lists:duplicate(1000, [<<"0123456789">>, lists:seq(0, 255)])) end),
    result("old functions", fun() -> [erlang:md5("abc") =:= crypto:hash(md5, "abc"), crypto:hash(sha, <<>>)] end).

%% The same bytes, cut in two at every place, and byte by byte.
pieces(D) ->
    B = data(150), Whole = crypto:hash(D, B),
    Cut = lists:all(fun(N) ->
        <<L:N/binary, R/binary>> = B,
        crypto:hash_final(crypto:hash_update(crypto:hash_update(crypto:hash_init(D), L), R)) =:= Whole
    end, lists:seq(0, 150)),
    Bytes = crypto:hash_final(lists:foldl(fun(X, S) -> crypto:hash_update(S, [X]) end, crypto:hash_init(D), binary_to_list(B))),
    {Cut, Bytes =:= Whole, Whole}.
