%% dets: open, insert, look up, match, traverse, close and open again, repair of an unclosed file.
-module(dets_tables).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    file:delete("t.dets"),
    [begin
        io:format("== ~w~n", [Type]),
        file:delete("t.dets"),
        result("open", fun() -> dets:open_file(dt, [{file, "t.dets"}, {type, Type}]) end),
        result("insert", fun() -> [dets:insert(dt, {a, 1}), dets:insert(dt, [{b, 2}, {a, 3}, {c, "x"}]), dets:insert_new(dt, {a, 9}), dets:insert_new(dt, {n, 9})] end),
        result("lookup", fun() -> [lists:sort(dets:lookup(dt, K)) || K <- [a, b, zz]] end),
        result("member", fun() -> [dets:member(dt, a), dets:member(dt, zz), dets:info(dt, size), dets:info(dt, type)] end),
        result("match", fun() -> [lists:sort(dets:match(dt, {'$1', 2})), lists:sort(dets:match_object(dt, {a, '_'})), lists:sort(dets:select(dt, [{{'$1', '$2'}, [{is_integer, '$2'}], ['$1']}]))] end),
        result("fold", fun() -> lists:sort(dets:foldl(fun(X, A) -> [X | A] end, [], dt)) end),
        result("delete", fun() -> [dets:delete(dt, b), dets:delete_object(dt, {a, 3}), dets:match_delete(dt, {n, '_'}), lists:sort(dets:match_object(dt, '_'))] end),
        result("many", fun() -> dets:insert(dt, [{I, lists:duplicate(I rem 20, I)} || I <- lists:seq(1, 500)]), [dets:info(dt, size), dets:lookup(dt, 77)] end),
        result("close", fun() -> dets:close(dt) end),
        result("again", fun() -> {ok, dt} = dets:open_file(dt, [{file, "t.dets"}, {type, Type}]), R = [dets:info(dt, size), dets:lookup(dt, 400), dets:lookup(dt, c)], dets:close(dt), R end),
        result("to ets", fun() -> {ok, _} = dets:open_file(dt, [{file, "t.dets"}, {type, Type}]), E = ets:new(e, [Type]), true = is_pid(whereis(dets)) orelse true, dets:to_ets(dt, E), R = ets:info(E, size), dets:close(dt), R end),
        result("wrong type", fun() -> case dets:open_file(dt, [{file, "t.dets"}, {type, case Type of set -> bag; _ -> set end}]) of {error, {R, _}} -> R; {error, {R, _, _}} -> R end end)
    end || Type <- [set, bag, duplicate_bag]],
    result("not a dets file", fun() -> file:write_file("t.dets", "garbage that is long enough to be read as a header of some kind or other"), {error, E} = dets:open_file(dt, [{file, "t.dets"}]), element(1, E) end),
    result("is_dets_file", fun() -> R = dets:is_dets_file("t.dets"), file:delete("t.dets"), R end),
    result("all", fun() -> dets:all() end).
