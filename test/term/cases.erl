%% Calls of BIFs on numbers and whole terms with random arguments and what they give on the real Erlang:
%% cases:write(File, Seed) writes term_to_binary([{Module, Function, Args, {ok, Result} | {error, Reason}}]).
-module(cases).
-export([write/2]).

write(File, Seed) ->
    rand:seed(exsss, {Seed, Seed, Seed}),
    Cases = [call(M, F, [arg(A) || A <- As]) || {N, M, F, As} <- specs(), _ <- lists:seq(1, N)],
    ok = file:write_file(File, term_to_binary(Cases)).

call(M, F, As) ->
    R = try {ok, apply(M, F, As)} catch error:E -> {error, E} end,
    {M, F, As, R}.

specs() ->
    [{250, erlang, F, [number, number]} || F <- ['+', '-', '*', '/', '<', '=<', '>', '>=', '==', '/=', '=:=', '=/=']] ++
    [{250, erlang, F, [int, int]} || F <- ['div', 'rem', 'band', 'bor', 'bxor']] ++
    [{100, erlang, F, [huge, huge]} || F <- ['*', 'div', 'rem', '+', '-']] ++
    [{200, erlang, F, [int, shift]} || F <- ['bsl', 'bsr']] ++
    [{100, erlang, F, [number]} || F <- ['+', '-', 'bnot', abs, float, trunc, round, floor, ceil]] ++
    [{30, erlang, F, [any]} || F <- [abs, 'bnot', float, trunc, is_atom, is_binary, is_bitstring, is_boolean, is_float,
        is_function, is_integer, is_list, is_map, is_number, is_pid, is_port, is_reference, is_tuple]] ++
    [{60, erlang, is_function, [any, int]}, {60, erlang, is_record, [tuple, atom]}, {60, erlang, is_record, [tuple, atom, small]}] ++
    [{30, erlang, F, [bool, bool]} || F <- ['and', 'or', 'xor']] ++ [{9, erlang, 'not', [bool]}] ++
    [{300, erlang, F, [any, any]} || F <- ['<', '==', '=:=', '>=']] ++
    [{500, erts_internal, cmp_term, [any, any]}, {500, erts_internal, cmp_term, [identity, identity]},
     {300, erlang, '==', [alike, alike]}, {300, erts_internal, cmp_term, [alike, alike]}, {300, erlang, '<', [alike, alike]},
     {40, erts_internal, cmp_term, [bigmap, bigmap]},
     {800, erlang, phash2, [any]}, {300, erlang, phash2, [any, {const, 1 bsl 32}]}, {300, erlang, phash2, [any, int]},
     {200, erlang, phash2, [identity, {const, 1 bsl 32}]}, {30, erlang, phash2, [bigmap]},
     {200, erlang, phash2, [number, {const, 1 bsl 32}]}, {100, erlang, phash2, [bytes, {const, 1 bsl 32}]},
     {800, erlang, term_to_binary, [flat]}, {100, erlang, term_to_binary, [identity]}, {100, erlang, term_to_binary, [number]},
     {200, erlang, term_to_binary, [flat, options]}, {200, erlang, external_size, [flat]},
     {40, erlang, term_to_binary, [repeated, {const, [compressed]}]}, {100, erlang, term_to_binary, [short, {const, [compressed]}]},
     {20, erlang, term_to_binary, [repeated, level]}, {400, erlang, binary_to_term, [external]}, {400, erlang, binary_to_term, [damaged]},
     {400, erlang, binary_to_term, [trailing, {const, [used]}]}, {200, erlang, binary_to_term, [old]},
     {30, erlang, binary_to_term, [packed, {const, [used]}]}, {30, erlang, binary_to_term, [existing, {const, [safe]}]}, {5, erlang, binary_to_term, [unknown, {const, [safe]}]}].

arg({const, T}) -> T;
arg(number) -> case rand:uniform(3) of 1 -> float1(); _ -> arg(int) end;
arg(small) -> rand:uniform(6) - 1;
arg(shift) -> case rand:uniform(10) of 1 -> sign(pick([1 bsl 70, 1 bsl 40, 1000000000000])); _ -> rand:uniform(400) - 200 end;
arg(int) ->
    case rand:uniform(8) of
        1 -> rand:uniform(20) - 10;
        2 -> sign(rand:uniform(1 bsl 31));
        3 -> sign((1 bsl pick([27, 28, 31, 32, 53, 58, 59, 60, 63, 64, 127, 128])) + rand:uniform(5) - 3);
        4 -> sign(bits(rand:uniform(64)));
        5 -> sign(bits(rand:uniform(130)));
        6 -> sign(bits(rand:uniform(2000)));
        7 -> 0;
        8 -> sign((bits(64) bsl 64) bor ((1 bsl 64) - 1))
    end;
arg(huge) -> sign(bits(pick([500, 2500, 6000, 9000, 20000])) bsr rand:uniform(64));
arg(bool) -> pick([true, false, true, false, other, 1]);
arg(bytes) -> list_to_binary([rand:uniform(256) - 1 || _ <- lists:seq(1, rand:uniform(40) - 1)]);
arg(bits) -> B = arg(bytes), N = rand:uniform(8) - 1, <<B/binary, (rand:uniform(256)):N>>;
arg(odd) -> B = arg(bits), N = rand:uniform(8) - 1, case B of <<_:N, R/bitstring>> -> R; _ -> B end;
arg(atom) -> pick([a, b, aa, abc, '', 'å', 'åb', 'Ωx', 'x Ω', true, false, ok, list_to_atom(lists:duplicate(200, $z)),
                   list_to_atom(lists:duplicate(100, 960))]);
arg(identity) -> pick([fun pid/0, fun port/0, fun ref/0], apply);
arg(tuple) -> list_to_tuple([pick([a, b, x]) || _ <- lists:seq(1, rand:uniform(4) - 1)]);
arg(any) -> any(3);
arg(alike) ->
    pick([{a, pick([1, 1.0, 2, 2.0, 1 bsl 60, float(1 bsl 60), (1 bsl 60) + 1])}, #{pick([1, 1.0, 2]) => pick([1, 1.0, 2.0]), k => 2},
          #{pick([1, 1.0]) => 0, pick([2, 2.0, a]) => pick([1, 1.0])},
          [pick([1, 1.0]) | pick([[], 1, 1.0, [2.0]])], [1, 2, pick([3, 3.0, a])], <<1, 2, (rand:uniform(3)):3>>, <<1, 2>>,
          {pick([0.0, -0.0, 0])}, pick([#{}, {}, [], "", <<>>]), maps:from_list([{K, pick([K, float(K)])} || K <- lists:seq(1, 40)])]);
arg(bigmap) -> maps:from_list([{any(2), any(1)} || _ <- lists:seq(1, 30 + rand:uniform(60))]);
arg(flat) -> T = any(3), case has_bigmap(T) of true -> arg(flat); false -> T end;
arg(repeated) -> lists:duplicate(rand:uniform(500), plain());
%% Just long enough to be compressed, or not.
arg(short) -> lists:duplicate(rand:uniform(20), pick([a, 0, <<0:80>>, abc]));
arg(level) -> [{compressed, rand:uniform(10) - 1}];
arg(options) -> pick([[], [deterministic], [{minor_version, 0}], [{minor_version, 1}], [{minor_version, 2}], [foo], foo, [{minor_version, 3}]]);
arg(external) -> term_to_binary(any(3));
arg(existing) -> term_to_binary({arg(atom), arg(int), arg(bits)});
arg(unknown) -> <<131, 100, 12:16, "neverseen", (rand:bytes(3))/binary>>;
arg(packed) -> <<(term_to_binary(lists:duplicate(200, any(2)), [compressed]))/binary, 1, 2, 3>>;
arg(trailing) -> <<(arg(external))/binary, (arg(bytes))/binary>>;
arg(damaged) ->
    B = arg(external), At = rand:uniform(byte_size(B)) - 1,
    case rand:uniform(3) of
        1 -> binary:part(B, 0, At);
        _ -> <<A:At/binary, _, C/binary>> = B, <<A/binary, (pick([0, 1, 80, 97, 104, 106, 107, 108, 109, 110, 116, 119, 131, 255, rand:uniform(255)])), C/binary>>
    end;
arg(old) ->
    Node = pick([<<100, 3:16, "a@b">>, <<115, 3, "a@b">>, <<119, 3, "a@b">>, <<118, 3:16, "a@b">>, <<100, 13:16, "nonode@nohost">>]),
    pick([<<131, 115, 3, "abc">>, <<131, 115, 2, 229, 230>>, <<131, 99, "1.50000000000000000000e+00", 0:40>>,
          <<131, 103, Node/binary, 5:32, 1:32, (rand:uniform(4) - 1)>>, <<131, 102, Node/binary, 5:32, (rand:uniform(4) - 1)>>,
          <<131, 101, Node/binary, 5:32, (rand:uniform(4) - 1)>>, <<131, 114, 3:16, Node/binary, 1, 1:32, 2:32, 3:32>>,
          <<131, 114, 2:16, Node/binary, 0, 1:32, 2:32>>, <<131, 90, 5:16, Node/binary, 1:32, 1:32, 2:32, 3:32, 4:32, 5:32>>,
          <<131, 120, Node/binary, (rand:uniform(1 bsl 50)):64, 7:32>>, <<131, 110, 3, 0, 1, 0, 0>>, <<131, 110, 0, 0>>,
          <<131, 111, 12:32, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0>>, <<131, 110, 8, 1, 0, 0, 0, 0, 0, 0, 0, 8>>, <<131, 105, 2:32, 97, 1, 106>>, <<131, 108, 0:32, 97, 1>>,
          <<131, 107, 0:16>>, <<131, 77, 0:32, 0>>, <<131, 77, 1:32, 8, 255>>, <<131, 77, 1:32, 3, 255>>, <<131, 77, 1:32, 9, 255>>,
          <<131, 116, 2:32, 97, 1, 97, 2, 97, 1, 97, 3>>, <<131, 116, 2:32, 97, 2, 97, 2, 97, 1, 97, 3>>, <<131, 118, 3:16, 206, 169, $x>>,
          <<131, 119, 2, 255, 255>>, <<131, 70, 255, 255, 0, 0, 0, 0, 0, 0>>, <<131, 70, 128, 0, 0, 0, 0, 0, 0, 0>>,
          <<131, 113, 100, 1:16, $m, 100, 1:16, $f, 97, 3>>, <<131, 113, 100, 1:16, $m, 100, 1:16, $f, 98, -1:32>>, <<131, 113, 100, 1:16, $m, 100, 1:16, $f, 98, 2:32>>, <<131, 103, Node/binary, 40000:32, 1:32, 0>>, <<131>>, <<>>, <<130, 97, 1>>]).

float1() ->
    case rand:uniform(9) of
        1 -> float(rand:uniform(20) - 10);
        2 -> rand:uniform();
        3 -> sign(rand:uniform() * math:pow(10, rand:uniform(600) - 310));
        4 -> -0.0;
        5 -> float(sign((1 bsl pick([53, 54, 59, 60, 63, 64, 100])) + (rand:uniform(3) - 2)));
        6 -> sign(pick([0.5, 1.5, 2.5, 0.49999999999999994, 4503599627370497.5, 1.7976931348623157e308, 5.0e-324]));
        7 -> float(sign(bits(rand:uniform(300))));
        8 -> (rand:uniform(2000) - 1000) / 8;
        9 -> 0.0
    end.

any(Depth) ->
    case rand:uniform(if Depth =< 0 -> 9; true -> 14 end) of
        1 -> arg(int);
        2 -> arg(atom);
        3 -> arg(odd);
        4 -> arg(number);
        5 -> pick([[], {}, #{}, <<>>]);
        6 -> rand:uniform(300) - 20;
        7 -> [rand:uniform(256) - 1 || _ <- lists:seq(1, rand:uniform(9))];
        8 -> arg(identity);
        9 -> pick([fun lists:map/2, fun erlang:'+'/2, fun lists:map/3]);
        10 -> list_to_tuple([any(Depth - 1) || _ <- lists:seq(1, rand:uniform(5) - 1)]);
        11 -> [any(Depth - 1) || _ <- lists:seq(1, rand:uniform(5) - 1)];
        12 -> [any(Depth - 1) | any(Depth - 1)];
        13 -> maps:from_list([{any(Depth - 1), any(Depth - 1)} || _ <- lists:seq(1, rand:uniform(6) - 1)]);
        14 -> maps:from_list([{any(min(1, Depth - 1)), any(0)} || _ <- lists:seq(1, pick([3, 5, 20, 32, 33, 40]))])
    end.

plain() -> T = any(1), case has_bigmap(T) of true -> plain(); false -> T end.

has_bigmap(M) when map_size(M) > 32 -> true;
has_bigmap(M) when is_map(M) -> has_bigmap(maps:to_list(M));
has_bigmap(T) when is_tuple(T) -> has_bigmap(tuple_to_list(T));
has_bigmap([H | T]) -> has_bigmap(H) orelse has_bigmap(T);
has_bigmap(_) -> false.

node1() -> pick([<<"a@b">>, <<"b@b">>, <<"nonode@nohost">>]).
number1(Max) -> pick([0, 1, 2, rand:uniform(Max) - 1]).
external_id(Tag, N, Ids, Cr) -> binary_to_term(iolist_to_binary([131, Tag, 100, <<(size(N)):16>>, N, Ids, <<Cr:32>>])).
pid() -> local_ok(fun(N, C) -> external_id(88, N, <<(number1(1 bsl 15)):32, (number1(1 bsl 13)):32>>, C) end).
port() -> local_ok(fun(N, C) -> external_id(120, N, <<(number1(1 bsl 28)):64>>, C) end).
ref() -> local_ok(fun(N, C) ->
    Words = [number1(1 bsl 18), number1(1 bsl 32), number1(1 bsl 32)],
    binary_to_term(iolist_to_binary([131, 90, <<3:16>>, 100, <<(size(N)):16>>, N, <<C:32>>, [<<W:32>> || W <- Words]])) end).
local_ok(F) -> case node1() of <<"nonode@nohost">> = N -> F(N, 0); N -> F(N, rand:uniform(3)) end.

bits(N) -> <<V:N, _/bitstring>> = rand:bytes((N + 7) div 8), V.
sign(N) -> case rand:uniform(2) of 1 -> N; 2 -> -N end.
pick(L) -> lists:nth(rand:uniform(length(L)), L).
pick(L, apply) -> (pick(L))().
