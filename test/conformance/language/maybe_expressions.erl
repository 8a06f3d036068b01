%% maybe … else … end: matches, conditional ones, nesting, values, what raises, variables after it.
%% erl: -enable-feature maybe_expr -s maybe_expressions main -s init stop
-module(maybe_expressions).
-feature(maybe_expr, enable).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    [result({basic, X}, fun() -> basic(X) end) || X <- [{ok, 1}, {ok, {ok, 2}}, {error, e}, other]],
    [result({'else', X}, fun() -> with_else(X) end) || X <- [{ok, 1}, {error, a}, {error, b}, weird]],
    [result({nested, X}, fun() -> nested(X) end) || X <- [{ok, {ok, 1}}, {ok, no}, no]],
    result("no conditional", fun() -> maybe id(1), id(2) end end),
    result("only a match", fun() -> maybe {a, B} ?= id({a, 7}), B end end),
    result("plain match fails", fun() -> maybe {a, _} = id(b), ok end end),
    result("plain match fails with else", fun() -> maybe {a, _} = id(b), ok else _ -> caught end end),
    result("else_clause", fun() -> maybe ok ?= id(no) else yes -> 1 end end),
    result("raise inside", fun() -> maybe ok ?= id(ok), error(inside) else _ -> no end end),
    result("guards in else", fun() -> [maybe ok ?= id(X) else N when is_integer(N), N > 5 -> big; N when is_integer(N) -> small; _ -> none end || X <- [9, 1, x]] end),
    result("last is conditional", fun() -> [maybe {ok, _} ?= id(X) end || X <- [{ok, 1}, nope]] end),
    result("in a comprehension", fun() -> [V || X <- [{ok, 1}, no, {ok, 3}], V <- maybe {ok, Y} ?= id(X), [Y] else _ -> [] end] end),
    result("in a case", fun() -> case maybe 1 ?= id(1), two end of two -> ok end end),
    result("in a fun", fun() -> (fun(X) -> maybe [H | _] ?= X, H else [] -> empty end end)(id([])) end),
    result("binary pattern", fun() -> maybe <<A:8, R/binary>> ?= id(<<1, 2, 3>>), {A, R} end end),
    result("map pattern", fun() -> [maybe #{k := V} ?= id(M), V else _ -> none end || M <- [#{k => 5}, #{}, x]] end),
    result("pinned by earlier", fun() -> A = id(3), maybe {A, B} ?= id({3, 4}), {A, B} ?= id({3, 4}), B else X -> X end end),
    result("in try", fun() -> try maybe ok ?= id(no), 1 end of no -> tried catch _:_ -> caught end end),
    result("throw through", fun() -> catch maybe ok ?= throw(t) end end),
    result("many steps", fun() -> maybe {ok, A} ?= step(1), {ok, B} ?= step(A), {ok, C} ?= step(B), {ok, D} ?= step(C), {ok, E} ?= step(D), E else {stop, N} -> {stopped, N} end end),
    result("tail position", fun() -> loop(100000) end).

basic(X) -> maybe {ok, Y} ?= id(X), {ok, Z} ?= id(Y), {both, Z} end.
with_else(X) -> maybe {ok, Y} ?= id(X), {fine, Y} else {error, a} -> first; {error, R} -> {second, R}; _ -> third end.
nested(X) -> maybe {ok, Y} ?= id(X), R = maybe {ok, Z} ?= Y, {inner, Z} else E -> {inner_else, E} end, {outer, R} else E2 -> {outer_else, E2} end.
step(N) when N < 4 -> {ok, N + 1};
step(N) -> {stop, N}.
loop(0) -> done;
loop(N) -> maybe ok ?= id(ok), loop(N - 1) else _ -> never end.
