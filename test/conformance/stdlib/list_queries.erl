%% qlc, ms_transform and match specifications made from funs.
-module(list_queries).
-include_lib("stdlib/include/qlc.hrl").
-include_lib("stdlib/include/ms_transform.hrl").
-export([main/0]).
-import(show, [result/2]).

main() ->
    L = [{I, I rem 3, I * I} || I <- lists:seq(1, 10)],
    result("list", fun() -> qlc:e(qlc:q([X || {X, 1, _} <- L])) end),
    result("join", fun() -> qlc:e(qlc:q([{A, B} || {A, R, _} <- L, {B, R2, _} <- L, R =:= R2, A < B, A > 5])) end),
    result("sort", fun() -> qlc:e(qlc:keysort(2, qlc:q([T || T <- L]), [{order, descending}])) end),
    result("unique", fun() -> qlc:e(qlc:q([R || {_, R, _} <- L], {unique, true})) end),
    result("ets", fun() -> T = ets:new(t, [ordered_set]), ets:insert(T, L), R = qlc:e(qlc:q([{X, S} || {X, 2, S} <- ets:table(T), X > 3])), ets:delete(T), R end),
    result("append fold", fun() -> [qlc:e(qlc:append([[1], [2, 3]])), qlc:fold(fun(X, A) -> X + A end, 0, qlc:q([X || {X, _, _} <- L]))] end),
    result("cursor", fun() -> C = qlc:cursor(qlc:q([X || {X, _, _} <- L])), R = [qlc:next_answers(C, 2), qlc:next_answers(C, 3)], qlc:delete_cursor(C), R end),
    result("string", fun() -> qlc:e(qlc:string_to_handle("[X * 2 || X <- [1, 2, 3], X > 1].")) end),
    result("fun2ms", fun() -> ets:fun2ms(fun({A, B, C}) when A > 3, is_integer(B) -> {C, [A | B]} end) end),
    result("fun2ms record", fun() -> ets:fun2ms(fun(X) when element(1, X) =:= a orelse hd(element(2, X)) > 5 -> object() end) end),
    result("info", fun() -> lists:flatten(qlc:info(qlc:q([X || X <- [1, 2], X > 1]))) end).
