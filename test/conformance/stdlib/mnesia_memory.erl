%% mnesia in memory: schema, tables of each type, transactions, nesting, aborts, indexes, dirty operations, events.
%% alone: it keeps a schema and registered processes
%% timeout: 120
-module(mnesia_memory).
-export([main/0]).
-import(show, [result/2]).
-record(person, {name, age, city}).
-record(item, {id, tag}).

main() ->
    result("start", fun() -> mnesia:start() end),
    result("create", fun() -> [mnesia:create_table(person, [{attributes, record_info(fields, person)}, {index, [city]}]), mnesia:create_table(item, [{attributes, record_info(fields, item)}, {type, bag}]), mnesia:wait_for_tables([person, item], 5000)] end),
    result("write", fun() -> t(fun() -> [mnesia:write(#person{name = N, age = A, city = C}) || {N, A, C} <- [{ann, 30, oslo}, {bob, 40, rome}, {cid, 50, oslo}]] end) end),
    result("read", fun() -> t(fun() -> [mnesia:read(person, ann), mnesia:read({person, nobody})] end) end),
    result("index", fun() -> t(fun() -> lists:sort(mnesia:index_read(person, oslo, #person.city)) end) end),
    result("match", fun() -> t(fun() -> lists:sort(mnesia:match_object(#person{age = 40, _ = '_'})) end) end),
    result("select", fun() -> t(fun() -> lists:sort(mnesia:select(person, [{#person{name = '$1', age = '$2', _ = '_'}, [{'>', '$2', 35}], ['$1']}])) end) end),
    result("abort", fun() -> {t(fun() -> mnesia:write(#person{name = dan}), mnesia:abort(no) end), mnesia:dirty_read(person, dan)} end),
    result("error", fun() -> {aborted, {E, _}} = mnesia:transaction(fun() -> error(oops) end), E end),
    result("nested", fun() -> t(fun() -> mnesia:write(#item{id = 1, tag = outer}), {aborted, x} = mnesia:transaction(fun() -> mnesia:write(#item{id = 1, tag = inner}), mnesia:abort(x) end), mnesia:read(item, 1) end) end),
    result("bag", fun() -> t(fun() -> mnesia:write(#item{id = 2, tag = a}), mnesia:write(#item{id = 2, tag = b}), lists:sort(mnesia:read(item, 2)) end) end),
    result("delete", fun() -> t(fun() -> mnesia:delete({person, bob}), mnesia:delete_object(#item{id = 2, tag = a}), {mnesia:read(person, bob), mnesia:read(item, 2)} end) end),
    result("fold", fun() -> t(fun() -> mnesia:foldl(fun(#person{age = A}, S) -> A + S end, 0, person) end) end),
    result("all keys", fun() -> lists:sort(mnesia:dirty_all_keys(person)) end),
    result("counter", fun() -> mnesia:create_table(cnt, []), [mnesia:dirty_update_counter(cnt, k, 5), mnesia:dirty_update_counter(cnt, k, -2)] end),
    result("concurrent", fun() -> Rs = [element(2, spawn_monitor(fun() -> [t(fun() -> [C] = mnesia:wread({person, ann}), mnesia:write(C#person{age = C#person.age + 1}) end) || _ <- lists:seq(1, 10)] end)) || _ <- lists:seq(1, 10)], [receive {'DOWN', R, _, _, _} -> ok end || R <- Rs], (hd(mnesia:dirty_read(person, ann)))#person.age end),
    result("events", fun() -> mnesia:subscribe({table, item, simple}), t(fun() -> mnesia:write(#item{id = 9, tag = e}) end), receive {mnesia_table_event, {write, R, _}} -> R after 60000 -> none end end),
    result("info", fun() -> [mnesia:table_info(person, size), mnesia:table_info(person, type), mnesia:table_info(item, attributes), lists:sort(mnesia:system_info(tables))] end),
    result("qlc free activity", fun() -> mnesia:activity(async_dirty, fun() -> mnesia:read(person, cid) end) end),
    result("clear", fun() -> [mnesia:clear_table(item), mnesia:table_info(item, size), mnesia:delete_table(item)] end),
    result("stop", fun() -> mnesia:stop() end).

t(F) -> case mnesia:transaction(F) of {atomic, V} -> V; X -> X end.
