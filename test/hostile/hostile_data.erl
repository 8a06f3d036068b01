%% Tuples, lists, records, maps, funs, literals, floats: to be damaged.
-module(hostile_data).
-export([run/0, shape/1, walk/2, records/1, maps/2, funs/2, floats/2, set/1, sort/1, pick/2]).
-record(point, {x = 0, y = 0, name = "origin"}).
-record(wide, {a, b, c, d, e, f = {1, [2, 3], #{k => v}}}).

run() ->
    R = {[shape(X) || X <- things()], walk(lists:seq(1, 20), []), records(#point{x = 1, y = 2.5}), maps(#{a => 1, b => 2}, c),
         funs(3, [1, 2, 3]), floats(1.5, 3), set(#wide{a = 1}), sort([3, 1, 2, {a}, b, "c"]), [pick(K, V) || K <- [1, b, 3, 9], V <- [1, {}]]},
    _ = binary_to_term(term_to_binary(R)),
    erlang:phash2(R).

things() ->
    [1, -7, 1 bsl 70, 1.0, a, [], [1], [1 | 2], {}, {a, 1}, {point, 1, 2, "n"}, #{}, #{a => b}, <<>>, <<1, 2, 3:4>>,
     {literal, [deep, {deeper, [<<"binary">>, 12345678901234567890123]}, #{key => [value]}]}].

shape({A, B}) -> {pair, A, B};
shape({A, B, C, D}) -> {four, D, C, B, A};
shape(#{a := X}) -> {map, X};
shape([H | T]) -> {list, H, T};
shape([]) -> empty;
shape(X) when is_integer(X), X > 10 -> {big, X + 1, X * X, X div 7, X rem 7, X bsl 3};
shape(X) when is_float(X) -> {float, X * 2.0 - 1.0};
shape(X) when is_binary(X); is_atom(X) -> {leaf, X};
shape(X) -> {other, X}.

walk([H | T], Acc) when H rem 2 =:= 0 -> walk(T, [{H, length(T)} | Acc]);
walk([H | T], Acc) -> walk(T, [H | Acc]);
walk([], Acc) -> lists:reverse(Acc).

records(#point{x = X, y = Y} = P) -> {P#point{name = "moved", x = X + 1}, X + Y, element(2, P)};
records(_) -> none.

set(#wide{} = W) -> W#wide{b = 2, c = W#wide.a, d = {nested, W#wide.f}}.

maps(M, K) ->
    M1 = M#{K => [K], new => maps:size(M)},
    #{new := N} = M1,
    case M1 of
        #{K := [V], a := A} -> {V, A, N, M1#{a := 0}};
        #{} -> {N, maps:keys(M1)}
    end.

funs(N, L) ->
    F = fun(X) -> X + N end,
    G = fun Self(0) -> N; Self(X) -> [X | Self(X - 1)] end,
    {[F(X) || X <- L, X =/= N], G(3), lists:foldl(fun(X, A) -> F(X) + A end, 0, L), fun ?MODULE:shape/1, (fun shape/1)([])}.

floats(A, B) -> C = A * B + 2.5, D = C / 3 - B, if D > 1.0 -> {C, -D}; true -> trunc(C) end.

sort(L) -> {lists:sort(L), lists:usort([X || X <- L, is_atom(X)]), [{X, Y} || X <- L, Y <- L, X < Y]}.

pick(K, _) when K =:= 1 -> one;
pick(K, V) ->
    case K of
        a -> 1; b -> 2; c -> 3; d -> 4; e -> V; 3 -> three; 4 -> four; 5 -> five; 6 -> six; "s" -> string; _ -> {K, V}
    end.
