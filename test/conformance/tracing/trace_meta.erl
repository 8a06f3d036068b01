%% Meta trace: all processes, a tracer of its own, always with a timestamp.
-module(trace_meta).
-export([main/0, f/1, g/1]).

main() ->
    Tester = self(),
    Tracer = spawn(fun() -> tracer([]) end),
    show:term(erlang:trace_pattern({?MODULE, f, 1}, [{[1], [], []}, {'_', [], [{return_trace}, {message, two}]}], [{meta, Tracer}])),
    show:term(erlang:trace_info({?MODULE, f, 1}, meta) =:= {meta, Tracer}),
    show:result(spec, fun() -> erlang:trace_info({?MODULE, f, 1}, meta_match_spec) end),
    show:result(traced, fun() -> erlang:trace_info({?MODULE, f, 1}, traced) end),
    f(1),
    f(2),
    {P, R} = spawn_monitor(fun() -> catch f(3), catch f(a) end),
    receive {'DOWN', R, process, P, _} -> ok end,
    take(Tracer, [{Tester, tester}, {P, other}]),
    both(Tracer),
    exceptions(Tracer),
    show:term(erlang:trace_pattern({?MODULE, '_', '_'}, false, [meta]) > 4),
    f(1),
    take(Tracer, []),
    own().

%% A local trace of the same function, too.
both(Tracer) ->
    erlang:trace_pattern({?MODULE, f, 1}, true, [local]),
    show:term([element(1, T) || T <- [erlang:trace_info({?MODULE, f, 1}, all)]]),
    tracee:show("local", [call, arity], fun() -> f(5) end),
    erlang:trace_pattern({?MODULE, f, 1}, false, [local]),
    take(Tracer, [], fun(M) -> setelement(2, M, pid) end).

exceptions(Tracer) ->
    erlang:trace_pattern({?MODULE, f, 1}, [{'_', [], [{exception_trace}]}], [{meta, Tracer}]),
    catch f(a),
    f(7),
    take(Tracer, [{self(), tester}]).

%% meta alone means the caller; who traces itself is told nothing.
own() ->
    erlang:trace_pattern({?MODULE, g, 1}, true, [meta]),
    g(1),
    {P, R} = spawn_monitor(fun() -> g(2) end),
    receive {'DOWN', R, process, P, _} -> ok end,
    [show:term(timeless(tracee:named(P, M))) || M <- tracee:delivered(P)],
    erlang:trace_pattern({?MODULE, g, 1}, false, [meta]).

tracer(Seen) ->
    receive
        {take, From} -> From ! {seen, lists:reverse(Seen)}, tracer([]);
        M -> tracer([M | Seen])
    end.
take(Tracer, Names) -> take(Tracer, Names, fun(M) -> M end).
take(Tracer, Names, F) ->
    Tracer ! {take, self()},
    receive {seen, L} -> [show:term(rename(timeless(F(M)), Names)) || M <- L] end.
rename(M, Names) -> setelement(2, M, proplists:get_value(element(2, M), Names, element(2, M))).
timeless(M) when element(1, M) =:= trace_ts ->
    {Mega, S, U} = element(size(M), M),
    true = is_integer(Mega + S + U),
    setelement(size(M), M, time).

f(X) -> X + 1.
g(X) -> [X].
