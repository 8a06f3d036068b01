%% queue: all three of its APIs, folds and deletions, balance of the two lists, errors.
-module(queue_whole).
-export([main/0]).
-include("../harness/show.hrl").

main() ->
    Q = lists:foldl(fun queue:in/2, queue:new(), [1, 2, 3, 4, 5]), E = queue:new(), L = queue:from_list([a, b, c]),
    ?R([Q, E, L, queue:from_list([]), queue:from_list([x])]),
    ?R([queue:is_queue(X) || X <- [Q, E, foo, {[], []}, {a, []}]]),
    ?R([queue:is_empty(Q), queue:is_empty(E), queue:len(Q), queue:len(E), queue:to_list(Q)]),
    ?R([queue:in(6, Q), queue:in_r(0, Q)]),
    ?R([queue:out(Q), queue:out_r(Q), queue:out(E), queue:out_r(E)]),
    ?R([queue:get(Q), queue:get_r(Q), queue:peek(Q), queue:peek_r(Q), queue:peek(E), queue:peek_r(E)]),
    ?R([queue:drop(Q), queue:drop_r(Q)]),
    ?R([queue:reverse(Q), queue:join(Q, L), queue:join(E, Q), queue:join(Q, E)]),
    ?R([queue:split(N, Q) || N <- [0, 2, 5]]),
    ?R([queue:filter(fun(X) -> X > 2 end, Q), queue:filter(fun(X) -> [X, X] end, L), queue:filtermap(fun(X) when X > 3 -> {true, {X}}; (X) -> X =:= 1 end, Q)]),
    ?R([queue:fold(fun(X, A) -> [X | A] end, [], Q), queue:any(fun(X) -> X > 4 end, Q), queue:all(fun(X) -> X > 4 end, Q)]),
    ?R([queue:delete(3, Q), queue:delete(zz, Q), queue:delete_r(3, queue:in(3, Q)), queue:delete_with(fun(X) -> X > 2 end, Q), queue:delete_with_r(fun(X) -> X > 2 end, Q)]),
    ?R([queue:member(3, Q), queue:member(9, Q)]),
    ?R([queue:cons(h, Q), queue:head(Q), queue:tail(Q), queue:snoc(Q, t), queue:daeh(Q), queue:last(Q), queue:init(Q), queue:liat(Q), queue:lait(Q)]),
    ?R(begin {X, _} = lists:foldl(fun(I, {A, St}) -> {Op, S1} = rand:uniform_s(6, St), {case Op of 1 -> element(2, queue:out(A)); 2 -> element(2, queue:out_r(A)); 3 -> queue:in_r(I, A); _ -> queue:in(I, A) end, S1} end, {queue:new(), rand:seed_s(exsss, 3)}, lists:seq(1, 500)), {queue:len(X), X} end),
    ?R(queue:get(E)), ?R(queue:get_r(E)), ?R(queue:drop(E)), ?R(queue:drop_r(E)), ?R(queue:in(1, foo)), ?R(queue:out(foo)), ?R(queue:len([])), ?R(queue:split(6, Q)), ?R(queue:split(-1, Q)), ?R(queue:from_list(foo)), ?R(queue:reverse(x)), ?R(queue:join(Q, x)), ?R(queue:filter(fun(_) -> x end, Q)), ?R(queue:head(E)), ?R(queue:init(E)), ?R(queue:peek(x)), ?R(queue:to_list(x)), ?R(queue:member(1, x)), ?R(queue:fold(x, 0, Q)).
