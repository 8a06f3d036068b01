%% Random operations on a table of each kind, with what OTP answers:
%%     Kind, Function, [Args …], Order, Result
%% one line each, fields separated by tabs. Order is `exact`, or `any` where the order of a list is left open.
-module(operations).
-export([main/1]).

main([Seed, Count]) ->
    rand:seed(exsss, list_to_integer(Seed)),
    N = list_to_integer(Count),
    [run(Kind, N) || Kind <- [set, ordered_set, bag, duplicate_bag]],
    halt(0).

run(Kind, N) ->
    ets:new(Kind, [named_table, public, Kind, {keypos, 1}]),
    line(Kind, new, [Kind, [named_table, public, Kind, {keypos, 1}]], exact, Kind),
    [step(Kind) || _ <- lists:seq(1, N)],
    ets:delete(Kind).

step(Kind) ->
    {F, Args, Order} = operation(Kind),
    Result = try apply(ets, F, [Kind | Args]) catch error:R -> {'EXIT', R} end,
    line(Kind, F, [Kind | Args], Order, Result).

line(Kind, F, Args, Order, {'EXIT', R}) ->
    io:format("~w\t~w\t~s\t~w\terror:~w~n", [Kind, F, args(Args), Order, R]);
line(Kind, F, Args, any, Result) when is_list(Result) ->
    io:format("~w\t~w\t~s\tany\t~w~n", [Kind, F, args(Args), lists:sort(Result)]);
line(Kind, F, Args, Order, Result) ->
    io:format("~w\t~w\t~s\t~w\t~w~n", [Kind, F, args(Args), Order, Result]).

args(Args) -> lists:join("\t", [io_lib:format("~w", [A]) || A <- Args]).

pick(L) -> lists:nth(rand:uniform(length(L)), L).

key() ->
    pick([1, 1.0, 2, 2.5, a, b, {k, 1}, {k, 2}, {k, 1.0}, [x, y], [], {}, <<"key">>, 1 bsl 70, -(1 bsl 65), #{a => 1},
          "text", {k, {deep, 3}}, rand:uniform(20), rand:uniform(20), {k, rand:uniform(5)}]).
value() -> pick([rand:uniform(9), 1.5, x, y, [1, 2], {t, rand:uniform(3)}, #{v => 1, w => 2}, <<0:1600>>, 1 bsl 64, [a | b]]).
object() -> pick([{key(), value()}, {key(), rand:uniform(5)}, {key(), value(), value()}, {key()}]).

operation(Kind) ->
    Ordered = case Kind of ordered_set -> exact; _ -> any end,
    case rand:uniform(24) of
        1 -> {insert, [[object() || _ <- lists:seq(1, rand:uniform(4))]], exact};
        2 -> {insert_new, [object()], exact};
        3 -> {insert_new, [[object(), object()]], exact};
        4 -> {lookup, [key()], exact};
        5 -> {member, [key()], exact};
        6 -> {lookup_element, [key(), rand:uniform(3)], exact};
        7 -> {delete, [key()], exact};
        8 -> {delete_object, [object()], exact};
        9 -> {take, [key()], exact};
        10 -> {update_counter, [key(), pick([1, -3, {2, 5}, {3, 2}, {2, 1, 4, 0}, {2, -1, -2, 9}, [{2, 1}, {2, 1 bsl 62}]])], exact};
        11 -> {update_counter, [key(), pick([1, {2, 1}, {3, 1}]), pick([{z, 5}, {z}, {z, 1, 2}])], exact};
        12 -> {update_element, [key(), pick([{2, value()}, {3, value()}, {1, k}, [{2, x}, {2, y}]])], exact};
        13 when Kind =:= ordered_set -> {pick([next, prev]), [key()], exact};
        14 when Kind =:= ordered_set -> {pick([first, last]), [], exact};
        15 -> {info, [size], exact};
        16 -> {match, [pattern()], Ordered};
        17 -> {match_object, [pattern()], Ordered};
        18 -> {select, [spec()], Ordered};
        19 when Kind =:= ordered_set -> {select_reverse, [spec()], exact};
        20 -> {select_count, [[{pattern(), guards(), [pick([true, false, {is_atom, '$_'}])]}]], exact};
        21 -> {internal_select_delete, [[{{'$1', pick(['$2', 1, x])}, guards(), [pick([true, {'=:=', '$1', 3}])]}]], exact};
        22 -> {select_replace, [[{{'$1', '$2'}, guards(), [{{'$1', pick([new, {{'$2', 1}}, [{const, z} | '$2']])}}]}]], exact};
        _ -> {insert, [object()], exact}
    end.

pattern() ->
    pick(['_', '$1', {'$1', '_'}, {'_', '$1'}, {'$1', '$2', '_'}, {'$2', '$1', '$1'}, {key(), '$1'}, {{k, '$1'}, '_'},
          {{k, '_'}, '$7'}, {[x | '$1'], '$2'}, {'$1', #{v => '$2'}}, {'$1', [1 | '$2']}, {'$1', {t, '$2'}}, {'$1', value()}, foo]).

guards() ->
    pick([[], [], [{is_integer, '$1'}], [{'>', '$1', 3}], [{'or', {is_atom, '$1'}, {is_tuple, '$1'}}],
          [{'andalso', {is_list, '$1'}, {'=:=', {length, '$1'}, 2}}], [{'==', {size, '$1'}, 2}], [{'not', {is_float, '$1'}}],
          [{hd, '$1'}], [{'<', {abs, '$1'}, 3}], [{is_map_key, a, '$1'}], [{'=/=', '$1', {const, {k, 1}}}],
          [{'=<', {{k, 1}}, '$1'}], [{is_record, '$1', k, 2}], [{'orelse', {is_binary, '$1'}, {'>', {'+', '$1', 1}, 5}}]]).

spec() ->
    case rand:uniform(5) of
        1 -> [{{key(), '$1'}, [], [{{'$1', '$_'}}]}, {{key(), '_'}, [], ['$_']}];
        2 -> [{{'$1', '$2'}, guards(), [body()]}, {{'$1', '_', '$2'}, guards(), [body()]}];
        3 -> [{{{k, '$1'}, '$2'}, guards(), [body()]}];
        _ -> [{{'$1', '$2'}, guards(), [body()]}]
    end.
body() ->
    pick(['$_', '$$', '$1', {{'$1', x}}, [{'+', '$1', 1}, {hd, '$1'}], {element, 1, '$1'}, #{key => '$1', '$2' => y},
          {{}}, {const, {a, [b]}}, {size, '$2'}, {'*', '$1', 3}, {tl, '$1'}, {map_get, a, '$1'}, {'and', true, '$1'},
          {'andalso', {is_atom, '$1'}, '$2'}]).
