%% Every type test and guard BIF on values of every type, guards that fail instead of raising, andalso/orelse/and/or/not/xor.
%% The programs of this folder that include it are compiled in different ways.
-export([main/0]).
-import(show, [id/1]).
-record(r, {a, b = 2}).

main() ->
    Values = [{atom, a}, {bool, true}, {int, 5}, {neg, -5}, {big, 1 bsl 70}, {float, 2.5}, {nil, []}, {list, [1, 2]},
              {improper, [1 | 2]}, {tuple, {a, 1}}, {empty, {}}, {rec, #r{a = 1}}, {fakerec, {r, 1}}, {bin, <<1, 2>>},
              {bits, <<1:3>>}, {map, #{a => 1}}, {pid, self()}, {ref, make_ref()}, {func, fun(X) -> X end},
              {ext, fun erlang:self/0}],
    [io:format("~w: ~w ~w ~w~n", [N, types(id(V)), sizes(id(V)), logic(id(V))]) || {N, V} <- Values],
    io:format("~w~n", [[bools(id(A), id(B)) || A <- [true, false, other], B <- [true, false, other]]]),
    io:format("~w~n", [[in(id(X)) || X <- [0, 1, 5, 9, 10, 5.5, a, [], -1]]]),
    io:format("~w~n", [[{catch strict(id(A), id(B))} || A <- [true, false], B <- [true, false]]]),
    io:format("~w~n", [case catch strict(id(true), id(x)) of {'EXIT', {R, _}} -> R end]).

types(X) ->
    [N || {N, true} <- [{atom, is_atom(X)}, {bool, is_boolean(X)}, {int, is_integer(X)}, {float, is_float(X)}, {num, is_number(X)},
                        {list, is_list(X)}, {tuple, is_tuple(X)}, {bin, is_binary(X)}, {bits, is_bitstring(X)}, {map, is_map(X)},
                        {pid, is_pid(X)}, {ref, is_reference(X)}, {port, is_port(X)}, {func, is_function(X)},
                        {func0, is_function(X, 0)}, {func1, is_function(X, 1)}, {rec, is_record(X, r)}, {rec3, is_record(X, r, 3)}]].

sizes(X) ->
    [length_of(X), tuple_of(X), byte_of(X), bit_of(X), map_of(X), hd_of(X), element_of(X), abs_of(X), trunc_of(X), key_of(X), size_of(X)].

length_of(X) when length(X) > 1 -> more; length_of(X) when length(X) =< 1 -> less; length_of(_) -> no.
tuple_of(X) when tuple_size(X) =:= 2 -> two; tuple_of(X) when tuple_size(X) >= 0 -> other; tuple_of(_) -> no.
byte_of(X) when byte_size(X) > 1 -> more; byte_of(X) when byte_size(X) >= 0 -> less; byte_of(_) -> no.
bit_of(X) when bit_size(X) =:= 3 -> three; bit_of(X) when bit_size(X) > 0 -> more; bit_of(_) -> no.
map_of(X) when map_size(X) > 0 -> more; map_of(_) -> no.
hd_of(X) when hd(X) =:= 1, tl(X) =/= [] -> one; hd_of(_) -> no.
element_of(X) when element(2, X) =:= 1; element(1, X) =:= a -> yes; element_of(_) -> no.
abs_of(X) when abs(X) > 4 -> big; abs_of(X) when abs(X) < 4 -> small; abs_of(_) -> no.
trunc_of(X) when trunc(X) =:= 2 -> two; trunc_of(X) when round(X) =:= 5; floor(X) =:= -5; ceil(X) > 10 -> r; trunc_of(_) -> no.
key_of(X) when is_map_key(a, X) -> yes; key_of(X) when map_get(a, X) =:= 1 -> odd; key_of(_) -> no.
size_of(X) when size(X) =:= 2 -> two; size_of(_) -> no.

logic(X) when is_list(X) andalso hd(X) =:= 1 -> list1;
logic(X) when is_atom(X) orelse X > 100 -> atom_or_big;
logic(X) when not is_number(X), is_tuple(X) -> tuple;
logic(X) when (is_integer(X) and (X < 0)) or is_float(X) -> neg_or_float;
logic(X) when is_binary(X) xor is_bitstring(X) -> bits;
logic(#r{}) -> never;
logic(X) when X + 1 > 0 -> number;
logic(X) when node(X) =:= node() -> local;
logic(_) -> rest.

bools(A, B) ->
    [try A andalso B catch error:{E, V} -> {E, V} end, try A orelse B catch error:{E1, V1} -> {E1, V1} end,
     try A and B catch error:E2 -> E2 end, try A or B catch error:E3 -> E3 end,
     try A xor B catch error:E4 -> E4 end, try not A catch error:E5 -> E5 end].

in(X) when X >= 1, X =< 9, is_integer(X) -> in;
in(X) when X > 1; X == [] -> above;
in(_) -> out.

strict(A, B) -> (A and B) or (not A).
