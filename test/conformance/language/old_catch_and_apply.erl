%% catch in every place, nested applies, tuple calls refused, error_handler, calls through many modules.
-module(old_catch_and_apply).
-export([main/0, one/1, add/2, loop/1]).
-import(show, [result/2, id/1]).

main() ->
    result("catch value", fun() -> [catch id(1), (catch id(2)) + 1] end),
    result("catch in args", fun() -> {catch throw(a), element(1, catch exit(b)), [catch error_class()]} end),
    result("catch of catch", fun() -> catch {in, catch throw(x)} end),
    result("catch in a list", fun() -> [catch throw(I) || I <- [1, 2, 3]] end),
    result("catch and variables", fun() -> X = (catch id(5)), Y = (catch throw(6)), X + Y end),
    result("catch through frames", fun() -> catch deep(1000) end),
    result("catch keeps y", fun() -> A = id(1), B = id([2]), R = (catch throw({A, B})), {R, A, B} end),
    result("apply/3", fun() -> [apply(?MODULE, one, [z]), apply(erlang, '+', [1, 2]), apply(lists, foldl, [fun ?MODULE:add/2, 0, [1, 2, 3]])] end),
    result("apply many", fun() -> F = fun(A, B, C, D, E, G, H, I, J, K) -> [K, J, I, H, G, E, D, C, B, A] end, apply(F, lists:seq(1, 10)) end),
    result("tuple module", fun() -> (id({?MODULE, x})):one(1) end),
    result("atom and fun", fun() -> M = id(?MODULE), F = id(one), [M:F(1), apply(M, F, [2]), (fun M:F/1)(3)] end),
    result("apply self tail", fun() -> loop(10000) end),
    result("erlang:apply/2", fun() -> [erlang:apply(fun() -> none end, []), erlang:apply(fun show:id/1, [x])] end),
    result("undefined in apply", fun() -> element(1, element(2, catch apply(id(?MODULE), id(nope), []))) end),
    result("255 arguments", fun() -> T = lists:duplicate(255, a), element(1, element(2, catch apply(?MODULE, one, T))) end).

error_class() -> throw(thrown).
one(X) -> {one, X}.
add(A, B) -> A + B.
deep(0) -> throw(bottom);
deep(N) -> {deep(N - 1)}.
loop(0) -> done;
loop(N) -> apply(?MODULE, loop, [N - 1]).
