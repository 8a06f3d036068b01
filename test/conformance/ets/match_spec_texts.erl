%% What ets:test_ms/2 and erlang:match_spec_test/3 say of specifications and objects that are none.
-module(match_spec_texts).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    Good = [{{'$1'}, [], ['$1']}],
    Specs = [Good, foo, [], [foo], [{a, b}], [{'$1', [], []}], [{'$1', foo, ['$1']}], [{'$1', [], foo}], [{'$1', [foo | bar], ['$1']}], [{'$1', [], ['$1' | x]}],
             [{{'$1'}, [{foo}], ['$1']}], [{{'$1'}, [{foo, '$1', 2}], ['$1']}], [{{'$1'}, [], ['$2']}], [{'$1', [{is_atom, '$2'}], ['$1']}],
             [{'$1', [{is_atom, '$2'}], ['$1']}, {1}], [{'$1', [{is_atom, '$2'}, {foo}], ['$3']}], [{'$1', [], [{a, b}]}], [{'$1', [], [{}]}],
             [{'$1', [], [{const}]}], [{'$1', [], [{const, a, b}]}], [{'$1', [{'and'}], ['$1']}], [{'$1', [], [#{'$1' => '$2'}]}], [{#{'$1' => a}, [], ['$1']}],
             [{#{'_' => a}, [], ['$1']}], [{'$1', [], [{message, '$1'}]}], [{'$1', [], ['$_', '$$', {self}]}], [{'$1', [{'is_record', '$1', a}], ['$1']}], [{'$1', [], ['$1']} | foo]],
    [result({test_ms, S}, fun() -> ets:test_ms({a}, id(S)) end) || S <- Specs],
    [result({table, S}, fun() -> erlang:match_spec_test({a}, id(S), table) end) || S <- Specs],
    [result({trace, S}, fun() -> erlang:match_spec_test([a], id(S), trace) end) || S <- [[{['$1'], [], [{message, '$1'}]}], [{['$1'], [], [{foo}]}], foo, [{'$1', [{'$2'}], []}]]],
    [result({object, O}, fun() -> ets:test_ms(id(O), Good) end) || O <- [foo, {a}, {a, b}, [], "a", 17, #{}, <<>>]],
    [result({any_object, O}, fun() -> ets:test_ms(id(O), [{'$1', [], ['$1']}]) end) || O <- [foo, {a}, [], 17]],
    [result({trace_object, O}, fun() -> erlang:match_spec_test(id(O), [{'_', [], [true]}], trace) end) || O <- [foo, {a}, [], [a], 17]],
    [result({kind, K}, fun() -> erlang:match_spec_test({a}, Good, id(K)) end) || K <- [foo, 1, "table"]].
