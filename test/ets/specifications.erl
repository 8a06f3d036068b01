%% Match specifications tried on terms, with what OTP answers: subject, specification, kind, answer of match_spec_test/3.
-module(specifications).
-export([main/0]).

main() ->
    [try_one(S, Spec, table) || {S, Spec} <- cases()],
    [try_one({x}, [{'_', [], [list_to_tuple([F | lists:duplicate(N, 0)])]}], table) || F <- functions(), N <- [0, 1, 2, 3]],
    [try_one(S, Spec, trace) || {S, Spec} <- traces()],
    halt(0).

try_one(Subject, Spec, Kind) ->
    R = try erlang:match_spec_test(Subject, Spec, Kind) catch error:E -> {error, E} end,
    io:format("~w\t~w\t~w\t~w~n", [Subject, Spec, Kind, R]).

functions() ->
    [is_atom, is_float, is_integer, is_list, is_number, is_pid, is_port, is_reference, is_tuple, is_map, is_binary, is_bitstring,
     is_function, is_boolean, abs, element, hd, tl, length, round, size, map_size, map_get, is_map_key, bit_size, byte_size,
     tuple_size, trunc, float, ceil, floor, '+', '-', '*', '/', 'div', 'rem', 'band', 'bor', 'bxor', 'bnot', 'bsl', 'bsr', '>',
     '<', '>=', '=<', '=:=', '=/=', '==', '/=', 'not', 'and', 'or', 'xor', 'andalso', 'orelse', is_record, is_seq_trace,
     get_seq_token, caller, message, return_trace, exception_trace, process_dump, enable_trace, disable_trace, trace,
     silent, set_tcw, get_tcw, display, binary_part, is_constant, apply, min, max, const, setelement].

cases() ->
    T = {a, b, 5, [1, 2], #{k => v}, <<1, 2>>, 1.5},
    Body = fun(B) -> {T, [{'$1', [], [B]}]} end,
    Seven = fun(A, B, M) -> {A, B, '_', '_', M, '_', '_'} end,
    [Body(B) || B <- [{{{hd, 5}, 1}}, [{hd, 5}, 1], {'and', true, 5}, {'and', 5, true}, {'and', false, 5}, {'or', true, 5},
        {'xor', true, true}, {'xor', true, 5}, {'not', 5}, {'andalso', 5, true}, {'andalso', true, 5, true}, {'andalso', true, 5},
        {'andalso', false, {hd, 1}}, {'orelse', false, 5}, {'orelse', 5, false}, {'orelse', true, {hd, 1}}, {'andalso'}, {'orelse'},
        {'andalso', 5, 6}, {'andalso', {'orelse', false, true}, {'andalso', true, x}}, {'and', true}, {'or', false}, {const}, {const, 1, 2}, {}, {{}}, {{1, 2}, 3}, {1, 2}, {"ab", 2}, {'$1', 2}, '$2',
        '$$', '_', '$_', {const, {a, '$1'}}, {element, 3, '$1'}, {is_record, '$1', a, 7}, {is_record, '$1', a, '$1'},
        {is_record, '$1', '$2', 8}, {is_record, {{a, 1}}, a, 2}, {is_record, {{a, 1}}, "a", 2}, [1 | {const, b}], #{x => {size, '$1'}},
        {binary_part, {element, 6, '$1'}, 0, 1}, {map_get, k, {element, 5, '$1'}}, {foo, '$9'}, {self, 1}, {node, a}]]
    ++ [{T, [{Seven('$3', '$1', '_'), [], ['$$']}]}, {T, [{Seven('$3', '$1', '_'), ['$3'], ['$3']}]},
        {T, [{Seven('$3', '$1', '_'), [{is_atom, '$3'}, {hd, 1}], ['$3']}]},
        {T, [{Seven('$3', '$1', '_'), [{'or', {is_atom, '$3'}, {hd, 1}}], ['$3']}]},
        {T, [{Seven('$3', '$1', '_'), [{'orelse', {is_atom, '$3'}, {hd, 1}}], ['$3']}]},
        {T, [{Seven('$3', '$1', #{k => '$7'}), [], [#{'$3' => '$7'}]}]},
        {T, [{Seven('$3', '$1', #{z => '$7'}), [], [#{'$3' => '$7'}]}]},
        {T, [{Seven('$3', '$1', #{'$1' => '$7'}), [], ['$3']}]}, {T, [{Seven('$3', '$1', #{'_' => '$7'}), [], ['$3']}]},
        {T, [{Seven('$3', '$1', #{}), [], [#{{{'$3'}} => ['$1', {{'$1'}}]}]}]},
        {T, [{Seven('$3', '$3', '_'), [], [1]}, {'$1', [], [second]}]},
        {T, [{[a], [], [1]}]}, {T, [{foo, [], [1]}]}, {T, [{'$_', [], [1]}]}, {T, [{'$$', [], [1]}]}, {T, [{'_', foo, [1]}]},
        {T, [{'_', [], foo}]}, {T, [{'_', [], []}]}, {T, [{'_', [foo], [1]}]}, {T, [{'_', [{is_atom}], [1]}]}, {T, [{'_', [], [1 | 2]}]},
        {T, [{'_', [a | b], [1]}]}, {T, [{'_', []}]}, {T, [foo]}, {T, [{'_', [], [1]} | foo]}, {T, [{'_', [], [1]}, foo]},
        {T, [{'$1', [], [{element, 5, '$1'}, {hd, 1}, {element, 3, '$1'}]}]}, {T, foo}, {T, []},
        {T, [{'$01', [], ['$01']}]}, {T, [{'$0', [], ['$0']}]}, {T, [{'$100', [], ['$100']}]},
        {{1, [2 | 3]}, [{{1, ['$1' | '$2']}, [], [['$1' | '$2']]}]}, {{1, 1.0}, [{{'$1', '$1'}, [], [true]}]},
        {{1, 2}, [{{'$1', <<1>>}, [], [true]}]}, {{1 bsl 70}, [{{1 bsl 70}, [], [{'-', 1 bsl 70, 1}]}]},
        {{1}, [{'_', [{is_atom, '$1'}, {foo}, {bar, 1}], [1]}, {'_', [], [{baz}]}]}, {{1}, [{'_', [{foo}], []}, {'_', [], [{baz}]}]},
        {{1}, [{'_', [{'==', {size, {{1, 2, 3}}}, 3}], [1]}]}, {{1}, [{'_', [true, 1], [1]}]}, {[1], [{['$1'], [], [['$1']]}]}].

traces() ->
    [{[a, b], [{['$1', '$2'], [], ['$$', {return_trace}]}]}, {[a, b], [{['$1', '$2'], [], [{return_trace}, {message, '$1'}, '$$']}]},
     {[a, b], [{'_', [], [{exception_trace}, {silent, true}]}]}, {[a, b], [{['$1'], [], [true]}]}, {[a, b], [{'$1', [], ['$1', '$_']}]},
     {[], [{[], [], [{return_trace}, {exception_trace}]}]}, {{a}, [{'_', [], [true]}]}].
