%% ets: select_replace, every form of update_counter and update_element, take, lookup_element, insert_new, on each type of table; errors.
-module(ets_replace_and_counters).
-export([main/0]).
-include("../harness/show.hrl").

main() ->
    [types(K) || K <- [set, ordered_set]], bags(), refused().

types(K) ->
    R = fun(L, F) -> show:result({K, L}, fun() -> T = ets:new(t, [K]), ets:insert(T, [{I, I * 10, a, "x"} || I <- lists:seq(1, 5)]), V = F(T), S = lists:sort(ets:tab2list(T)), ets:delete(T), {V, S} end) end,
    R(replace, fun(T) -> ets:select_replace(T, [{{'$1', '$2', '_', '_'}, [{'>', '$1', 2}], [{{'$1', {'+', '$2', 1}, new}}]}]) end),
    R(replace_some, fun(T) -> ets:select_replace(T, [{{2, '$1', '_', '_'}, [], [{{2, '$1'}}]}, {{'$1', '_', '_', '_'}, [{'<', '$1', 2}], [{const, {1, konst}}]}]) end),
    R(replace_whole, fun(T) -> ets:select_replace(T, [{{'$1', '_', '_', '_'}, [], ['$_']}]) end), R(replace_set, fun(T) -> ets:select_replace(T, [{'$1', [{'==', {element, 1, '$1'}, 3}], [{{{element, 1, '$1'}, replaced}}]}]) end),
    R(replace_key, fun(T) -> catch ets:select_replace(T, [{{'$1', '_', '_', '_'}, [], [{{{'+', '$1', 1}, x}}]}]) end), R(replace_bad, fun(T) -> catch ets:select_replace(T, [{'_', [], [foo]}]) end),
    [R({counter, C}, fun(T) -> try ets:update_counter(T, 2, C) catch E:X -> {E, X} end end) || C <- [1, -100, 1.5, {2, 5}, {2, 1, 25, 0}, {2, 100, 25, 0}, {2, -100, -25, 7}, {2, 0}, [{2, 1}, {2, 2}], [], [{2, 1}, {3, 1}], {3, 1}, {9, 1}, {1, 1}, {2, a}, {2, 1 bsl 70}, [{2, 1 bsl 62}, {2, 1 bsl 62}, {2, -(1 bsl 63)}], {2, 1, 2}, foo, [{2, 1} | x]]],
    [R({default, C, D}, fun(T) -> try ets:update_counter(T, new, C, D) catch E:X -> {E, X} end end) || {C, D} <- [{1, {k, 0}}, {{2, 5}, {k, 10}}, {{3, 1}, {k, a, 5}}, {{3, 1}, {k, a}}, {1, {k, a}}, {[{2, 1}, {3, 2}], {k, 0, 0}}, {1, foo}, {{2, 1}, {new, 1, extra}}]],
    [R({element, E}, fun(T) -> try ets:update_element(T, 3, E) catch C:X -> {C, X} end end) || E <- [{2, x}, [{2, x}, {4, "y"}], [], {1, 3}, {9, x}, {0, x}, foo, [{2, a}, foo], {2, lists:seq(1, 20)}]],
    R(element_missing, fun(T) -> ets:update_element(T, none, {2, x}) end), R(take, fun(T) -> {ets:take(T, 2), ets:take(T, 2)} end), R(insert_new, fun(T) -> {ets:insert_new(T, {1, x}), ets:insert_new(T, {9, x}), ets:insert_new(T, [{10, a}, {1, b}]), ets:insert_new(T, [{10, a}, {11, b}]), ets:insert_new(T, [])} end),
    R(lookup_element, fun(T) -> {ets:lookup_element(T, 1, 2), catch ets:lookup_element(T, 1, 9), catch ets:lookup_element(T, none, 1), catch ets:lookup_element(T, 1, 0)} end), R(member, fun(T) -> [ets:member(T, X) || X <- [1, 1.0, a]] end), R(float_key, fun(T) -> {ets:lookup(T, 1.0), ets:insert(T, {1.0, float}), ets:delete(T, 2.0)} end),
    R(delete_object, fun(T) -> {ets:delete_object(T, {1, 10, a, "x"}), ets:delete_object(T, {2, x}), ets:delete(T, none)} end), R(match_delete, fun(T) -> ets:match_delete(T, {'$1', 20, '_', '_'}) end), R(select_delete, fun(T) -> ets:select_delete(T, [{{'$1', '_', '_', '_'}, [{'<', '$1', 3}], [true]}, {{4, '_', '_', '_'}, [], [yes]}]) end), R(internal, fun(T) -> {ets:first(T) =/= x, ets:info(T, size), ets:delete_all_objects(T), ets:info(T, size), ets:first(T), ets:last(T)} end).

bags() ->
    [begin
        T = ets:new(b, [K]), R = fun(L, F) -> show:result({K, L}, F) end,
        R(insert, fun() -> ets:insert(T, [{a, 1}, {a, 2}, {a, 1}, {b, 1}, {a, 1.0}]), lists:sort(ets:lookup(T, a)) end), R(lookup_element, fun() -> lists:sort(ets:lookup_element(T, a, 2)) end), R(member, fun() -> ets:member(T, a) end), R(insert_new, fun() -> {ets:insert_new(T, {a, 3}), ets:insert_new(T, {c, 3})} end),
        R(delete_object, fun() -> ets:delete_object(T, {a, 1}), lists:sort(ets:tab2list(T)) end), R(counter, fun() -> ets:update_counter(T, b, 1) end), R(element, fun() -> ets:update_element(T, b, {2, 5}) end), R(replace, fun() -> ets:select_replace(T, [{{'$1', '$2'}, [], [{{'$1', x}}]}]) end), R(take, fun() -> lists:sort(ets:take(T, a)) end), R(count, fun() -> [ets:select_count(T, [{'_', [], [true]}]), ets:info(T, size)] end)
     end || K <- [bag, duplicate_bag]].

refused() ->
    T = ets:new(t, [set, {keypos, 2}]), ets:insert(T, {v, k}),
    ?R(ets:insert(T, {only})), ?R(ets:insert(T, foo)), ?R(ets:insert(T, [{a, b}, foo])), ?R(ets:insert(T, [{a, b} | c])), ?R(ets:insert_new(T, {x})), ?R(ets:update_element(T, k, {2, z})), ?R(ets:update_counter(T, k, {2, 1})), ?R(ets:lookup(T, k)), ?R(ets:new(t, [{keypos, 0}])), ?R(ets:new(t, [{heir, a, b}])), ?R(ets:new(t, [{write_concurrency, x}])), ?R(ets:new("t", [])), ?R(ets:new(t, [named_table, foo])), ?R(ets:select(T, '$end_of_table')), ?R(ets:select(T, [{'_', [], ['$_']}], 0)), ?R(ets:match(T, '_', -1)), ?R(ets:match_object(T, {'_', k}, 5)), ?R(ets:slot(T, -1)), ?R(ets:next(T, nope)), ?R(ets:rename(T, 1)), ?R(ets:setopts(T, [foo])), ?R(ets:safe_fixtable(T, foo)), ?R(ets:info(T, foo)), ?R(ets:give_away(T, self(), x)), ?R(ets:select_count(T, foo)), ?R(ets:lookup(show:id(foo), 1)).
