%% Functions with hundreds of clauses, cases inside cases, and if.
-module(large_switch).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    io:format("~w~n", [[char(C) || C <- lists:seq(0, 130)]]),
    io:format("~w~n", [[month(id(M)) || M <- [jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec, nan]]]),
    io:format("~w~n", [[grade(id(G)) || G <- [-1, 0, 49, 50, 59.9, 60, 85, 100, 101, a]]]),
    io:format("~w~n", [[cases(id(A), id(B)) || A <- [1, 2, 3], B <- [x, y, z]]]),
    result("if clause", fun() -> iffy(id(0)) end),
    result("case clause", fun() -> case id({no, match}) of {yes, _} -> 1 end end),
    result("vm", fun() -> vm([{push, 6}, {push, 7}, mul, dup, {push, 2}, add, swap, sub, neg], []) end),
    result("vm bad", fun() -> vm([{push, 1}, add], []) end).

char(C) when C >= $0, C =< $9 -> digit;
char(C) when C >= $a, C =< $z -> lower;
char(C) when C >= $A, C =< $Z -> upper;
char($\s) -> space; char($\n) -> newline; char($\t) -> tab; char($() -> open; char($)) -> close; char($+) -> plus; char($-) -> minus;
char($*) -> star; char($/) -> slash; char($_) -> under; char($@) -> at; char($.) -> dot; char($,) -> comma; char($;) -> semi;
char($") -> quote; char($') -> tick; char($[) -> lb; char($]) -> rb; char(${) -> lc; char($}) -> rc; char($|) -> bar; char($<) -> lt;
char($>) -> gt; char($=) -> eq; char($:) -> colon; char($!) -> bang; char($?) -> what; char($#) -> hash; char($\\) -> back; char($~) -> tilde;
char(C) when C > 127 -> high;
char(_) -> other.

month(jan) -> 31; month(feb) -> 28; month(mar) -> 31; month(apr) -> 30; month(may) -> 31; month(jun) -> 30; month(jul) -> 31;
month(aug) -> 31; month(sep) -> 30; month(oct) -> 31; month(nov) -> 30; month(dec) -> 31; month(X) -> {bad, X}.

grade(X) when not is_number(X) -> bad;
grade(X) -> if X < 0 -> under; X < 50 -> fail; X < 60 -> pass; X < 70 -> good; X =< 100 -> great; true -> over end.

cases(A, B) ->
    C = case A of 1 -> case B of x -> ax; _ -> a_ end; 2 when B =:= y -> by; 2 -> b_; _ -> case {A, B} of {3, z} -> cz; {_, Q} -> Q end end,
    {A, B, C}.

iffy(X) -> if X > 0 -> pos; X < 0 -> neg end.

vm([], S) -> S;
vm([{push, V} | P], S) -> vm(P, [V | S]);
vm([add | P], [A, B | S]) -> vm(P, [B + A | S]);
vm([sub | P], [A, B | S]) -> vm(P, [B - A | S]);
vm([mul | P], [A, B | S]) -> vm(P, [B * A | S]);
vm([dup | P], [A | S]) -> vm(P, [A, A | S]);
vm([swap | P], [A, B | S]) -> vm(P, [B, A | S]);
vm([neg | P], [A | S]) -> vm(P, [-A | S]).
