%% binary:copy/2 of nothing, however often, and of too much; tuples at their greatest size.
-module(copies_and_limits).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    [result({nothing, N}, fun() -> binary:copy(id(<<>>), id(N)) end) || N <- [0, 1, 1 bsl 31, 1 bsl 58, 1 bsl 59, 1 bsl 60, 1 bsl 62, -1, -(1 bsl 70), 1.0, foo]],
    [result({copies, B, N}, fun() -> binary:copy(id(B), id(N)) end) || {B, N} <- [{<<1>>, 0}, {<<1, 2>>, 3}, {<<>>, 0}, {<<1:1>>, 2}, {<<1:1>>, 0}, {foo, 2}, {<<1>>, -1}]],
    Most = 16777215,
    T = erlang:make_tuple(Most, a),
    result("make_tuple", fun() -> tuple_size(T) end),
    result("too large", fun() -> erlang:make_tuple(id(Most + 1), a) end),
    result("append", fun() -> erlang:append_element(T, b) end),
    result("insert", fun() -> I = erlang:insert_element(1, T, b), {tuple_size(I), element(1, I), element(2, I)} end),
    result("insert behind", fun() -> I = erlang:insert_element(Most + 1, T, b), {tuple_size(I), element(Most + 1, I)} end),
    result("insert beyond", fun() -> erlang:insert_element(id(Most + 2), T, b) end),
    result("delete", fun() -> tuple_size(erlang:delete_element(Most, T)) end).
