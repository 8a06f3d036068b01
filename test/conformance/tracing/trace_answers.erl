%% trace_info/2, and what the BIFs refuse.
-module(trace_answers).
-export([main/0, f/1]).

main() ->
    F = {?MODULE, f, 1},
    info("nothing", F),
    [begin
        erlang:trace_pattern(F, Spec, How),
        info({Spec, How}, F),
        erlang:trace_pattern(F, false, [local]),
        erlang:trace_pattern(F, false, [])
     end || {Spec, How} <- [{true, [local]}, {true, [global]}, {[{['$1'], [{'>', '$1', 1}], [{return_trace}]}], [local]},
        {[{[a], [], []}], []}, {true, [call_count]}, {[], [local]}, {true, []}]],
    %% A local pattern takes the place of a global one, and the other way round.
    erlang:trace_pattern(F, true, [global]),
    erlang:trace_pattern(F, true, [local]),
    info("local after global", F),
    show:term(erlang:trace_pattern(F, false, [global])),
    info("global off", F),
    erlang:trace_pattern(F, true, [global]),
    info("global after local", F),
    show:term(erlang:trace_pattern(F, false, [local])),
    info("local off", F),
    erlang:trace_pattern(F, false, [global]),
    info("absent", {?MODULE, nowhere, 0}),
    info("BIF", {lists, member, 2}),
    of_processes(),
    refused().

info(Label, F) ->
    io:format("~0tp~n", [Label]),
    [show:result(Item, fun() -> erlang:trace_info(F, Item) end) ||
        Item <- [traced, match_spec, meta_match_spec, call_count, call_time, all, nonsense]].

of_processes() ->
    P = spawn(fun() -> receive after infinity -> ok end end),
    [begin
        show:term({Flags, erlang:trace(P, true, Flags)}),
        show:term(erlang:trace_info(P, flags)),
        show:term(process_info(P, trace)),
        show:term(erlang:trace_info(P, tracer) =:= {tracer, self()}),
        show:term(erlang:trace(P, false, [all])),
        show:term(erlang:trace_info(P, flags)),
        show:term(erlang:trace_info(P, tracer))
     end || Flags <- [[], [call], [send, 'receive', procs], [all], [timestamp, arity], [running, exiting, garbage_collection], [set_on_spawn, return_to, silent]]],
    %% The tracer is gone: so is the tracing.
    Tracer = spawn(fun() -> receive stop -> ok end end),
    erlang:trace(P, true, [call, {tracer, Tracer}]),
    show:term({erlang:trace_info(P, flags), erlang:trace_info(P, tracer) =:= {tracer, Tracer}}),
    R = monitor(process, Tracer),
    Tracer ! stop,
    receive {'DOWN', R, _, _, _} -> ok end,
    show:term({erlang:trace_info(P, flags), erlang:trace_info(P, tracer)}),
    erlang:trace(P, true, [send]),
    show:term(erlang:trace_info(P, tracer) =:= {tracer, self()}),
    erlang:trace(P, false, [all]),
    exit(P, kill),
    show:term([erlang:trace_info(X, I) || X <- [new, new_processes, new_ports], I <- [flags, tracer]]),
    erlang:trace(new, true, [call, send]),
    show:term([erlang:trace_info(X, I) || X <- [new, new_processes, new_ports], I <- [flags]]),
    erlang:trace(new, false, [all]),
    show:term([erlang:trace_info(X, I) || X <- [new, new_processes, new_ports], I <- [flags, tracer]]).

refused() ->
    P = spawn(fun() -> receive after infinity -> ok end end),
    Dead = spawn(fun() -> ok end),
    R = monitor(process, Dead),
    receive {'DOWN', R, _, _, _} -> ok end,
    show:results([{{show:norm(A)}, fun() -> apply(erlang, trace, A) end} || A <- [
        [Dead, true, [send]], [P, true, [nonsense]], [P, perhaps, [send]], [nonsense, true, [send]], [P, true, send], [P, true, [send | call]],
        [P, true, [cpu_timestamp]], [P, true, [call, {tracer, lists, []}]], [P, true, [{tracer, nobody}]], [1, true, [send]]]]),
    show:results([{{show:norm(A)}, fun() -> apply(erlang, trace_pattern, A) end} || A <- [
        [{lists, '_', 1}, true, []], [{'_', map, 2}, true, []], [{'_', '_', 2}, true, []], [{lists, a}, true, []], [{lists, a, b}, true, []],
        [{lists, a, 1}, [{a}], []], [{lists, a, 1}, true, [local, global]], [{lists, a, 1}, true, [global, local]], [{lists, a, 1}, true, [nonsense]],
        [{lists, a, 1}, [{'_', [], []}], [call_count]], [nonsense, true, []], [send, true, [local]], [send, restart, []], [{lists, a, 1}, nonsense, []],
        [{lists, a, 1}, true, local], [{lists, a, -1}, true, [local]]]]),
    show:results([{{show:norm(A)}, fun() -> apply(erlang, trace_info, A) end} || A <- [
        [nonsense, flags], [P, nonsense], [P, traced], [Dead, flags], [1, flags], [{a, b}, traced], [{a, b, c}, traced], [send, flags], [on_load, flags]]]),
    show:results([{{show:norm(A)}, fun() -> is_reference(apply(erlang, trace_delivered, A)) end} || A <- [[P], [all], [Dead], [nonsense], [1]]]),
    exit(P, kill).

f(X) -> X.
