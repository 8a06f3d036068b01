%% The maps module whole, on small and large maps, with errors.
-module(maps_module).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    S = #{a => 1, b => 2, "c" => 3, 4 => d}, L = maps:from_list([{I, I * I} || I <- lists:seq(1, 200)]),
    [begin
        Sort = fun(X) when is_map(X) -> N1 = lists:sort(maps:to_list(X)), case length(N1) of N2 when N2 > 20 -> {N2, erlang:phash2(N1)}; _ -> N1 end; (X) -> lists:sort(X) end,
        result({Name, "keys"}, fun() -> erlang:phash2(lists:sort(maps:keys(M))) end),
        result({Name, "values"}, fun() -> erlang:phash2(lists:sort(maps:values(M))) end),
        result({Name, "put"}, fun() -> [Sort(maps:put(new, x, M)), Sort(maps:put(4, y, M))] end),
        result({Name, "get"}, fun() -> [maps:get(4, M), maps:get(zz, M, dflt), maps:find(4, M), maps:find(zz, M), maps:is_key(4, M)] end),
        result({Name, "remove"}, fun() -> [Sort(maps:remove(4, M)), Sort(maps:remove(zz, M)) =:= Sort(M)] end),
        result({Name, "take"}, fun() -> {V, M2} = maps:take(4, M), [V, maps:size(M2), maps:take(zz, M)] end),
        result({Name, "update"}, fun() -> [Sort(maps:update(4, new, M)), Sort(maps:update_with(4, fun(X) -> {X} end, M)), Sort(maps:update_with(zz, fun(X) -> X end, init, M))] end),
        result({Name, "update missing"}, fun() -> maps:update(zz, 1, M) end),
        result({Name, "update_with missing"}, fun() -> maps:update_with(zz, fun(X) -> X end, M) end),
        result({Name, "map"}, fun() -> Sort(maps:map(fun(K, V) -> {K, V} end, M)) end),
        result({Name, "filter"}, fun() -> Sort(maps:filter(fun(K, _) -> K =:= 4 orelse K =:= a end, M)) end),
        result({Name, "filtermap"}, fun() -> Sort(maps:filtermap(fun(4, V) -> {true, {V}}; (_, _) -> false end, M)) end),
        result({Name, "fold"}, fun() -> erlang:phash2(lists:sort(maps:fold(fun(K, V, A) -> [{K, V} | A] end, [], M))) end),
        result({Name, "foreach"}, fun() -> maps:foreach(fun(_, _) -> ok end, M) end),
        result({Name, "merge"}, fun() -> [Sort(maps:merge(M, #{4 => other, q => 1})), Sort(maps:merge(#{4 => other, q => 1}, M))] end),
        result({Name, "merge_with"}, fun() -> Sort(maps:merge_with(fun(K, A, B) -> {K, A, B} end, M, #{4 => other, q => 1})) end),
        result({Name, "with"}, fun() -> [Sort(maps:with([4, a, zz], M)), Sort(maps:without([4, a, zz], M)), Sort(maps:intersect(M, #{4 => z, y => 1})), Sort(maps:intersect_with(fun(_, A, B) -> {A, B} end, M, #{4 => z, y => 1}))] end),
        result({Name, "iterator"}, fun() -> I = walk(maps:next(maps:iterator(M))), {length(I), lists:sort(I) =:= lists:sort(maps:to_list(M))} end),
        %% an error up to OTP 25, whose reason shows the map in its own order
        result({Name, "list of an iterator"}, fun() -> try lists:sort(maps:to_list(maps:iterator(M))) catch error:{badmap, _} -> badmap end end),
        result({Name, "size"}, fun() -> [maps:size(M), map_size(M)] end),
        result({Name, "crash"}, fun() -> maps:map(fun(_, _) -> error(x) end, M) end)
    end || {Name, M} <- [{small, S}, {large, L}]],
    result("new", fun() -> [maps:new(), maps:from_list([]), maps:to_list(#{}), maps:keys(#{})] end),
    result("from_list dup", fun() -> maps:from_list([{a, 1}, {b, 2}, {a, 3}]) end),
    result("from_keys", fun() -> [maps:from_keys([a, b, a], v), maps:size(maps:from_keys(lists:seq(1, 100), v))] end),
    [result({bad, N}, F) || {N, F} <- [{from_list, fun() -> maps:from_list(id([a])) end}, {from_list2, fun() -> maps:from_list(id([{a, 1} | b])) end}, {from_keys, fun() -> maps:from_keys(id(a), 1) end}, {get, fun() -> maps:get(a, id([])) end}, {get2, fun() -> maps:get(a, #{}) end}, {keys, fun() -> maps:keys(id(a)) end}, {merge, fun() -> maps:merge(#{}, id(b)) end}, {fold, fun() -> maps:fold(id(a), 0, #{}) end},
        {map, fun() -> maps:map(fun(X) -> X end, #{a => 1}) end}, {next, fun() -> maps:next(id(a)) end}, {put, fun() -> maps:put(a, b, id({})) end}, {remove, fun() -> maps:remove(a, id(1)) end}, {with, fun() -> maps:with(id(a), #{}) end}, {size, fun() -> maps:size(id([])) end}, {find, fun() -> maps:find(a, id(b)) end}, {is_key, fun() -> maps:is_key(a, id(b)) end}, {filter, fun() -> maps:filter(fun(_, _) -> x end, #{a => 1}) end}, {groups, fun() -> maps:groups_from_list(id(a), []) end}]],
    result("groups_from_list", fun() -> [maps:groups_from_list(fun(X) -> X rem 3 end, lists:seq(1, 10)), maps:groups_from_list(fun(X) -> X rem 2 end, fun(X) -> X * X end, lists:seq(1, 5))] end),
    result("grow by random", fun() -> {M, _} = lists:foldl(fun(_, {A, St}) -> {K, S1} = rand:uniform_s(300, St), {Op, S2} = rand:uniform_s(3, S1), {case Op of 3 -> maps:remove(K, A); _ -> A#{K => Op} end, S2} end, {#{}, rand:seed_s(exsss, 3)}, lists:seq(1, 5000)), {map_size(M), erlang:phash2(lists:sort(maps:to_list(M)))} end),
    result("colliding floats", fun() -> M = maps:from_list([{I * 1.0, a} || I <- lists:seq(1, 100)] ++ [{I, b} || I <- lists:seq(1, 100)]), {map_size(M), maps:get(5, M), maps:get(5.0, M)} end),
    result("all types as keys", fun() -> Ks = [1, 1.0, a, "a", <<"a">>, {a}, [], {}, #{}, 1 bsl 70, -1.5, fun lists:map/2, [a | b], <<1:3>>], M = maps:from_list([{K, I} || {I, K} <- lists:zip(lists:seq(1, 14), Ks)] ++ [{I + 1000, x} || I <- lists:seq(1, 50)]), [maps:get(K, M) || K <- Ks] end).

walk(none) -> [];
walk({K, V, I}) -> [{K, V} | walk(maps:next(I))].
