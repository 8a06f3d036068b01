%% binary_to_term of cut and changed input: badarg or a term, as the real one decides.
-module(external_damaged).
-export([main/0]).
-import(show, [result/2]).

main() ->
    Good = [term_to_binary(T) || T <- [{a, [1, 2.5, "str"], <<"bin">>, #{k => v, 1 => [x]}}, [1 bsl 70, <<5:3>>, 'åäö'], lists:seq(1, 5), fun lists:map/2]],
    [result({cut, byte_size(B)}, fun() -> [N || N <- lists:seq(0, byte_size(B) - 1), ok =:= try binary_to_term(binary_part(B, 0, N)), ok catch error:badarg -> bad end] end) || B <- Good],
    [result({flip, byte_size(B)}, fun() -> [one(flip(B, I, X)) || I <- lists:seq(1, byte_size(B) - 1), X <- [1, 128, 255]] end) || B <- Good],
    Bad = [<<>>, <<131>>, <<130, 97, 1>>, <<131, 97>>, <<131, 98, 0, 0>>, <<131, 70, 127, 240, 0, 0, 0, 0, 0, 0>>, <<131, 70, 127, 248, 0, 0, 0, 0, 0, 0>>, <<131, 104, 5, 97, 1>>, <<131, 105, 255, 255, 255, 255>>,
           <<131, 108, 127, 255, 255, 255, 97>>, <<131, 107, 255, 255, 1>>, <<131, 109, 255, 255, 255, 255>>, <<131, 110, 255, 0, 1>>, <<131, 111, 255, 255, 255, 255, 0>>, <<131, 77, 0, 0, 0, 1, 9, 1>>, <<131, 77, 0, 0, 0, 1, 0, 1>>, <<131, 77, 0, 0, 0, 0, 3>>,
           <<131, 116, 255, 255, 255, 255>>, <<131, 119, 3, 255, 254, 253>>, <<131, 118, 0, 4, "ab">>, <<131, 100, 1, 0, 0:2048>>, <<131, 80, 0, 0, 0, 5, 1, 2, 3>>, <<131, 80, 255, 255, 255, 255, 120, 156>>, <<131, 113, 97, 1, 97, 2, 97, 3>>, <<131, 113, 119, 1, $a, 119, 1, $b, 97, 255>>,
           <<131, 113, 119, 1, $a, 119, 1, $b, 98, 0, 0, 1, 0>>, <<131, 88, 97, 1>>, <<131, 90, 0, 0>>, <<131, 112, 0, 0, 0, 4>>, <<131, 200>>, <<131, 82, 0>>, <<131, 68, 0>>, <<131, 108, 0, 0, 0, 1, 97, 1>>, <<131, 97, 1, 97, 2>>],
    [result(B, fun() -> binary_to_term(B) end) || B <- Bad],
    [result({safe, B}, fun() -> binary_to_term(B, [safe]) end) || B <- [<<131, 119, 3, "zqx">>, <<131, 116, 0, 0, 0, 1, 119, 3, "zqy", 97, 1>>, <<131, 113, 119, 3, "zqw", 119, 1, $b, 97, 1>>]],
    result("bits", fun() -> binary_to_term(<<131, 97, 1, 1:1>>) end).

one(B) -> try binary_to_term(B) of T -> erlang:phash2(show:norm(T), 1000) catch error:badarg -> bad end.
flip(B, I, X) -> <<A:I/binary, C, R/binary>> = B, <<A/binary, (C bxor X), R/binary>>.
