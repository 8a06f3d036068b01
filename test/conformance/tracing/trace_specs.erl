%% Match specifications of call traces: guards, messages, callers, silence, changes of the flags.
-module(trace_specs).
-export([main/0, f/1, g/2, top/1]).

main() ->
    lists:foreach(fun run/1, [
        {"head", [{[1], [], []}, {[{a, '$1'}], [], []}]},
        {"guard", [{['$1'], [{is_integer, '$1'}, {'>', '$1', 2}], []}]},
        {"message", [{['$1'], [], [{message, {{got, '$1'}}}]}]},
        {"all arguments", [{'_', [], [{message, '$$'}]}]},
        {"message false", [{[1], [], [{message, false}]}, {'_', [], []}]},
        {"message true", [{'_', [], [{message, true}]}]},
        {"caller", [{'_', [], [{message, {caller}}]}]},
        {"caller line", [{'_', [], [{message, {caller_line}}]}]},
        {"several", [{['$1'], [{is_atom, '$1'}], [{message, atom}]}, {'_', [], [{return_trace}, {message, other}]}]},
        {"silent", [{[1], [], [{silent, true}]}, {[3], [], [{silent, false}]}, {'_', [], [{return_trace}]}]},
        {"self and node", [{'_', [{'=:=', {node}, node()}], [{message, {is_pid, {self}}}]}]},
        {"error in body", [{'_', [], [{message, {hd, '$_'}}]}]},
        {"error in guard", [{['$1'], [{'>', {hd, '$1'}, 1}], []}]},
        {"disable", [{[2], [], [{disable_trace, call}]}, {'_', [], []}]},
        {"enable", [{[2], [], [{enable_trace, arity}]}, {'_', [], []}]},
        {"trace", [{[2], [], [{trace, [], [arity]}]}, {[3], [], [{trace, [arity], []}]}, {'_', [], []}]},
        {"exception", [{'_', [], [{exception_trace}]}]},
        {"not traced", [{'_', [], [{message, {is_seq_trace}}]}]},
        {"token", [{'_', [], [{message, {get_seq_token}}]}]}]),
    control(),
    dump(),
    wrong().

run({Label, Spec}) ->
    1 = erlang:trace_pattern({?MODULE, f, 1}, Spec, [local]),
    tracee:show(Label, [call], fun() -> catch top([1, 2, 3, a, {a, b}, 4]) end),
    1 = erlang:trace_pattern({?MODULE, f, 1}, false, [local]).

top(L) -> [f(X) || X <- L].
f(4) -> throw(four);
f(X) -> g(X, X).
g(X, Y) -> {X, Y}.

%% The trace control word.
control() ->
    show:term(erlang:system_flag(trace_control_word, 5)),
    run({"control word", [{'_', [{'>', {get_tcw}, 5}], [{message, {get_tcw}}]}, {'_', [], [{set_tcw, {'+', {get_tcw}, 1}}, {message, {get_tcw}}]}]}),
    show:term(erlang:system_flag(trace_control_word, 0)).

dump() ->
    1 = erlang:trace_pattern({?MODULE, f, 1}, [{[1], [], [{message, {process_dump}}]}], [local]),
    [{trace, tracee, call, _, Dump}] = tracee:run([call], fun() -> [f(1)] end),
    show:term({is_binary(Dump), binary:match(Dump, <<"trace_specs">>) =/= nomatch}),
    1 = erlang:trace_pattern({?MODULE, f, 1}, false, [local]).

wrong() ->
    [show:result({Spec}, fun() -> erlang:trace_pattern({?MODULE, f, 1}, Spec, [local]) end) ||
        Spec <- [[a], [{a, [], []}], [{'_', [{nonsense}], []}], [{'_', [], ['$1']}], {a}, [{'_', [], [{caller, 1}]}]]],
    [show:result({Spec}, fun() -> erlang:match_spec_test([1, a], Spec, trace) end) ||
        Spec <- [[{[1, '$1'], [], [{message, '$1'}]}], [{'_', [], []}], [{'_', [], [{caller, 1}]}], [{'_', [], [{return_trace}, {message, {caller}}]}],
            [{'_', [], [{silent, true}, {enable_trace, call}]}], [{[2, '_'], [], []}], [{'_', [], [{get_tcw}]}]]],
    show:term(process_info(self(), trace)).
