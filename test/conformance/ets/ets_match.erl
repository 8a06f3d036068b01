%% match, match_object, match_delete, select in all forms, continuations, limits, every guard and body construct.
-module(ets_match).
-export([main/0]).
-import(show, [result/2, id/1]).
-include_lib("stdlib/include/ms_transform.hrl").

main() -> [table(Type) || Type <- [set, ordered_set, bag]], specs().

table(Type) ->
    io:format("== ~w~n", [Type]),
    T = ets:new(t, [Type]),
    ets:insert(T, [{I, I rem 3, {x, I * I}, [I, a]} || I <- lists:seq(1, 50)]),
    S = fun lists:sort/1,
    result("match", fun() -> S(ets:match(T, {'$1', 0, {x, '$2'}, '_'})) end),
    result("match key", fun() -> ets:match(T, {7, '$1', '$3', '_'}) end),
    result("match order", fun() -> S(ets:match(T, {'$2', 1, '$1', [3 | '$5']})) end),
    result("match list", fun() -> S(ets:match(T, {'$1', '_', '_', ['$1' | '_']})) =:= S([[I] || I <- lists:seq(1, 50)]) end),
    result("match none", fun() -> ets:match(T, {'$1', 5, '_', '_'}) end),
    result("match arity", fun() -> ets:match(T, {'$1', '$2'}) end),
    result("match all", fun() -> length(ets:match(T, '$1')) end),
    result("match_object", fun() -> S(ets:match_object(T, {'_', 2, {x, '_'}, '_'})) end),
    result("object exact", fun() -> ets:match_object(T, {4, 1, {x, 16}, [4, a]}) end),
    result("object float", fun() -> ets:match_object(T, {4.0, 1, '_', '_'}) end),
    result("limit", fun() -> collect(ets:match(T, {'$1', 0, '_', '_'}, 4), fun ets:match/1) end),
    result("object limit", fun() -> length(collect(ets:match_object(T, {'_', 1, '_', '_'}, 5), fun ets:match_object/1)) end),
    result("select limit", fun() -> collect(ets:select(T, [{{'$1', '_', '_', '_'}, [{'>', '$1', 20}], ['$1']}], 7), fun ets:select/1) end),
    result("select 1", fun() -> length(collect(ets:select(T, [{'$1', [], ['$1']}], 1), fun ets:select/1)) end),
    result("select none", fun() -> ets:select(T, [{{'$1', 9, '_', '_'}, [], ['$1']}], 3) end),
    result("end", fun() -> ets:select('$end_of_table') end),
    result("count", fun() -> ets:select_count(T, [{{'_', '$1', '_', '_'}, [{'=:=', '$1', 2}], [true]}]) end),
    result("count not true", fun() -> ets:select_count(T, [{{'_', '$1', '_', '_'}, [], ['$1']}]) end),
    result("fun2ms", fun() -> S(ets:select(T, ets:fun2ms(fun({A, B, {x, C}, _}) when A > 45, B =/= 1 -> {A, [C, B]} end))) end),
    result("replace", fun() -> catch_it(fun() -> [ets:select_replace(T, [{{'$1', 0, '$2', '$3'}, [], [{{'$1', zero, '$2', '$3'}}]}]), ets:select_count(T, [{{'_', zero, '_', '_'}, [], [true]}])] end) end),
    result("replace key", fun() -> catch_it(fun() -> ets:select_replace(T, [{{'$1', 1, '$2', '$3'}, [], [{{{'+', '$1', 1}, 1, '$2', '$3'}}]}]) end) end),
    result("match_delete", fun() -> [ets:match_delete(T, {'_', 1, '_', '_'}), ets:info(T, size)] end),
    result("select_delete", fun() -> [ets:select_delete(T, [{{'$1', '_', '_', '_'}, [{'<', '$1', 10}], [true]}]), ets:info(T, size)] end),
    result("select reverse", fun() -> S(ets:select_reverse(T, [{{'$1', '_', '_', '_'}, [{'>', '$1', 40}], ['$1']}])) end),
    result("is_compiled", fun() -> [ets:is_compiled_ms(ets:match_spec_compile([])), ets:is_compiled_ms(a)] end),
    ets:delete(T).

specs() ->
    Objects = [{1, a}, {2, "list"}, {3.5, <<"bin">>}, {k, {a, b, c}}, {m, #{a => 1, b => [x]}}, {n, []}, {self(), make_ref()}, {-7, true}, {1 bsl 70, false}, {f, fun erlang:self/0}],
    R = fun(Spec) -> try ets:match_spec_run(Objects, ets:match_spec_compile(Spec)) catch C:E -> {C, E} end end,
    Guards = [{is_atom, '$1'}, {is_integer, '$1'}, {is_float, '$1'}, {is_number, '$1'}, {is_list, '$2'}, {is_tuple, '$2'}, {is_binary, '$2'}, {is_map, '$2'}, {is_pid, '$1'}, {is_reference, '$2'}, {is_function, '$2'}, {is_boolean, '$2'},
              {'>', '$1', 2}, {'<', '$1', 2}, {'>=', '$1', 2}, {'=<', '$1', 2}, {'==', '$1', 1.0}, {'=:=', '$1', 1}, {'/=', '$1', 1}, {'=/=', '$1', 1.0}, {'not', {is_atom, '$1'}}, {'andalso', {is_integer, '$1'}, {'>', '$1', 1}},
              {'orelse', {is_float, '$1'}, {is_pid, '$1'}}, {'and', true, {is_atom, '$1'}}, {'or', false, {is_atom, '$1'}}, {'xor', true, {is_atom, '$1'}}, {'=:=', {'+', '$1', 1}, 2}, {'=:=', {'rem', '$1', 2}, 0}, {'>', {'*', '$1', -1}, 5},
              {'=:=', {abs, '$1'}, 7}, {'=:=', {length, '$2'}, 4}, {'=:=', {hd, '$2'}, $l}, {'=:=', {element, 2, '$2'}, b}, {'=:=', {size, '$2'}, 3}, {'=:=', {tuple_size, '$2'}, 3}, {'=:=', {map_size, '$2'}, 2}, {is_map_key, a, '$2'}, {'=:=', {map_get, a, '$2'}, 1},
              {'=:=', {byte_size, '$2'}, 3}, {'=:=', {trunc, '$1'}, 3}, {'=:=', {'bsl', '$1', 1}, 2}, {'=:=', '$1', {const, k}}, {'=:=', '$2', {{a, b, c}}}, {'=:=', '$2', {const, {a, b, c}}}, true, false, '$2', {is_record, '$2', a, 3}, {'=:=', {node, '$1'}, {node}}, {'>', {'div', '$1', 0}, 1},
              {'=:=', '$2', []}, {'=:=', '$2', "list"}, {'=:=', '$2', #{a => 1, b => [x]}}, {'=:=', '$1', 1 bsl 70}, {'=:=', '$1', {self}}],
    [result({guard, G}, fun() -> R([{{'$1', '$2'}, [G], ['$1']}]) end) || G <- Guards],
    Bodies = ['$1', '$_', '$$', {{'$2', '$1'}}, ['$1', '$2'], {const, {x, '$1'}}, [], "str", <<"b">>, {'+', '$1', 1}, {element, 1, '$_'}, {{k, {{n, '$1'}}}}, #{key => '$1'}, {hd, '$2'}, {self}, {size, '$_'}, atom, 1.5],
    [result({body, B}, fun() -> R([{{'$1', '$2'}, [], [B]}]) end) || B <- Bodies],
    Bad = [[{{'$1'}, [{foo, '$1'}], ['$1']}], [{{'$1'}, [], ['$2']}], [{{'$1'}, [], {x}}], [{a, [], [1]}], [a], a, [{{'$1'}, [{'>', '$1'}], ['$1']}], [{{'$1', '_'}, [], []}], [{{'$1', '_'}, a, ['$1']}]],
    [result({bad, B}, fun() -> R(B) end) || B <- Bad],
    result("several clauses", fun() -> R([{{1, '$1'}, [], [{{one, '$1'}}]}, {{'$1', '_'}, [{is_atom, '$1'}], [{{atom, '$1'}}]}, {{'$1', '$2'}, [{is_list, '$2'}], ['$2']}]) end),
    result("several bodies", fun() -> R([{{'$1', '$2'}, [{is_atom, '$1'}], ['$2', '$1']}]) end),
    result("same var", fun() -> ets:match_spec_run([{1, 1}, {1, 2}, {1, 1.0}, {{a}, {a}}], ets:match_spec_compile([{{'$1', '$1'}, [], ['$1']}])) end),
    result("big var", fun() -> ets:match_spec_run([{1, 2}], ets:match_spec_compile([{{'$100', '$7'}, [], ['$$']}])) end),
    result("maps in head", fun() -> ets:match_spec_run([{#{a => 1, b => 2}}, {#{a => 3}}, {x}], ets:match_spec_compile([{{#{a => '$1'}}, [], ['$1']}])) end),
    result("improper head", fun() -> ets:match_spec_run([{[1 | 2]}, {[1, 2]}], ets:match_spec_compile([{{['$1' | '$2']}, [], [{{'$1', '$2'}}]}])) end),
    result("test_ms", fun() -> [ets:test_ms({a, 1}, [{{a, '$1'}, [], ['$1']}]), ets:test_ms({b, 1}, [{{a, '$1'}, [], ['$1']}])] end).

collect('$end_of_table', _) -> [];
collect({L, C}, F) -> lists:sort(L ++ collect(F(C), F)).
catch_it(F) -> try F() catch C:R -> {C, R} end.
