%% update_counter with defaults, limits and wraps, update_element in lists; errors and what they leave unchanged.
-module(ets_counters).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> [body(T) || T <- [set, ordered_set]].

body(Type) ->
    T = ets:new(c, [Type]),
    ets:insert(T, [{a, 1, 10, 100}, {big, (1 bsl 59) - 2}, {s, "x", 5}]),
    result("plain", fun() -> [ets:update_counter(T, a, N) || N <- [1, -5, 0, 1 bsl 70, -(1 bsl 70)]] end),
    result("position", fun() -> [ets:update_counter(T, a, {P, 1}) || P <- [2, 3, 4]] end),
    result("threshold up", fun() -> [ets:update_counter(T, a, {3, 4, 20, 7}) || _ <- lists:seq(1, 6)] end),
    result("threshold down", fun() -> [ets:update_counter(T, a, {3, -4, 0, 15}) || _ <- lists:seq(1, 6)] end),
    result("list", fun() -> ets:update_counter(T, a, [{2, 1}, {2, 1}, {4, -1}, {2, 5, 3, 0}]) end),
    result("empty list", fun() -> ets:update_counter(T, a, []) end),
    result("across small", fun() -> [ets:update_counter(T, big, 1) || _ <- [1, 2, 3, 4]] ++ [ets:update_counter(T, big, -3)] end),
    result("default", fun() -> [ets:update_counter(T, n, 5, {n, 1}), ets:update_counter(T, n, 5, {n, 1}), ets:lookup(T, n)] end),
    result("default position", fun() -> [ets:update_counter(T, n2, {3, 2}, {ignored, 0, 40}), ets:lookup(T, n2)] end),
    result("default not int", fun() -> ets:update_counter(T, n4, 1, {x, y}) end),
    result("no key", fun() -> ets:update_counter(T, none, 1) end),
    result("not a number", fun() -> ets:update_counter(T, s, 1) end),
    result("key position", fun() -> ets:update_counter(T, a, {1, 1}) end),
    result("too far", fun() -> ets:update_counter(T, a, {5, 1}) end),
    result("bad increment", fun() -> ets:update_counter(T, a, id(x)) end),
    result("partly bad", fun() -> B = ets:lookup(T, a), R = (catch ets:update_counter(T, a, [{2, 1}, {9, 1}])), {element(1, R), B =:= ets:lookup(T, a)} end),
    result("element", fun() -> [ets:update_element(T, s, {2, new}), ets:update_element(T, s, [{2, x}, {3, y}]), ets:update_element(T, s, []), ets:lookup(T, s)] end),
    result("element none", fun() -> ets:update_element(T, none, {2, x}) end),
    result("element key", fun() -> ets:update_element(T, s, {1, x}) end),
    result("element far", fun() -> ets:update_element(T, s, [{2, q}, {7, x}]) end),
    result("unchanged", fun() -> ets:lookup(T, s) end),
    result("grow element", fun() -> ets:update_element(T, s, {2, lists:seq(1, 200)}), [{s, L, _}] = ets:lookup(T, s), length(L) end),
    result("many", fun() -> [ets:update_counter(T, {w, I rem 10}, {2, I}, {x, 0}) || I <- lists:seq(1, 1000)], lists:sort(ets:match(T, {{w, '$1'}, '$2'})) end),
    result("bag", fun() -> B = ets:new(b, [bag]), ets:insert(B, {a, 1}), ets:update_counter(B, a, 1) end).
