%% Every function of lists beside sorting and keys: what it gives, on empty and improper lists, and what it refuses.
-module(lists_whole).
-export([main/0]).
-include("../harness/show.hrl").
-import(show, [id/1]).

main() ->
    parts(), predicates(), folds(), building(), numbers(), refused().

parts() ->
    ?R([lists:nth(N, [a, b, c]) || N <- [1, 2, 3]]),
    ?R([lists:nthtail(N, [a, b, c]) || N <- [0, 1, 3]]),
    ?R(lists:nthtail(1, [a | b])),
    ?R([lists:sublist([a, b, c, d], N) || N <- [0, 1, 4, 9]]),
    ?R([lists:sublist([a, b, c, d], S, N) || {S, N} <- [{1, 2}, {2, 9}, {4, 1}, {5, 1}, {2, 0}]]),
    ?R([lists:split(N, [1, 2, 3, 4]) || N <- [0, 2, 4]]),
    ?R(lists:splitwith(fun(X) -> X < 3 end, [1, 2, 3, 1])),
    ?R(lists:takewhile(fun is_atom/1, [a, b, 1, c])),
    ?R(lists:dropwhile(fun is_atom/1, [a, b, 1, c])),
    ?R(lists:partition(fun(X) -> X rem 2 =:= 0 end, lists:seq(1, 9))),
    ?R([lists:last([1]), lists:last([1, 2, 3])]),
    ?R([lists:droplast([1]), lists:droplast([1, 2, 3])]),
    ?R([lists:prefix(A, "hello") || A <- ["", "he", "hello", "hellos", "el"]]),
    ?R([lists:suffix(A, "hello") || A <- ["", "lo", "hello", "shello", "el"]]),
    ?R([lists:delete(b, [a, b, c, b]), lists:delete(z, [a]), lists:delete(1.0, [1, 1.0])]),
    ?R([lists:subtract([1, 2, 3, 2, 1], [2, 1]), [1, 2, 3] -- [], [] -- [1]]),
    ?R(lists:subtract(lists:seq(1, 100), lists:seq(1, 100, 3))).

predicates() ->
    ?R([lists:member(X, [1, 2.0, a, "s"]) || X <- [1, 1.0, 2, 2.0, a, b, "s"]]),
    ?R([lists:all(fun is_atom/1, L) || L <- [[], [a], [a, 1]]]),
    ?R([lists:any(fun is_atom/1, L) || L <- [[], [1], [1, a]]]),
    ?R([lists:search(fun(X) -> X > 2 end, L) || L <- [[], [1, 2], [1, 3, 4]]]),
    ?R(lists:filter(fun(X) -> X > 2 end, [1, 3, 2, 4])),
    ?R(lists:filtermap(fun(X) when X > 2 -> {true, -X}; (2) -> true; (_) -> false end, [1, 3, 2, 4])).

folds() ->
    ?R(lists:foldl(fun(X, A) -> {X, A} end, z, [1, 2, 3])),
    ?R(lists:foldr(fun(X, A) -> {X, A} end, z, [1, 2, 3])),
    ?R(lists:mapfoldl(fun(X, A) -> {X * 2, A + X} end, 0, [1, 2, 3])),
    ?R(lists:mapfoldr(fun(X, A) -> {{X, A}, A + X} end, 0, [1, 2, 3])),
    ?R(lists:flatmap(fun(X) -> lists:duplicate(X, X) end, [0, 1, 2, 3])),
    ?R(begin lists:foreach(fun(X) -> put(last, X) end, [1, 2, 3]), erase(last) end),
    ?R(lists:map(fun erlang:atom_to_list/1, [a, b])),
    ?R(lists:zf(fun(X) -> {true, [X]} end, [1, 2])).

building() ->
    ?R([lists:seq(1, 5), lists:seq(1, 0), lists:seq(5, 1, -2), lists:seq(1, 10, 4), lists:seq(3, 3, 0)]),
    ?R([lists:duplicate(0, a), lists:duplicate(3, [])]),
    ?R([lists:append([[1], [], [2, 3]]), lists:append([1], x), lists:append([]), lists:append([[1], a])]),
    ?R(lists:concat([a, 1, 2.5, "str", '', "x"])),
    ?R([lists:flatten([1, [2, [3, []], [[4]]]]), lists:flatten([[1], 2], [3]), lists:flatten([])]),
    ?R([lists:flatlength([1, [2, [3]], []]), lists:flatlength([])]),
    ?R([lists:reverse([1, 2, 3]), lists:reverse([1, 2], [3]), lists:reverse([1, 2], x)]),
    ?R([lists:zip([1, 2], [a, b]), lists:zip([], []), lists:zip3([1], [a], [x])]),
    ?R([lists:unzip([{1, a}, {2, b}]), lists:unzip([]), lists:unzip3([{1, a, x}, {2, b, y}])]),
    ?R([lists:zipwith(fun(A, B) -> A - B end, [1, 2], [3, 5]), lists:zipwith3(fun(A, B, C) -> {A, B, C} end, [1], [2], [3])]),
    ?R([lists:join(x, []), lists:join(x, [1]), lists:join(x, [1, 2, 3])]),
    ?R(lists:enumerate([a, b, c])),
    ?R(lists:enumerate(5, [a, b])),
    ?R([lists:uniq([1, 2, 1, 1.0, a, a]), lists:uniq(fun({A, _}) -> A end, [{1, a}, {2, b}, {1, c}])]).

numbers() ->
    ?R([lists:sum([]), lists:sum([1, 2.5, 3]), lists:sum([1 bsl 64, -1])]),
    ?R([lists:max([1, 3, 2]), lists:max([a, 1, "x"]), lists:min([1, 3, 0.5]), lists:max([1, 1.0]), lists:min([1.0, 1])]).

refused() ->
    ?R(lists:nth(0, [a])), ?R(lists:nth(2, [a])), ?R(lists:nth(a, [a])), ?R(lists:nthtail(3, [a])), ?R(lists:nthtail(-1, [a])),
    ?R(lists:sublist([a], -1)), ?R(lists:sublist([a], 0, 1)), ?R(lists:split(3, [1])), ?R(lists:split(-1, [1])),
    ?R(lists:last([])), ?R(lists:droplast([])), ?R(lists:max([])), ?R(lists:min(id(a))), ?R(lists:sum([a])), ?R(lists:sum([1 | 2])),
    ?R(lists:zip([1], [])), ?R(lists:zip3([1], [2], [])), ?R(lists:zipwith(fun(A, _) -> A end, [1], [1, 2])), ?R(lists:unzip([{1}])),
    ?R(lists:seq(1, 3, 0)), ?R(lists:seq(1, 3, -1)), ?R(lists:seq(1.0, 2)), ?R(lists:seq(3, 1)), ?R(lists:duplicate(-1, a)), ?R(lists:duplicate(a, a)),
    ?R(lists:append([[1 | 2], [3]])), ?R(lists:append(id([a, [1]]))), ?R(lists:concat([{}])), ?R(lists:flatten([1 | 2])), ?R(lists:flatten(a)), ?R(lists:flatlength([a | b])),
    ?R(lists:reverse([1 | 2])), ?R(lists:reverse(id(a))), ?R(lists:reverse(id(a), [])), ?R(lists:member(x, [1 | 2])), ?R(lists:member(x, id(a))), ?R(lists:member(1, [1 | 2])),
    ?R(lists:subtract([1 | 2], [])), ?R(lists:subtract([1], [1 | 2])), ?R(lists:delete(a, id(b))), ?R(lists:delete(b, [a | b])),
    ?R(lists:map(fun(X) -> X end, [1 | 2])), ?R(lists:map(a, [])), ?R(lists:map(a, [1])), ?R(lists:foldl(fun(X) -> X end, 0, [1])), ?R(lists:foldl(fun(X, _) -> X end, 0, a)),
    ?R(lists:filter(fun(_) -> maybe_not end, [1])), ?R(lists:filtermap(fun(_) -> maybe_not end, [1])), ?R(lists:partition(fun(_) -> x end, [1])), ?R(lists:all(fun(_) -> x end, [1])), ?R(lists:any(x, [])),
    ?R(lists:takewhile(x, [1])), ?R(lists:splitwith(fun(_) -> 1 end, [1])), ?R(lists:search(fun(_) -> 1 end, [1])), ?R(lists:enumerate(a, [b])), ?R(lists:enumerate(1.5, [b])), ?R(lists:enumerate([a | b])), ?R(lists:uniq([a | b])), ?R(lists:join(a, b)),
    ?R(lists:prefix(a, [])), ?R(lists:suffix([], a)), ?R(lists:mapfoldl(fun(X, _) -> X end, 0, [1])), ?R(lists:flatmap(fun(X) -> X end, [1])), ?R(lists:foreach(fun(X) -> X end, [a | b])).
