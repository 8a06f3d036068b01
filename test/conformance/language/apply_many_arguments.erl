%% apply/2 and funs with more arguments than a call instruction is usually seen with.
-module(apply_many_arguments).
-export([main/0]).
main() ->
    [io:format("~p ~p~n", [N, catch apply(mk(N), lists:seq(1,N))]) || N <- [0,1,5,16,17,20]],
    F = fun(A1,A2,A3,A4,A5,A6,A7,A8,A9,A10,A11,A12,A13,A14,A15,A16,A17,A18,A19,A20) -> {A1,A20,A10+A11,A2,A3,A4,A5,A6,A7,A8,A9,A12,A13,A14,A15,A16,A17,A18,A19} end,
    io:format("~p~n", [apply(F, lists:seq(1,20))]),
    io:format("~p~n", [catch apply(fun lists:nope/20, lists:seq(1,20))]),
    Me = self(), spawn(fun() -> Me ! hello end), receive X -> io:format("~p~n", [X]) end.
mk(0) -> fun() -> zero end; mk(1) -> fun(X) -> X end; mk(5) -> fun(A,B,C,D,E) -> {A,B,C,D,E} end;
mk(16) -> fun(A1,_,_,_,_,_,_,_,_,_,_,_,_,_,_,A16) -> {A1,A16} end;
mk(17) -> fun(A1,_,_,_,_,_,_,_,_,_,_,_,_,_,_,A16,A17) -> {A1,A16,A17} end;
mk(20) -> fun nomod:nofun/20.
