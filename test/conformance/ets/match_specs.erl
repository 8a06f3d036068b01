%% Match specifications: what they compute, and what is said of wrong ones.
-module(match_specs).
-include_lib("stdlib/include/ms_transform.hrl").
-export([main/0]).

main() ->
    T = {a, 5, [1, 2], #{k => v}, <<1, 2>>, 1.5},
    [show(ets:test_ms(T, [{'$1', [], [B]}])) || B <- bodies()],
    [show(ets:test_ms(T, [{{'$1', '$2', '$3', '_', '_', '$4'}, [G], [{{'$1', '$2'}}]}])) || G <- guards()],
    [show(catch ets:test_ms(T, MS)) || MS <- wrong()],
    [show(ets:test_ms(T, [{P, [], ['$$']}])) || P <- patterns()],
    show(ets:match_spec_run([{1, a}, {2, b}, x, {3, c}], ets:match_spec_compile(ets:fun2ms(fun({N, A}) when N > 1 -> [A | N] end)))),
    C = ets:match_spec_compile([{'$1', [], [{{'$1', {self}}}]}]),
    Self = self(),
    show([P =:= Self || {_, P} <- ets:match_spec_run([a], C)]),
    Pid = spawn(fun() -> Self ! {self(), ets:match_spec_run([a], C)} end),
    show(receive {Pid, [{a, P}]} -> P =:= Pid end),
    show({ets:is_compiled_ms(C), ets:is_compiled_ms(make_ref()), ets:is_compiled_ms(foo)}),
    show(length(ets:match_spec_run(lists:seq(1, 50000), ets:match_spec_compile([{'$1', [{'=:=', {'rem', '$1', 3}, 0}], ['$1']}])))),
    show(erlang:match_spec_test([x, 1], [{['$1', '$2'], [], [{message, {{'$2', '$1'}}}, {return_trace}]}], trace)),
    ok.

show(X) -> io:format("~0p~n", [X]).

bodies() ->
    ['$_', '$$', {element, 2, '$1'}, {{{element, 1, '$1'}, x}}, [{hd, {element, 3, '$1'}} | tail], #{key => {size, '$1'}},
     {'+', {element, 2, '$1'}, 1}, {'/', {element, 2, '$1'}, 0}, [{'/', 1, 0}, ok], {'andalso', true, 5}, {'orelse', 5, true},
     {'and', true, true, false}, {'or', false, 1}, {'xor', true, false}, {'not', true}, {const, {1, '$1'}}, {map_get, k, {element, 4, '$1'}},
     {is_map_key, z, {element, 4, '$1'}}, {map_size, {element, 4, '$1'}}, {byte_size, {element, 5, '$1'}},
     {round, {element, 6, '$1'}}, {trunc, 2.7}, {abs, -3}, {'bsl', 1, 100}, {'bnot', 5}, {'div', 7, -2}, {'rem', -7, 2}, {node}, {is_function, '$1'}].
guards() ->
    [true, false, '$2', {is_atom, '$1'}, {'>', '$2', 4}, {'=:=', {length, '$3'}, 2}, {'==', '$4', 1.5}, {hd, '$1'},
     {'or', {hd, '$1'}, true}, {'orelse', true, {hd, '$1'}}, {is_record, '$_', a, 6}, {is_record, '$_', b}, {'=:=', '$_', '$_'},
     {'<', '$1', '$3'}, {'andalso', {is_list, '$3'}, {'=:=', {hd, '$3'}, 1}}].
wrong() ->
    [foo, [], [foo], [{'$1', [], []}], [{'$1', [], ['$2']}], [{'$1', [{foo, 1}], [1]}], [{'$1', [], [{1, 2}]}], [{'$1', [], [{}]}],
     [{'_', a, [1]}], [{'_', [], a}], [{'_', [], [1 | 2]}], [{'_', [], [1]} | x], [{'_', [], [{const}]}], [{'_', [], [{'and'}]}],
     [{#{'$1' => a}, [], [1]}], [{'_', [{return_trace}], [1]}], [{'_', [], [{get_tcw}]}]].
patterns() ->
    ['_', '$1', {'$1', '_', '$2', '_', '_', '_'}, {'_', '$9', ['$1' | '$2'], '_', '_', '_'}, {'$1', '$1', '_', '_', '_', '_'},
     {a, 5.0, '_', '_', '_', '_'}, {a, 5, '_', #{k => '$1'}, '_', '_'}, {a, 5, '_', #{}, '_', '_'}, {a, 5, '_', #{z => '_'}, '_', '_'},
     {'_', '_', '_', '_', <<1, 2>>, 1.5}, {a}].
