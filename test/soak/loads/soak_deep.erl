%% Stacks that grow deep, by functions that do something with what comes back.
-module(soak_deep).
-export([run/1]).

%% Each of them takes seconds, so each has its rounds.
-define(EVERY, 5).

run(Round) ->
    Depths = soak:parallel([fun() -> deep(Round rem ?EVERY, soak:shallower()) end]),
    [{deep, lists:sum(Depths)}].

deep(0, Scale) ->
    N = 70000 div Scale,
    F = fact(N),
    %% Legendre: how often 2 and 3 divide N!
    twos(F, 0) =:= legendre(N, 2) orelse soak:lost("a factor of ~p!", [N]),
    F rem (N * (N - 1)) =:= 0 orelse soak:lost("a factor of ~p!", [N]),
    N;
deep(1, Scale) ->
    N = 30000 div Scale,
    rev(lists:seq(1, N)) =:= lists:seq(N, 1, -1) orelse soak:lost("an element of a reversed list", []),
    N;
deep(2, Scale) ->
    N = 1000000 div Scale,
    sum(N) =:= N * (N + 1) div 2 orelse soak:lost("a frame", []),
    N;
deep(3, _) ->
    N = 2000,
    soak_wide:wide(N, 3) =:= soak_wide:expected(N, 3) orelse soak:lost("a local of a wide frame", []),
    N;
deep(_, Scale) ->
    %% All of them small, at once.
    N = lists:sum(soak:parallel([fun() -> deep(I, max(20, Scale)) end || I <- [0, 1, 2, 3]])),
    N.

fact(0) -> 1;
fact(N) -> N * fact(N - 1).
rev([]) -> [];
rev([H | T]) -> rev(T) ++ [H].
sum(0) -> 0;
sum(N) -> N + sum(N - 1).

%% How often 2 divides F.
twos(F, N) when F band ((1 bsl 60) - 1) =:= 0 -> twos(F bsr 60, N + 60);
twos(F, N) when F band 1 =:= 0 -> twos(F bsr 1, N + 1);
twos(_, N) -> N.
legendre(0, _) -> 0;
legendre(N, P) -> N div P + legendre(N div P, P).
