%% Random operations on a table of each kind; each result goes into a running hash, printed every 100 steps.
-module(ets_random).
-export([main/0]).

main() ->
    rand:seed(exsss, 4711),
    [run(Kind) || Kind <- [set, ordered_set, bag, duplicate_bag]],
    ok.

run(Kind) ->
    T = ets:new(Kind, [public, Kind]),
    Final = lists:foldl(fun(I, H0) ->
        H = erlang:phash2({H0, step(Kind, T)}),
        I rem 100 =:= 0 andalso io:format("~w ~w ~w ~w~n", [Kind, I, ets:info(T, size), H]),
        H end, 0, lists:seq(1, 3000)),
    io:format("~w ~w ~w~n", [Kind, Final, erlang:phash2(norm(Kind, ets:tab2list(T)))]),
    ets:delete(T).

key() ->
    case rand:uniform(6) of
        1 -> {k, rand:uniform(30)};
        2 -> list_to_atom("a" ++ integer_to_list(rand:uniform(20)));
        3 -> float(rand:uniform(10));
        4 -> [rand:uniform(5), x];
        _ -> rand:uniform(60)
    end.
value() -> lists:nth(rand:uniform(5), [1, 2, {v, rand:uniform(4)}, [a, b], <<"binary">>]).
object() -> {key(), value()}.

%% The order of a list is left open in hash tables. (Sorting alone would leave 1 and 1.0 as they come.)
norm(ordered_set, L) -> L;
norm(_, L) -> lists:sort([erlang:phash2(X) || X <- L]).

step(Kind, T) ->
    try step(rand:uniform(20), Kind, T) catch error:R -> {error, R} end.

step(1, _, T) -> ets:lookup(T, key());
step(2, _, T) -> ets:delete(T, key());
step(3, _, T) -> ets:insert_new(T, [object(), object()]);
step(4, _, T) -> ets:delete_object(T, object());
step(5, _, T) -> ets:take(T, key());
step(6, _, T) -> ets:update_counter(T, key(), {2, rand:uniform(5)}, {z, 0});
step(7, _, T) -> ets:update_element(T, key(), {2, value()});
step(8, Kind, T) -> norm(Kind, ets:match(T, {{k, '$1'}, '$2'}));
step(9, Kind, T) -> norm(Kind, ets:select(T, [{{'$1', {v, '$2'}}, [{'>', '$2', 2}], [{{'$2', '$1'}}]}]));
step(10, _, T) -> ets:select_count(T, [{{'$1', '_'}, [{is_atom, '$1'}], [true]}]);
step(11, _, T) -> ets:select_delete(T, [{{rand:uniform(60), '_'}, [], [true]}]);
step(12, Kind, T) -> norm(Kind, chunks(ets:select(T, [{{'$1', '_'}, [{is_integer, '$1'}], ['$1']}], 7), []));
step(13, _, T) -> ets:member(T, key());
step(14, ordered_set, T) -> {ets:first(T), ets:next(T, key()), ets:prev(T, key()), ets:last(T)};
step(15, bag, _) -> skipped;
step(15, _, T) -> ets:select_replace(T, [{{'$1', 1}, [], [{{'$1', one}}]}]);
step(_, _, T) -> ets:insert(T, [object() || _ <- lists:seq(1, rand:uniform(4))]).

chunks('$end_of_table', Acc) -> lists:append(Acc);
chunks({L, Cont}, Acc) when length(L) =< 7 -> chunks(ets:select(Cont), [L | Acc]).
