%% Bit syntax: every type, unit, sign and endianness with constant and computed sizes, tails, utf, floats of all widths, errors of building.
%% The programs of this folder that include it are compiled in different ways.
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    B = id(<<16#12, 16#34, 16#56, 16#78, 16#9a, 16#bc, 16#de, 16#f0, 16#ff>>),
    [result({int, S}, fun() -> N = id(S), <<A:N, Ra/bits>> = B, <<C:N/signed, _/bits>> = B, <<D:N/little, _/bits>> = B, <<E:N/signed-little, _/bits>> = B, <<F:N/native, _/bits>> = B, {A, C, D, E, F, bit_size(Ra), <<A:N>>, <<D:N/little>>, <<C:N/signed>>} end) || S <- [0, 1, 3, 7, 8, 9, 15, 16, 17, 24, 31, 32, 33, 48, 59, 60, 63, 64, 65, 71, 72]],
    [result({fixed, K}, fun() -> fixed(K, B) end) || K <- lists:seq(1, 14)],
    [result({shifted, O}, fun() -> <<_:O, A:13, C:9/signed-little, D:20/little, R/bits>> = B, {A, C, D, R} end) || O <- lists:seq(0, 9)],
    [result({build, S, V}, fun() -> N = id(S), X = id(V), {<<X:N>>, <<X:N/little>>, <<1:1, X:N, 1:1>>, <<1:3, X:N/little>>} end) || S <- [0, 1, 5, 8, 12, 16, 31, 33, 64, 70], V <- [0, 1, -1, 255, -256, 16#123456789abcdef0, -(1 bsl 80)]],
    [result({float, S}, fun() -> X = id(V), F = <<X:S/float>>, L = <<X:S/float-little>>, <<A:S/float>> = F, <<C:S/float-little>> = L, {F, L, A, C} end) || S <- [16, 32, 64], V <- [1.5, -0.0, 1.0e-3, 65504.0]],
    [result({float_of, V}, fun() -> X = id(V), {<<X/float>>, <<X:32/float>>} end) || V <- [1, -7, 1 bsl 60, 1 bsl 100, 0]],
    result("float too big", fun() -> X = id(1.0e300), <<X:32/float>> end),
    result("float bad size", fun() -> N = id(17), <<1.0:N/float>> end),
    result("float of big int", fun() -> X = id(1 bsl 2000), <<X/float>> end),
    [result({nan, N}, fun() -> case <<16#7ff8:16, 0:48>> of <<F/float>> -> F; _ -> nomatch end end) || N <- [1]],
    result("inf and nan do not match", fun() -> [case X of <<F:64/float>> -> F; <<F:32/float>> -> F; <<F:16/float>> -> F; _ -> none end || X <- [<<16#7ff0:16, 0:48>>, <<16#7f80:16, 0:16>>, <<16#7c00:16>>, <<16#3c00:16>>, <<0:63, 1:1>>]] end),
    result("binary parts", fun() -> N = id(2), <<A:N/binary, C:1/binary, D:N/binary-unit:4, R/binary>> = B, {A, C, D, R} end),
    result("bits parts", fun() -> N = id(5), <<A:N/bits, C:3/bits, D:N/bitstring, R/bits>> = B, {A, C, D, R} end),
    result("units", fun() -> [begin N = id(3), <<A:N/integer-unit:5, R/bits>> = B, {A, R} end, begin <<A:2/unit:16, _/binary>> = B, A end, <<5:3/unit:4>>, <<(id(<<1, 2, 3, 4>>)):2/binary-unit:16>>, <<(id(<<1:7>>)):7/binary-unit:1>>] end),
    result("tail units", fun() -> [case X of <<_:3, R/binary>> -> {bin, R}; <<_:3, R/bits>> -> {bits, R} end || X <- [<<0:11>>, <<0:12>>, <<1:3>>]] ++ [case X of <<R/binary-unit:16>> -> {u16, R}; <<R/binary-unit:8>> -> {u8, R}; <<R/bits>> -> {u1, R} end || X <- [<<1, 2>>, <<1>>, <<1:1>>]] end),
    [result({utf, C}, fun() -> X = id(C), {<<X/utf8>>, <<X/utf16>>, <<X/utf16-little>>, <<X/utf32>>, <<X/utf32-little>>} end) || C <- [0, $a, 16#7f, 16#80, 16#7ff, 16#800, 16#d7ff, 16#e000, 16#ffff, 16#10000, 16#10ffff, 16#d800, 16#110000, -1, x]],
    result("utf match", fun() -> [[C || <<C/utf8>> <= X] || X <- [<<"aé€𐍈"/utf8>>, <<255>>, <<"a", 16#c0, 16#80>>, <<16#ed, 16#a0, 16#80>>, <<"a", 16#e2, 16#82>>]] end),
    result("utf16 match", fun() -> [case X of <<C/utf16, R/binary>> -> {C, R}; _ -> bad end || X <- [<<0, $a>>, <<16#d8, 0, 16#dc, 0>>, <<16#d8, 0>>, <<16#dc, 0, 1, 2>>, <<16#d8, 0, 0, 1>>]] end),
    result("utf32 match", fun() -> [case X of <<C/utf32>> -> C; <<C/utf32-little>> -> {little, C}; _ -> bad end || X <- [<<0, 0, 0, 65>>, <<65, 0, 0, 0>>, <<0, 17, 0, 0>>, <<0, 0, 16#d8, 0>>]] end),
    result("utf literals", fun() -> [<<"aé"/utf8>>, <<"aé"/utf16>>, <<"é">>, <<"ab":16>>, <<"ab"/little-utf32>>] end),
    result("size from the data", fun() -> [case X of <<N, S:N/binary, R/binary>> -> {N, S, R}; _ -> short end || X <- [<<2, "abc">>, <<0>>, <<9, 1>>]] end),
    result("sizes chained", fun() -> <<A:4, C:A, D:C/unit:2, R/bits>> = id(<<4:4, 3:4, 5:6, 7:5>>), {A, C, D, R} end),
    result("size expressions", fun() -> N = id(3), <<A:(N + 5), C:(N * 2)/bits, _/bits>> = B, {A, C} end),
    [result({bad_build, I}, fun() -> F() end) || {I, F} <- lists:enumerate([fun() -> <<(id(a))>> end, fun() -> <<(id(1.5)):8>> end, fun() -> <<1:(id(-1))>> end, fun() -> <<1:(id(x))>> end, fun() -> <<(id(5))/binary>> end, fun() -> <<(id(<<1>>)):2/binary>> end, fun() -> <<(id(<<1:3>>))/binary>> end, fun() -> <<(id(a))/float>> end, fun() -> <<(id([]))/bits>> end, fun() -> <<1:(id(1 bsl 70))>> end, fun() -> <<(id(<<>>)):(id(-1))/binary>> end])],
    [result({bad_match, I}, fun() -> N = id(V), case B of <<_:N, _/bits>> -> yes; _ -> no end end) || {I, V} <- lists:enumerate([-1, a, 1.0, 1 bsl 70, 73])],
    result("signed extremes", fun() -> [begin <<A:N/signed>> = <<-1:N>>, <<C:N/signed>> = <<(1 bsl (N - 1)):N>>, {A, C} end || N <- [1, 8, 32, 59, 60, 61, 64, 65, 128]] end),
    result("comparison", fun() -> [X < Y || X <- [<<>>, <<0:1>>, <<0>>, <<1:1>>, <<255>>, <<0, 0>>], Y <- [<<>>, <<0:1>>, <<128>>, <<0>>]] end),
    result("comprehensions", fun() -> {<< <<X:4>> || X <- lists:seq(0, 9) >>, << <<Y, X>> || <<X, Y>> <= B >>, [X || <<X:5>> <= B], << <<X:N>> || {X, N} <- [{1, 1}, {2, 2}, {3, 5}, {9, 8}] >>, << <<X/utf8>> || X <- [$a, 233, 8364] >>} end),
    result("comprehension with filters", fun() -> << <<X>> || <<X>> <= B, X band 1 =:= 0, X > 16#50 >> end),
    result("nested comprehensions", fun() -> [ << <<(X + Y)>> || Y <- [0, 1] >> || <<X>> <= <<1, 10, 100>>] end),
    result("accumulating", fun() -> F = fun F(0, Acc) -> Acc; F(N, Acc) -> F(N - 1, <<Acc/bits, N:3>>) end, R = F(100, <<>>), {bit_size(R), erlang:phash2(R)} end),
    result("sharing is safe", fun() -> X = <<1, 2, 3>>, Y = <<X/binary, 4>>, Z = <<X/binary, 5>>, W = <<Y/binary, 6>>, {X, Y, Z, W} end),
    result("context reuse", fun() -> parse(<<"key=val;k2=v2;broken">>, <<>>, []) end).

fixed(1, <<A:1, B:2, C:5, _/bits>>) -> {A, B, C};
fixed(2, <<A:16/little, B:16/big, _/bits>>) -> {A, B};
fixed(3, <<A:12/signed, B:12/signed-little, _/bits>>) -> {A, B};
fixed(4, <<A:64/signed, R/binary>>) -> {A, R};
fixed(5, <<A:64/little-unsigned, _/binary>>) -> A;
fixed(6, <<A:3/binary, B:3/bits, C/bits>>) -> {A, B, C};
fixed(7, <<_:7, A:8, B:32/little, _/bits>>) -> {A, B};
fixed(8, <<A:72>>) -> A;
fixed(9, <<A:72/little-signed>>) -> A;
fixed(10, <<A:32/float, _/bits>>) -> A;
fixed(11, <<_:4, A:32/float-little, _/bits>>) -> is_float(A);
fixed(12, <<16#12, 16#34:8, A/binary>>) -> A;
fixed(13, <<16#1234:16, 5:4, A/bits>>) -> A;
fixed(_, X) -> byte_size(X).
parse(<<>>, K, Acc) -> lists:reverse([{rest, K} | Acc]);
parse(<<$=, R/binary>>, K, Acc) -> {V, R2} = value(R, <<>>), parse(R2, <<>>, [{K, V} | Acc]);
parse(<<C, R/binary>>, K, Acc) -> parse(R, <<K/binary, C>>, Acc).
value(<<$;, R/binary>>, V) -> {V, R};
value(<<C, R/binary>>, V) -> value(R, <<V/binary, C>>);
value(<<>>, V) -> {V, <<>>}.
