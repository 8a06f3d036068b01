%% Every size from 0 to 70 bits, at every bit offset, both byte orders, both signs: build, match and compare.
%% The programs of this folder that include it are compiled in different ways.
-export([main/0]).
-import(show, [id/1]).

main() ->
    Values = [0, 1, 5, 16#ff, 16#1234, 16#deadbeef, 16#0123456789abcdef, 1 bsl 63, (1 bsl 66) - 3, -1, -77, -(1 bsl 62)],
    [io:format("~w: ~w~n", [O, erlang:phash2([one(id(O), id(S), id(V)) || S <- lists:seq(0, 70), V <- Values])]) || O <- lists:seq(0, 9)],
    io:format("slices: ~w~n", [erlang:phash2([slice(id(binary:copy(<<16#a5, 16#3c>>, 8)), id(O), id(S)) || O <- lists:seq(0, 40), S <- lists:seq(0, 70)])]),
    io:format("joins: ~w~n", [erlang:phash2([join(id(A), id(B)) || A <- lists:seq(0, 33), B <- lists:seq(0, 33)])]),
    io:format("floats: ~w~n", [[float_at(id(O), id(F)) || O <- lists:seq(0, 8), F <- [1.5, -0.1]]]).

one(O, S, V) ->
    B = <<0:O, V:S, 5:3>>,
    L = <<0:O, V:S/little, 5:3>>,
    <<_:O, X:S, 5:3>> = B,
    <<_:O, Y:S/signed, _/bits>> = B,
    <<_:O, Z:S/little, 5:3>> = L,
    <<_:O, W:S/little-signed, _/bits>> = L,
    true = X =:= Z, true = Y =:= W,
    {B, L, X, Y}.

slice(B, O, S) ->
    <<_:O, X:S/bitstring, R/bitstring>> = B,
    <<N:S>> = X,
    {X, N, bit_size(R), X =:= <<N:S>>, [C || <<C:3>> <= X]}.

join(A, B) ->
    X = <<(16#5a5a5a5a5):A>>, Y = <<(16#3c3c3c3c3):B>>,
    Z = <<X/bitstring, Y/bitstring>>,
    true = bit_size(Z) =:= A + B,
    {Z, Z =:= <<X/bits, Y/bits>>, X < Y, Z > X}.

float_at(O, F) -> <<_:O, G/float, 1:1>> = <<0:O, F/float, 1:1>>, <<_:O, H:32/float-little, 1:1>> = <<0:O, F:32/float-little, 1:1>>, {G, H}.
