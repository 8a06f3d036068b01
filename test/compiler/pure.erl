-module(pure).
-export([fib/1,nrev/1,sum/1,map/2,mapinc/1,mk/2,loop/1,tup/1,float/1,fact/1,sel/1,funs/1,rng/1,apply_it/2, rev/1]).
fib(0) -> 0; fib(1) -> 1; fib(N) -> fib(N-1) + fib(N-2).
nrev([]) -> []; nrev([H|T]) -> app(nrev(T), [H]).
app([], L) -> L; app([H|T], L) -> [H|app(T, L)].
sum(L) -> sum(L, 0).
sum([], S) -> S; sum([H|T], S) -> sum(T, S+H).
loop(0) -> done; loop(N) -> loop(N-1).
map(F, [H|T]) -> [F(H)|map(F,T)]; map(_, []) -> [].
mapinc(L) -> K = length2(L), map(fun(X) -> X+K end, L).
length2([]) -> 0; length2([_|T]) -> 1+length2(T).
mk(0, L) -> L; mk(N, L) -> mk(N-1, [N|L]).
tup({A,B,C}) -> {C,{B,A},[A,B|C]}; tup(X) -> {X,X,{X}}.
float(N) -> fl(N, 0.5).
fl(0, A) -> A; fl(N, A) when is_float(A) -> fl(N-1, A*1.5-A/4.0+1.0).
fact(0) -> 1; fact(N) -> N*fact(N-1).
sel(X) -> case X of a -> 1; b -> 2; c -> 3; d -> 4; e -> 5; f->6; 10->7; 11->8; 12->9; 13->10; 14->11; 1000->12; _ -> other end.
funs(N) -> F = fun(A) -> A*N end, G = fun(A,B) -> F(A)+B end, G(3,4).
rng(N) -> [{I,I*I} || I <- mk(N,[])].
apply_it(F,N) -> case F of fib -> fib(N); loop -> loop(N) end.
rev(L) -> rev(L, []).
rev([], A) -> A; rev([H|T], A) -> rev(T, [H|A]).
