%% Matching binaries and bitstrings: segments of all types, sizes, signs and byte orders, in clauses and expressions.
%% The programs of this folder that include it are compiled in different ways.
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    B = id(<<1, 2, 3, 4, 5, 6, 7, 8, 250, 251, 252, 253>>),
    result("bytes", fun() -> <<A, C, R/binary>> = B, {A, C, R} end),
    [result({int, S}, fun() -> <<A:S, _/bitstring>> = B, <<C:S/little, _/bitstring>> = B, <<_:64, D:S/signed, _/bitstring>> = <<B/binary, B/binary>>, <<_:64, E:S/signed-little, _/bitstring>> = <<B/binary, B/binary>>, {A, C, D, E} end) || S <- [1, 3, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 59, 60, 61, 63, 64, 65, 72, 80, 96]],
    [result({off, O}, fun() -> <<_:O, A:5, C:11/signed, D:16/little, E:7/bitstring, R/bits>> = B, {A, C, D, E, bit_size(R)} end) || O <- [0, 1, 2, 3, 4, 5, 6, 7, 8, 13]],
    result("float 64", fun() -> <<F/float, G:64/float-little, R/binary>> = id(<<1.5:64/float, -2.25:64/float-little, 9>>), {F, G, R} end),
    result("float 32", fun() -> <<F:32/float, G:32/float-little>> = id(<<1.5:32/float, 0.1:32/float-little>>), {F, G} end),
    result("float 16", fun() -> <<F:16/float, G:16/float-little>> = id(<<1.5:16/float, -0.1:16/float-little>>), {F, G} end),
    result("float unaligned", fun() -> <<_:3, F/float, _:5>> = id(<<0:3, 3.25/float, 0:5>>), F end),
    result("float nan", fun() -> case id(<<16#7ff8000000000000:64>>) of <<F/float>> -> {float, F}; <<N:64>> -> {int, N} end end),
    result("float inf", fun() -> case id(<<16#7ff0000000000000:64>>) of <<F/float>> -> {float, F}; <<N:64>> -> {int, N} end end),
    result("size from match", fun() -> <<N, S:N/binary, M:16, T:M/binary, R/binary>> = id(<<3, "abc", 0, 2, "de", "rest">>), {S, T, R} end),
    result("size expression", fun() -> <<N, S:(N * 2)/binary, _/binary>> = id(<<2, "abcdef">>), S end),
    result("size unit", fun() -> <<N, S:N/binary-unit:4, R/bits>> = id(<<3, "abc">>), {S, R} end),
    result("size var", fun() -> Z = id(12), <<X:Z, R/bits>> = B, {X, bit_size(R)} end),
    result("size too large", fun() -> case B of <<100, _:100/binary>> -> a; <<_:200/binary, _/binary>> -> b; <<_:12/binary>> -> exact end end),
    result("size negative", fun() -> Z = id(-1), case B of <<_:Z/binary, _/binary>> -> a; _ -> b end end),
    result("size atom", fun() -> Z = id(a), case B of <<_:Z, _/binary>> -> a; _ -> b end end),
    result("literal", fun() -> [lit(X) || X <- [<<"GET /">>, <<"POST /x">>, <<"PO">>, <<"">>, <<"GETX">>, <<"PUT é"/utf8>>]] end),
    result("int value", fun() -> [kind(X) || X <- [<<0:8, 1:8>>, <<1:8, 5:16>>, <<2:8, 1:4, 3:4>>, <<3>>, <<255, 255, 255, 255>>, <<4:3>>, <<>>, a, [1]]] end),
    result("same var", fun() -> [case X of <<A, A>> -> {same, A}; <<A, C>> -> {diff, A, C}; _ -> none end || X <- [<<1, 1>>, <<1, 2>>, <<1>>]] end),
    result("tail bits", fun() -> [tail(X) || X <- [<<1:9>>, <<1:16>>, <<1:1>>, <<>>]] end),
    result("sum", fun() -> sum(binary:copy(<<1, 2, 3>>, 1000), 0) end),
    result("words", fun() -> words(<<"the quick  brown fox">>, <<>>, []) end),
    result("utf8", fun() -> utf8(<<"aé€😀z"/utf8>>, []) end),
    result("utf8 bad", fun() -> [utf8(X, []) || X <- [<<255>>, <<16#c3>>, <<16#e2, 16#82>>, <<16#ed, 16#a0, 16#80>>, <<16#f4, 16#90, 16#80, 16#80>>, <<16#c0, 16#80>>, <<"a", 128>>]] end),
    result("utf16", fun() -> {[C || <<C/utf16>> <= id(<<"aé€😀"/utf16>>)], [C || <<C/utf16-little>> <= id(<<"aé€😀"/utf16-little>>)]} end),
    result("utf16 bad", fun() -> [case X of <<C/utf16, _/binary>> -> C; _ -> bad end || X <- [<<16#d8, 0>>, <<16#dc, 0, 0, 0>>, <<16#d8, 0, 0, 1>>, <<0>>]] end),
    result("utf32", fun() -> {[C || <<C/utf32>> <= id(<<"aé€😀"/utf32>>)], [C || <<C/utf32-little>> <= id(<<"aé€"/utf32-little>>)]} end),
    result("utf32 bad", fun() -> [case X of <<C/utf32>> -> C; _ -> bad end || X <- [<<16#d800:32>>, <<16#110000:32>>, <<-1:32>>]] end),
    result("utf skip", fun() -> <<_/utf8, _/utf8, R/binary>> = id(<<"é€x"/utf8>>), R end),
    result("context reuse", fun() -> parse(<<3, "abc", 1, "z", 0, 2, "hi">>, []) end),
    result("context kept", fun() -> {R1, R2} = two(<<1, 2, 3, 4>>), {R1, R2} end),
    result("ipv4", fun() -> ipv4(<<4:4, 5:4, 0, 28:16, 7:16, 2:3, 0:13, 64, 6, 0:16, 10, 0, 0, 1, 192, 168, 1, 1, "payload!">>) end),
    result("not binary", fun() -> <<X/binary>> = id([1]), X end),
    result("bits as binary", fun() -> case id(<<1:4>>) of <<X/binary>> -> {b, X}; <<X/bitstring>> -> {bits, X} end end),
    result("unit 16", fun() -> [case X of <<_/binary-unit:16>> -> even; _ -> odd end || X <- [<<>>, <<1>>, <<1, 2>>, <<1, 2, 3>>]] end),
    result("large int", fun() -> <<X:800, _/binary>> = binary:copy(<<171>>, 120), X end),
    result("large signed", fun() -> <<X:800/signed-little, _/binary>> = binary:copy(<<171>>, 120), X end),
    result("zero size", fun() -> <<X:0, Y:0/binary, R/binary>> = id(<<1>>), {X, Y, R} end).

lit(<<"GET ", R/binary>>) -> {get, R};
lit(<<"POST ", R/binary>>) -> {post, R};
lit(<<"PUT é"/utf8>>) -> put;
lit(<<>>) -> empty;
lit(<<X:2/binary>>) -> {two, X};
lit(X) -> {other, X}.
kind(<<0, X>>) -> {zero, X};
kind(<<1, X:16>>) -> {one, X};
kind(<<2, X:4, Y:4>>) -> {two, X, Y};
kind(<<X:32/signed>>) -> {long, X};
kind(<<X:3>>) -> {bits, X};
kind(<<X, _/binary>>) -> {byte, X};
kind(X) -> {other, X}.
tail(<<X, R:1/bits>>) -> {nine, X, R};
tail(<<X:8, R/bytes>>) -> {bytes, X, R};
tail(<<R/bits>>) -> {bits, R}.
sum(<<X, R/binary>>, S) -> sum(R, S + X);
sum(<<>>, S) -> S.
words(<<$\s, R/binary>>, <<>>, Acc) -> words(R, <<>>, Acc);
words(<<$\s, R/binary>>, W, Acc) -> words(R, <<>>, [W | Acc]);
words(<<C, R/binary>>, W, Acc) -> words(R, <<W/binary, C>>, Acc);
words(<<>>, W, Acc) -> lists:reverse([W | Acc]).
utf8(<<C/utf8, R/binary>>, A) -> utf8(R, [C | A]);
utf8(<<>>, A) -> lists:reverse(A);
utf8(R, A) -> {bad, lists:reverse(A), R}.
parse(<<N, S:N/binary, R/binary>>, A) -> parse(R, [S | A]);
parse(<<>>, A) -> lists:reverse(A).
two(<<_, R1/binary>> = B) -> <<_, _, R2/binary>> = B, erlang:garbage_collect(), {R1, R2}.
ipv4(<<4:4, L:4, _Tos, Len:16, Id:16, F:3, O:13, Ttl, P, _Sum:16, S:4/binary, D:4/binary, R/binary>>) when L >= 5 ->
    Opts = 4 * (L - 5), Data = Len - 4 * L,
    <<_:Opts/binary, Payload:Data/binary, _/binary>> = R,
    {L, Len, Id, F, O, Ttl, P, binary_to_list(S), binary_to_list(D), Payload}.
