%% Records: construction, update, defaults, matching, index, wrong record in each operation, is_record.
-module(records).
-export([main/0]).
-import(show, [result/2, id/1]).
-record(p, {x = 0, y = 0, name}).
-record(big, {a, b, c, d, e, f, g, h, i = i, j = [], k = {}, l = <<>>}).
-record(empty, {}).

main() ->
    P = #p{name = "n"},
    io:format("~w ~w ~w~n", [P, #big{}, #empty{}]),
    io:format("~w~n", [P#p{x = 1, y = 2}]),
    B = #big{a = 1, l = last},
    io:format("~w~n", [B#big{a = 2, b = 3, c = 4, f = 7, j = nine}]),
    io:format("~w~n", [B]),
    io:format("~w ~w~n", [#p.name, #big.l]),
    io:format("~w~n", [[(id(B))#big.a, (id(B))#big.l, P#p.name]]),
    result("access wrong", fun() -> (id({q, 1}))#p.x end),
    result("access short", fun() -> (id({p, 1}))#p.x end),
    result("access atom", fun() -> (id(foo))#p.x end),
    result("update wrong", fun() -> (id(foo))#p{x = 1} end),
    result("update wrong size", fun() -> (id({p, 1, 2}))#p{x = 1} end),
    result("match", fun() -> #p{x = X, y = Y} = id(#p{x = 8, y = 9}), {X, Y} end),
    result("badmatch", fun() -> #p{x = 1} = id(#p{x = 2}), ok end),
    result("is_record", fun() -> [is_record(id(P), p), is_record(id(P), p, 4), is_record(id({p}), p), is_record(id(P), big)] end),
    result("record_info", fun() -> {record_info(fields, p), record_info(size, big)} end),
    result("nested", fun() -> R = #p{x = #p{x = #p{x = 5}}}, ((R#p.x)#p.x)#p.x end),
    result("setelement", fun() -> setelement(#p.y, P, new) end),
    result("list keyfind", fun() -> lists:keyfind(2, #p.x, [#p{x = I, name = I * I} || I <- [1, 2, 3]]) end),
    result("wildcard", fun() -> #p{_ = '_', x = '$1'} end),
    result("shared update", fun() -> update(#big{}, 50) end).

update(R, 0) -> R;
update(R, N) -> update(R#big{a = N, b = R#big.a, c = {N, R#big.b}}, N - 10).
