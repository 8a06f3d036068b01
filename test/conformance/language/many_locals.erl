%% Functions with hundreds of live values across calls, receives and exceptions.
-module(many_locals).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    result("live across calls", fun() -> wide(id(1)) end),
    result("large literal", fun() -> lists:sum(tuple_to_list(literal())) end),
    result("large build", fun() -> tuple_size(build(id(3))) end),
    result("across receive", fun() -> across(id(5)) end),
    result("across catch", fun() -> caught(id(7)) end).

wide(N) ->
    A1 = id(N + 1), A2 = id(A1 + 1), A3 = id(A2 + A1), A4 = id(A3 + A2), A5 = id(A4 - A1), A6 = id(A5 * 2), A7 = id({A6}), A8 = id([A7]),
    B1 = id(A1 + 1), B2 = id(B1 + 1), B3 = id(B2 + B1), B4 = id(B3 + B2), B5 = id(B4 - B1), B6 = id(B5 * 2), B7 = id({B6}), B8 = id([B7]),
    C1 = id(B1 + 1), C2 = id(C1 + 1), C3 = id(C2 + C1), C4 = id(C3 + C2), C5 = id(C4 - C1), C6 = id(C5 * 2), C7 = id({C6}), C8 = id([C7]),
    D1 = id(C1 + 1), D2 = id(D1 + 1), D3 = id(D2 + D1), D4 = id(D3 + D2), D5 = id(D4 - D1), D6 = id(D5 * 2), D7 = id({D6}), D8 = id([D7]),
    E1 = id(D1 + 1), E2 = id(E1 + 1), E3 = id(E2 + E1), E4 = id(E3 + E2), E5 = id(E4 - E1), E6 = id(E5 * 2), E7 = id({E6}), E8 = id([E7]),
    F1 = id(E1 + 1.5), F2 = id(F1 + 1), F3 = id(F2 + F1), F4 = id(F3 + F2), F5 = id(F4 - F1), F6 = id(F5 * 2), F7 = id({F6}), F8 = id([F7]),
    G1 = id(1 bsl 70 + E1), G2 = id(G1 + 1), G3 = id(G2 + G1), G4 = id(G3 + G2), G5 = id(G4 - G1), G6 = id(G5 * 2), G7 = id({G6}), G8 = id([G7]),
    erlang:garbage_collect(),
    [A1, A2, A3, A4, A5, A6, A7, A8, B1, B2, B3, B4, B5, B6, B7, B8, C1, C2, C3, C4, C5, C6, C7, C8, D1, D2, D3, D4, D5, D6, D7, D8,
     E1, E2, E3, E4, E5, E6, E7, E8, F1, F2, F3, F4, F5, F6, F7, F8, G1, G2, G3, G4, G5, G6, G7, G8].

literal() ->
    {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34,
     35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65}.

build(N) ->
    {N, {N, N}, [N, N], N + 1, {N + 2}, [N + 3 | N], N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
     N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
     N * 2, N * 3, N * 4, N * 5, N * 6, [[[[N]]]]}.

across(N) ->
    A = id(N), B = id([A]), C = id({B}), D = id(#{c => C}), E = id(<<A>>), F = id(1.5 * A),
    Me = self(),
    spawn(fun() -> Me ! {go, A} end),
    receive {go, V} -> ok end,
    G = id(V + 1),
    receive nothing -> nope after 1 -> ok end,
    {A, B, C, D, E, F, G}.

caught(N) ->
    A = id(N), B = id([A]), C = id({B}), D = id(1.5 * A),
    X = (catch error({A, B})),
    Y = try throw(C) catch throw:T -> {T, A, B} end,
    Z = try exit(D) catch exit:V -> {V, A, C} after put(after_ran, B) end,
    {element(1, X), element(1, element(2, X)), Y, Z, get(after_ran), A, B, C, D}.
