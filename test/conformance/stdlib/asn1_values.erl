%% asn1rt_nif, which generated code rests on: BER and PER, thousands of values that were made up, cut and changed.
-module(asn1_values).
-export([main/0]).
-import(show, [result/2]).

main() ->
    [result({decode, B}, fun() -> asn1rt_nif:decode_ber_tlv(B) end) || B <-
        [<<>>, <<2>>, <<2, 1>>, <<2, 1, 5>>, <<2, 1, 5, 6>>, <<48, 3, 2, 1, 7>>, <<48, 4, 2, 1, 7>>, <<48, 128, 2, 1, 7, 0, 0>>, <<48, 128, 2, 1, 7>>, <<48, 128>>, <<48, 128, 0>>, <<31, 129, 1, 1, 9>>, <<31, 1, 1, 9>>,
         <<31, 255, 127, 1, 9>>, <<31, 131, 255, 127, 1, 9>>, <<31>>, <<31, 1>>, <<191, 129, 1, 2, 2, 0>>, <<2, 129, 1, 5>>, <<2, 132, 0, 0, 0, 1, 5>>, <<2, 133, 0, 0, 0, 0, 1, 5>>, <<2, 132, 255, 255, 255, 255, 1>>, <<2, 130, 1>>,
         <<4, 128, 1, 2, 0, 0>>, <<48, 6, 2, 1, 5, 48, 5, 1>>, <<48, 2, 2, 5, 1, 2, 3, 4, 5>>, <<224, 0>>, <<1, 2, 3:3>>, [1, [2]], foo, [<<48, 3>>, 2, 1, 7]]],
    [result({encode, T}, fun() -> asn1rt_nif:encode_ber_tlv(T) end) || T <-
        [{2, <<5>>}, {16, [{2, <<7>>}]}, {16, []}, {16, <<1, 2>>}, {65541, <<>>}, {131073, [{2, <<1>>}, {4, <<2, 3>>}]}, {196638, <<>>}, {31, <<1>>}, {127, <<1>>}, {128, <<1>>}, {16383, <<1>>}, {16384, <<1>>}, {65535, <<1>>},
         foo, {a, <<>>}, {2, binary:copy(<<1>>, 127)}, {2, binary:copy(<<1>>, 128)}, {16, [{2, binary:copy(<<1>>, 300)}]}]],
    [result({complete, B}, fun() -> asn1rt_nif:encode_per_complete(B) end) || B <-
        [<<>>, <<0>>, <<1>>, <<1, 0, 1>>, <<2>>, <<1, 2, 1>>, <<10, 3, 5>>, <<1, 10, 8, 255>>, <<1, 20, 2, 7, 8>>, <<20, 3, 1>>, <<21, 0, 2, 7, 8>>, <<30, 3, 2, 255, 248>>, <<1, 30, 3, 2, 255, 248>>, <<1, 30, 0, 2, 7, 9>>, <<31, 3, 0, 2, 255, 248>>,
         <<40, 5, 3, 1, 0, 1>>, <<40, 2, 3, 1, 0, 1>>, <<40, 20, 3, 1, 0, 1>>, <<40, 3, 3, 1, 0, 2>>, <<41, 5, 0, 3, 1, 0, 1>>, <<42, 0, 5, 3, 1, 0, 1>>, <<43, 0, 5, 0, 3, 1, 0, 1>>, <<45, 5, 1, 255>>, <<45, 12, 1, 255>>, <<1, 45, 12, 2, 255, 255>>,
         <<46, 0, 12, 2, 255, 240>>, <<47, 0, 12, 0, 2, 255, 240>>, <<3>>, foo, [1, [0], <<1>>]]],
    result("deep", fun() -> lists:usort([kind(catch asn1rt_nif:decode_ber_tlv(nested(N))) || N <- [1, 100, 500]]) end),
    result("too deep", fun() -> kind(catch asn1rt_nif:decode_ber_tlv(nested(20000))) end),
    rand:seed(exsss, {7, 8, 9}),
    result("values", fun() -> Vs = [value(3) || _ <- lists:seq(1, 2000)], {lists:all(fun(V) -> asn1rt_nif:decode_ber_tlv(asn1rt_nif:encode_ber_tlv(V)) =:= {V, <<>>} end, Vs), erlang:phash2([asn1rt_nif:encode_ber_tlv(V) || V <- Vs])} end),
    result("damaged", fun() ->
        Rs = [catch asn1rt_nif:decode_ber_tlv(mangle(asn1rt_nif:encode_ber_tlv(value(3)))) || _ <- lists:seq(1, 4000)],
        {[{K, length([1 || R <- Rs, kind(R) =:= K])} || K <- lists:usort([kind(R) || R <- Rs])], erlang:phash2([norm(R) || R <- Rs])} end),
    result("commands", fun() -> erlang:phash2([asn1rt_nif:encode_per_complete([command() || _ <- lists:seq(1, rand:uniform(12))]) || _ <- lists:seq(1, 3000)]) end).

nested(0) -> <<2, 1, 7>>;
nested(N) -> asn1rt_nif_like(nested(N - 1)).
asn1rt_nif_like(B) when byte_size(B) < 128 -> <<48, (byte_size(B)), B/binary>>;
asn1rt_nif_like(B) -> <<48, 131, (byte_size(B)):24, B/binary>>.

kind({'EXIT', {error, {asn1, {K, _}}}}) -> K;
kind({'EXIT', _}) -> exit;
kind({_, Rest}) -> {ok, byte_size(Rest) =:= 0}.
norm({'EXIT', {error, E}}) -> E;
norm(R) -> R.

value(Depth) ->
    Tag = (rand:uniform(4) - 1) * 65536 + case rand:uniform(3) of 1 -> rand:uniform(31) - 1; 2 -> rand:uniform(200); 3 -> rand:uniform(16383) end,
    case rand:uniform(3) of
        1 when Depth > 0 -> {Tag, [value(Depth - 1) || _ <- lists:seq(1, rand:uniform(5) - 1)]};
        _ -> {Tag, rand:bytes(case rand:uniform(20) of 1 -> rand:uniform(400); _ -> rand:uniform(12) - 1 end)}
    end.

mangle(B) ->
    case rand:uniform(3) of
        1 -> binary:part(B, 0, rand:uniform(byte_size(B)) - 1);
        _ -> N = rand:uniform(byte_size(B)) - 1, <<L:N/binary, _, R/binary>> = B, <<L/binary, (lists:nth(rand:uniform(8), [0, 1, 31, 48, 127, 128, 129, rand:uniform(255)])), R/binary>>
    end.

%% As generated code makes them: bits that are not used are 0.
command() ->
    N = rand:uniform(6),
    case rand:uniform(9) of
        1 -> 0;
        2 -> 1;
        3 -> 2;
        4 -> K = rand:uniform(8), [10, K, rand:uniform(1 bsl K) - 1];
        5 -> [20, N, rand:bytes(N)];
        6 -> [21, <<N:16>>, rand:bytes(N)];
        7 -> U = rand:uniform(8) - 1, X = rand:uniform(256) - 1, [30, U, N, rand:bytes(N - 1), (X bsr U) bsl U];
        8 -> [40, rand:uniform(10), N, [rand:uniform(2) - 1 || _ <- lists:seq(1, N)]];
        9 -> Bits = (N - 1) * 8 + rand:uniform(7), U = 8 * N - Bits, X = rand:uniform(256) - 1, [45, Bits, N, rand:bytes(N - 1), (X bsr U) bsl U]
    end.
