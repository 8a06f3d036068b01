%% alone: compiles and loads modules
%% Tracing and code loading: on_load patterns, breakpoints and new versions.
-module(trace_load).
-export([main/0]).

main() ->
    one(1),
    show:result(before, fun() -> trace_loaded:f(1) end),
    erlang:trace_pattern({trace_loaded, '_', '_'}, true, [local]),
    show:term(erlang:trace_info({trace_loaded, f, 1}, traced)),
    tracee:show("version 1", [call], fun() -> trace_loaded:f(1) end),
    one(2),
    show:term(erlang:trace_info({trace_loaded, f, 1}, traced)),
    tracee:show("version 2", [call], fun() -> trace_loaded:f(1) end),
    [begin
        io:format("~0tp~n", [{Spec, How}]),
        show:term(erlang:trace_pattern(on_load, Spec, How)),
        [show:term(erlang:trace_info(on_load, I)) || I <- [traced, match_spec, meta_match_spec, call_count, all]],
        one(3),
        tracee:show("loaded", [call], fun() -> trace_loaded:f(1), apply(trace_loaded, g, [2]) end),
        show:term(erlang:trace_info({trace_loaded, f, 1}, traced)),
        show:term(erlang:trace_info({trace_loaded, f, 1}, call_count)),
        erlang:trace_pattern(on_load, false, How),
        show:term(erlang:trace_info(on_load, all))
     end || {Spec, How} <- [{true, [local]}, {true, [global]}, {[{[1], [], [{return_trace}]}], [local]}, {true, [call_count]}, {true, [local, call_count]}]],
    one(4),
    tracee:show("off again", [call], fun() -> trace_loaded:f(1) end).

%% Loads version N of a module.
one(N) ->
    Forms = [{attribute, 1, module, trace_loaded}, {attribute, 2, export, [{f, 1}, {g, 1}]},
        {function, 3, f, 1, [{clause, 3, [{var, 3, 'X'}], [], [{call, 3, {atom, 3, g}, [{tuple, 3, [{var, 3, 'X'}, {integer, 3, N}]}]}]}]},
        {function, 4, g, 1, [{clause, 4, [{var, 4, 'X'}], [], [{tuple, 4, [{atom, 4, g}, {var, 4, 'X'}]}]}]}],
    {ok, Module, Code} = compile:forms(Forms, [no_inline]),
    code:purge(Module),
    {module, Module} = code:load_binary(Module, "trace_loaded.beam", Code),
    code:purge(Module).
