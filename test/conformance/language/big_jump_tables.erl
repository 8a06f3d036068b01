%% select_val over many integers, atoms, mixed sparse and dense ranges, bigs, tuple arities; strings as list prefixes; nested switches.
-module(big_jump_tables).
-export([main/0]).
-define(TEN(N), s(N) -> N + 1; s(N + 1) -> N + 3; s(N + 2) -> N * 2; s(N + 3) -> {N}; s(N + 4) -> [N]; s(N + 5) -> N - 5; s(N + 6) -> N bxor 3; s(N + 7) -> -N; s(N + 8) -> N rem 7; s(N + 9) -> x).

main() ->
    io:format("~p~n", [[s(N) || N <- lists:seq(-3, 105)]]),
    io:format("~p~n", [[s(N) || N <- [1000, 5000, 70000, -100, 1 bsl 40, 1 bsl 70, -(1 bsl 70), 1 bsl 59, (1 bsl 59) - 1, 50.0, a, "x"]]]),
    io:format("~p~n", [[a(X) || X <- [aa, ab, ac, ad, ae, af, ag, ah, ai, aj, ak, al, am, an, ao, ap, aq, ar, as, at, zz, 1, "aa", <<"aa">>]]]),
    io:format("~p~n", [[t(X) || X <- [{}, {1}, {1, 2}, {1, 2, 3}, {a, 2, 3}, {1, 2, 3, 4}, {1, 2, 3, 4, 5}, {x, 2, 3, 4, 5, 6}, [], a]]]),
    io:format("~p~n", [[w(X) || X <- ["get", "getall", "put", "post", "patch", "delete", "del", "head", "", "g", "options", "optionsx"]]]),
    io:format("~p~n", [[b(X) || X <- [<<"get">>, <<"getall">>, <<"put ", 5>>, <<"post">>, <<1:16, "ab">>, <<2:16, "ab">>, <<3:16>>, <<255>>, <<>>, <<0:7>>]]]),
    io:format("~p~n", [[m(A, B) || A <- [1, 2, 3, x, y], B <- [a, b, 1, 2, {1}]]]),
    io:format("~p~n", [lists:sum([sparse(N) || N <- lists:seq(-70000, 70000, 7)])]),
    io:format("~p~n", [[sparse(N) || N <- [-70000, -1, 0, 1, 64, 128, 255, 256, 1024, 4096, 65535, 65536, 16777216, 4294967296, 1 bsl 62, -(1 bsl 62)]]]),
    io:format("~p~n", [[chars(C) || C <- lists:seq(0, 130)]]),
    io:format("~p~n", [[f(X) || X <- [1.0, 2.0, 3.0, 1, 2, 0.0, -0.0, 1.5, 1.0e100]]]).

?TEN(0); ?TEN(10); ?TEN(20); ?TEN(30); ?TEN(40); ?TEN(50); ?TEN(60); ?TEN(70); ?TEN(80); ?TEN(90);
s(1000) -> thousand; s(5000) -> five; s(70000) -> seventy; s(-100) -> minus; s(1 bsl 40) -> b40; s(1 bsl 70) -> b70; s(-(1 bsl 70)) -> m70; s(1 bsl 59) -> b59; s((1 bsl 59) - 1) -> max_small; s(_) -> none.
a(aa) -> 1; a(ab) -> 2; a(ac) -> 3; a(ad) -> 4; a(ae) -> 5; a(af) -> 6; a(ag) -> 7; a(ah) -> 8; a(ai) -> 9; a(aj) -> 10; a(ak) -> 11; a(al) -> 12; a(am) -> 13; a(an) -> 14; a(ao) -> 15; a(ap) -> 16; a(aq) -> 17; a(ar) -> 18; a(as) -> 19; a(at) -> 20; a(X) when is_atom(X) -> atom; a(1) -> one; a("aa") -> str; a(_) -> none.
t({}) -> 0; t({_}) -> 1; t({A, B}) -> A + B; t({1, _, X}) -> X; t({A, _, _}) -> A; t({_, _, _, X}) -> {4, X}; t({_, _, _, _, X}) -> {5, X}; t(T) when is_tuple(T) -> {more, tuple_size(T)}; t(_) -> none.
w("get") -> get; w("get" ++ R) -> {get, R}; w("put") -> put; w("po" ++ "st") -> post; w("patch") -> patch; w("delete") -> delete; w("de" ++ R) -> {de, R}; w("head") -> head; w([]) -> empty; w([_]) -> one; w("options") -> options; w(_) -> none.
b(<<"get">>) -> get; b(<<"get", R/binary>>) -> {get, R}; b(<<"put ", N>>) -> {put, N}; b(<<"po", R/binary>>) -> {po, R}; b(<<1:16, R/binary>>) -> {one, R}; b(<<2:16, R/binary>>) -> {two, R}; b(<<N:16>>) -> {n, N}; b(<<N>>) -> {byte, N}; b(<<>>) -> empty; b(_) -> none.
m(1, a) -> 1; m(1, b) -> 2; m(2, a) -> 3; m(x, B) when is_integer(B) -> {x, B}; m(A, {A}) -> same; m(x, y) -> never; m(2, _) -> two; m(A, 1) when is_atom(A) -> {atom, A}; m(_, a) -> any_a; m(3, B) -> {3, B}; m(_, _) -> none.
sparse(-70000) -> 1; sparse(-1) -> 2; sparse(0) -> 3; sparse(1) -> 4; sparse(64) -> 5; sparse(128) -> 6; sparse(255) -> 7; sparse(256) -> 8; sparse(1024) -> 9; sparse(4096) -> 10; sparse(65535) -> 11; sparse(65536) -> 12; sparse(16777216) -> 13; sparse(4294967296) -> 14; sparse(1 bsl 62) -> 15; sparse(-(1 bsl 62)) -> 16; sparse(N) when N > 0 -> 100; sparse(_) -> 200.
chars($a) -> a; chars($z) -> z; chars($\n) -> nl; chars($ ) -> sp; chars($0) -> zero; chars($9) -> nine; chars(C) when C >= $a, C =< $z -> l; chars(C) when C >= $A, C =< $Z -> u; chars(C) when C >= $0, C =< $9 -> d; chars(C) when C < 32; C =:= 127 -> c; chars(_) -> o.
f(1.0) -> one; f(2.0) -> two; f(3.0) -> three; f(0.0) -> zero; f(1) -> int; f(1.5) -> half; f(_) -> none.
