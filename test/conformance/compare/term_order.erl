%% The order of all terms, both equalities and the operators on every pair of a wide table.
-module(term_order).
-export([main/0, f/0]).
-import(show, [result/2, id/1]).

main() ->
    Terms = [-(1 bsl 70), -1, -1.0, 0, 0.0, 1, 1.0, 1.5, 2, 1 bsl 59, 1 bsl 60, 1 bsl 70, 1.0e30, a, aa, ab, b, '', 'A', {}, {a}, {1}, {1.0}, {a, b}, {a, c}, {b, a},
             #{}, #{a => 1}, #{a => 2}, #{b => 1}, #{1 => a}, #{1.0 => a}, #{a => 1, b => 1}, [], [1], [1.0], [a], [a, b], [a | b], [[]], "abc", "abd", "ab",
             <<>>, <<0>>, <<1>>, <<1:1>>, <<1:7>>, <<1, 0>>, <<255>>, <<"abc">>, <<"abd">>, fun erlang:self/0, fun ?MODULE:f/0, fun lists:map/2],
    Shuffled = [T || {_, T} <- lists:sort([{erlang:phash2({T, salt}), T} || T <- Terms])],
    io:format("~p~n", [lists:sort(fun(A, B) -> A < B orelse (A == B andalso erlang:phash2(A) =< erlang:phash2(B)) end, Shuffled)]),
    [io:format("~w: ~s~n", [A, [cmp(id(A), id(B)) || B <- Terms]]) || A <- Terms],
    result("classes", fun() -> [id(1) < a, a < make_ref(), make_ref() < fun() -> ok end, (fun() -> ok end) < self(), self() < {}, {} < #{}, #{} < [], [] < <<>>] end),
    result("refs in order", fun() -> R1 = make_ref(), R2 = make_ref(), R1 < R2 end),
    result("pids in order", fun() -> P1 = spawn(fun() -> ok end), P2 = spawn(fun() -> ok end), P1 < P2 end),
    result("long lists", fun() -> A = lists:seq(1, 100000), B = A ++ [1], [A < B, A == lists:seq(1, 100000), A =:= B, B > A] end),
    result("deep lists", fun() -> A = deep(100000, []), B = deep(100000, []), [A == B, A =:= B, A < deep(100000, [1])] end),
    result("deep tuples", fun() -> A = deept(100000, {}), B = deept(100000, {}), [A == B, A =:= deept(99999, {})] end),
    result("big bins", fun() -> A = binary:copy(<<"xy">>, 50000), B = <<A/binary, 0>>, [A < B, A =:= binary:copy(<<"xy">>, 50000), B =:= A] end),
    result("sub bins", fun() -> <<_, A:3/binary, _/binary>> = <<"xabcd">>, [A =:= <<"abc">>, A == <<"abc">>, A < <<"abd">>] end),
    result("unaligned", fun() -> <<_:3, A:16/bitstring, _/bitstring>> = <<5:3, "ab", 9:5>>, [A =:= <<"ab">>, A < <<"ac">>, A > <<"aa">>] end),
    result("map order", fun() -> lists:sort([#{k => V} || V <- [3, 1.5, a, [], {}, <<>>, 1, "s"]]) end),
    result("large maps", fun() -> M = maps:from_list([{I, I} || I <- lists:seq(1, 100)]), [M == M#{1 => 1.0}, M =:= M#{1 => 1.0}, M < M#{100 => 101}, M < M#{101 => 1}, #{z => 1} < M] end),
    result("max min", fun() -> [max(id(1), 1.0), max(id(1.0), 1), min(id(1), 1.0), min(id(1.0), 1), max(id(a), "a"), min(id({}), #{})] end).

f() -> ok.
cmp(A, B) ->
    C = if A < B -> $<; A > B -> $>; A =:= B -> $=; A == B -> $~ end,
    true = (A =< B) =:= (C =/= $>),
    true = (A >= B) =:= (C =/= $<),
    true = (A /= B) =:= (C =:= $< orelse C =:= $>),
    true = (A =/= B) =:= (C =/= $=),
    C.
deep(0, A) -> A;
deep(N, A) -> deep(N - 1, [A]).
deept(0, A) -> A;
deept(N, A) -> deept(N - 1, {A}).
