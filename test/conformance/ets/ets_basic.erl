%% Tables of each type: insert, lookup, delete, take, member, update, what each returns.
-module(ets_basic).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> [table(T) || T <- [set, ordered_set, bag, duplicate_bag]], errors().

table(Type) ->
    io:format("== ~w~n", [Type]),
    T = ets:new(t, [Type, public]),
    S = fun() -> lists:sort(ets:tab2list(T)) end,
    result("insert", fun() -> [ets:insert(T, {a, 1}), ets:insert(T, {b, 2}), ets:insert(T, {a, 3}), ets:insert(T, {a, 1}), S()] end),
    result("insert list", fun() -> [ets:insert(T, [{c, 1}, {d, 2}, {c, 3}]), S()] end),
    result("lookup", fun() -> [ets:lookup(T, K) || K <- [a, b, c, zz]] end),
    result("numbers", fun() -> ets:insert(T, [{1, int}, {1.0, float}]), [lists:sort(ets:lookup(T, 1)), lists:sort(ets:lookup(T, 1.0))] end),
    result("member", fun() -> [ets:member(T, K) || K <- [a, zz, 1]] end),
    result("insert_new", fun() -> [ets:insert_new(T, {a, 9}), ets:insert_new(T, {new, 9}), ets:insert_new(T, [{x, 1}, {a, 1}]), ets:insert_new(T, [{y, 1}, {z, 1}]), S()] end),
    result("lookup_element", fun() -> [ets:lookup_element(T, b, 2), catch_it(fun() -> ets:lookup_element(T, a, 2) end), catch_it(fun() -> ets:lookup_element(T, b, 3) end), catch_it(fun() -> ets:lookup_element(T, zz, 1) end)] end),
    result("take", fun() -> [ets:take(T, a), ets:take(T, a), ets:lookup(T, a)] end),
    result("delete_object", fun() -> ets:insert(T, [{o, 1}, {o, 2}, {o, 1}]), [ets:delete_object(T, {o, 1}), lists:sort(ets:lookup(T, o)), ets:delete_object(T, {o, 77})] end),
    result("delete key", fun() -> [ets:delete(T, o), ets:delete(T, nothing), ets:lookup(T, o)] end),
    result("size", fun() -> ets:info(T, size) end),
    result("tab2list", S),
    result("update_counter", fun() -> ets:insert(T, {cnt, 5, 10}), catch_it(fun() -> [ets:update_counter(T, cnt, 1), ets:update_counter(T, cnt, {3, -2}), ets:update_counter(T, cnt, [{2, 1}, {3, 5, 10, 0}]), ets:lookup(T, cnt)] end) end),
    result("update_element", fun() -> catch_it(fun() -> [ets:update_element(T, cnt, {2, x}), ets:update_element(T, cnt, [{2, y}, {3, z}]), ets:update_element(T, none, {2, x}), ets:lookup(T, cnt)] end) end),
    result("wide tuples", fun() -> ets:insert(T, {wide, 1, "two", <<"three">>, {4}, #{5 => 6}, 1.5, 1 bsl 80}), ets:lookup(T, wide) end),
    result("any key", fun() -> Ks = [[], {}, "s", <<"b">>, #{a => 1}, 1.5, 1 bsl 80, {t, [u]}], [ets:insert(T, {K, v}) || K <- Ks], [ets:member(T, K) || K <- Ks] end),
    result("delete_all", fun() -> [ets:delete_all_objects(T), ets:info(T, size), ets:tab2list(T), ets:first(T)] end),
    result("info", fun() -> [ets:info(T, K) || K <- [type, protection, named_table, keypos, name, size, compressed, read_concurrency]] end),
    result("delete", fun() -> [ets:delete(T), ets:info(T), ets:info(T, size)] end),
    result("after delete", fun() -> ets:lookup(T, a) end).

errors() ->
    T = ets:new(e, [{keypos, 2}]),
    result("keypos", fun() -> ets:insert(T, {v, k}), ets:lookup(T, k) end),
    [result({bad_insert, X}, fun() -> ets:insert(T, id(X)) end) || X <- [a, {}, {one}, [a], [{x, y} | z], [{x, y}, {z}]]],
    result("nothing inserted", fun() -> ets:tab2list(T) end),
    [result({bad_new, O}, fun() -> ets:new(x, id(O)) end) || O <- [[foo], a, [{keypos, 0}], [{keypos, a}], [set | bag], [{heir, x, y}]]],
    result("bad name", fun() -> ets:new(id("x"), []) end),
    result("no table", fun() -> ets:lookup(id(no_table), a) end),
    result("not a table", fun() -> ets:insert(make_ref(), {a}) end),
    result("named", fun() -> [ets:new(nm, [named_table]), ets:insert(nm, {a}), ets:whereis(nm) =/= undefined, ets:info(nm, named_table), ets:info(ets:whereis(nm), name)] end),
    result("named again", fun() -> ets:new(nm, [named_table]) end),
    result("rename", fun() -> [ets:rename(nm, nm2), ets:lookup(nm2, a), ets:whereis(nm), ets:info(nm2, name)] end),
    result("owner", fun() -> ets:info(nm2, owner) =:= self() end),
    result("in all", fun() -> lists:member(nm2, ets:all()) end),
    result("delete named", fun() -> [ets:delete(nm2), ets:whereis(nm2)] end),
    result("cause", fun() -> try ets:insert(nm2, {a}) catch error:R:St -> {R, element(4, hd(St))} end end),
    result("cause key", fun() -> try ets:lookup_element(T, none, 1) catch error:R:St -> {R, element(4, hd(St))} end end).

catch_it(F) -> try F() catch C:R -> {C, R} end.
