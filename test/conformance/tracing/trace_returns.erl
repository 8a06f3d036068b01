%% return_trace, exception_trace and return_to: returns, exceptions caught here and there, last calls, BIFs.
-module(trace_returns).
-export([main/0, deep/1, fails/1, tail/1]).

main() ->
    [each(Name, Spec, Flags) || {Name, Spec} <- specs(), Flags <- [[call], [call, return_to]]],
    global().

specs() -> [{"true", true}, {"return_trace", [{'_', [], [{return_trace}]}]}, {"exception_trace", [{'_', [], [{exception_trace}]}]}].

each(Name, Spec, Flags) ->
    io:format("== ~ts ~0tp~n", [Name, Flags]),
    on(Spec, [local]),
    tracee:show("deep", Flags, fun() -> deep(3) end),
    tracee:show("tail", Flags, fun() -> [tail(2)] end),
    tracee:show("caught", Flags, fun() -> caught(2) end),
    tracee:show("caught outside", Flags, fun() -> catch fails(2) end),
    tracee:show("uncaught", Flags, fun() -> exit(fails_softly(1)) end),
    tracee:show("thrown", Flags, fun() -> catch throws(1) end),
    tracee:show("BIFs", Flags, fun bifs/0),
    tracee:show("higher", Flags, fun() -> lists:foldl(fun(X, A) -> deep(X) + A end, 0, [1, 2]) end),
    on(false, [local]).

on(Spec, How) ->
    [erlang:trace_pattern({?MODULE, F, A}, Spec, How) || {F, A} <- [{deep, 1}, {fails, 1}, {throws, 1}, {tail, 1}, {caught, 1}, {bifs, 0}]],
    [erlang:trace_pattern({M, F, A}, Spec, How) || {M, F, A} <- [{lists, reverse, 2}, {erlang, atom_to_binary, 1}, {ets, lookup, 2}, {erlang, send, 2}]].

%% Only calls from outside.
global() ->
    io:format("== global~n"),
    erlang:trace_pattern({?MODULE, deep, 1}, [{'_', [], [{return_trace}]}], [global]),
    tracee:show("deep", [call, return_to], fun() -> [?MODULE:deep(2)] end),
    erlang:trace_pattern({?MODULE, deep, 1}, false, [global]).

deep(0) -> 0;
deep(N) -> 1 + deep(N - 1).
fails(0) -> exit(show:id(failed));
fails(N) -> [fails(N - 1)].
fails_softly(N) -> try deep(N) after ok end.
throws(0) -> throw(show:id(away));
throws(N) -> [throws(N - 1)].
tail(0) -> done;
tail(N) -> tail(N - 1).
caught(N) ->
    A = try fails(N) catch exit:R -> R end,
    B = (catch atom_to_binary(show:id(N))),
    {A, deep(1), element(1, B)}.
bifs() ->
    A = lists:reverse([1, 2], []),
    B = atom_to_binary(show:id(a)),
    C = (catch ets:lookup(show:id(no_table), a)),
    erlang:send(self(), {A, B, element(1, C)}),
    lists:reverse(A, []).
