%% Building binaries: segments of all types and sizes, appending in a loop, wrong values with their causes.
%% The programs of this folder that include it are compiled in different ways.
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    N = id(16#123456789abcdef0), M = id(-2), F = id(1.5), B = id(<<"bin">>), Bits = id(<<5:3>>),
    [result({int, S}, fun() -> <<N:S, 0:(7 - (S + 7) rem 8)>> end) || S <- [0, 1, 7, 8, 9, 15, 16, 31, 32, 33, 60, 63, 64, 65, 100]],
    [result({little, S}, fun() -> <<N:S/little>> end) || S <- [1, 7, 8, 9, 12, 16, 20, 31, 32, 59, 64, 65, 100]],
    [result({neg, S}, fun() -> {<<M:S>>, <<M:S/little>>} end) || S <- [1, 8, 13, 64, 70]],
    [result({off, O}, fun() -> {<<1:O, N:33, 3:3>>, <<1:O, N:33/little>>, <<1:O, B/binary>>, <<1:O, F/float>>, <<1:O, Bits/bitstring, B/binary>>} end) || O <- [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    result("big", fun() -> X = id(1 bsl 100 + 12345), {<<X:128>>, <<X:64>>, <<X:101/little>>, <<(-X):128>>, <<(-X):104/little>>} end),
    result("floats", fun() -> {<<F/float>>, <<F:32/float>>, <<F:16/float>>, <<F:64/float-little>>, <<(id(3)):32/float>>, <<(id(1 bsl 70))/float>>} end),
    result("float rounding", fun() -> [<<X:32/float>> || X <- [0.1, 1.0e-45, 1.0e-46, 3.4028234e38, 16777217.0]] end),
    result("half", fun() -> [<<X:16/float>> || X <- [0.1, 65504.0, 6.0e-8, 1.0e-9, -2.5]] end),
    result("utf", fun() -> X = id(16#20ac), {<<X/utf8>>, <<X/utf16>>, <<X/utf16-little>>, <<X/utf32>>, <<X/utf32-little>>, <<16#1f600/utf16>>} end),
    result("utf sizes", fun() -> [<<X/utf8>> || X <- [0, 127, 128, 2047, 2048, 65535, 65536, 16#10ffff]] end),
    result("strings", fun() -> {<<"abc">>, <<"å"/utf8>>, <<"abc":16>>, <<"ab":16/little>>, <<"a", 1:4, "b">>} end),
    result("whole and part", fun() -> Big = <<"abcdefgh">>, S = id(3), {<<Big:S/binary>>, <<Big:2/binary-unit:4>>, <<Bits/bits, Big:4/bits>>} end),
    result("append loop", fun() -> X = loop(1000, <<>>), {byte_size(X), erlang:crc32(X)} end),
    result("append bits loop", fun() -> X = bits(1000, <<>>), {bit_size(X), erlang:phash2(X)} end),
    result("append twice", fun() -> X = <<(id(<<"a">>))/binary, "b">>, Y = <<X/binary, "c">>, Z = <<X/binary, "d">>, W = <<Y/binary, "e">>, {X, Y, Z, W} end),
    result("append shared", fun() -> X = loop(100, <<>>), Ys = [<<X/binary, I>> || I <- [1, 2, 3]], {[erlang:crc32(Y) || Y <- Ys], erlang:crc32(X)} end),
    result("append in process", fun() -> X = loop(100, <<>>), Y = show:call(fun() -> <<X/binary, "child">> end), Z = <<X/binary, "parent">>, {erlang:crc32(Y), erlang:crc32(Z)} end),
    result("append sub", fun() -> <<S:10/binary, _/binary>> = loop(100, <<>>), {<<S/binary, "!">>, S} end),
    result("append after gc", fun() -> X = loop(200, <<>>), erlang:garbage_collect(), Y = <<X/binary, 1>>, erlang:garbage_collect(), {byte_size(X), byte_size(Y), erlang:crc32(Y)} end),
    result("comprehension", fun() -> << <<(X band 15):4>> || <<X>> <= loop(10, <<>>) >> end),
    result("nested", fun() -> <<(<<1, 2>>)/binary, (<< <<3>> || _ <- [1, 2] >>)/binary>> end),
    result("size 0", fun() -> <<5:0, (id(<<>>))/binary>> end),
    result("huge size", fun() -> S = id(1 bsl 66), <<0:S/unit:1>> end),
    result("negative size", fun() -> S = id(-8), <<0:S>> end),
    result("atom size", fun() -> S = id(a), <<0:S>> end),
    result("atom value", fun() -> <<(id(a)):8>> end),
    result("float as int", fun() -> <<(id(1.0)):8>> end),
    result("int as float64", fun() -> <<(id(5))/float>> end),
    result("atom as float", fun() -> <<(id(a))/float>> end),
    result("int too big as float", fun() -> <<(id(1 bsl 1024))/float>> end),
    result("list as binary", fun() -> <<(id([1]))/binary>> end),
    result("bits as binary", fun() -> <<(id(<<1:3>>))/binary>> end),
    result("short binary", fun() -> <<(id(<<1>>)):2/binary>> end),
    result("bad utf8", fun() -> <<(id(16#d800))/utf8>> end),
    result("bad utf16", fun() -> <<(id(16#110000))/utf16>> end),
    result("bad utf32", fun() -> <<(id(-1))/utf32>> end),
    result("utf of atom", fun() -> <<(id(a))/utf8>> end),
    [result({cause, K}, fun() -> try Fn() catch error:R:S -> {R, proplists:get_value(error_info, element(4, hd(S)))} end end) || {K, Fn} <- causes()].

causes() ->
    [{type, fun() -> <<1, (id(a)):8>> end}, {size, fun() -> <<1, 2:(id(-1))>> end}, {binary, fun() -> <<1, (id(x))/binary>> end}, {short, fun() -> <<(id(<<1>>)):9/binary>> end},
     {unit, fun() -> <<(id(<<1:1>>))/binary>> end}, {utf8, fun() -> <<(id(-1))/utf8>> end}, {float, fun() -> <<(id([]))/float>> end}, {no_float, fun() -> <<1:8, (id(1.0e300)):16/float>> end}].

loop(0, B) -> B;
loop(N, B) -> loop(N - 1, <<B/binary, N:16>>).
bits(0, B) -> B;
bits(N, B) -> bits(N - 1, <<B/bitstring, N:5>>).
