%% Call trace: local and global patterns, calls from outside and inside, funs, apply, last calls, a BIF.
-module(trace_calls).
-export([main/0, out/1, loop/1, add/2]).

main() ->
    each(local, [local]),
    each(global, [global]),
    none(),
    counts().

each(Label, How) ->
    show:result(Label, fun() -> erlang:trace_pattern({?MODULE, '_', '_'}, true, How) > 8 end),
    erlang:trace_pattern({lists, reverse, 2}, true, How),
    tracee:show("calls", [call], fun work/0),
    tracee:show("arity", [call, arity], fun work/0),
    erlang:trace_pattern({lists, reverse, '_'}, false, How),
    erlang:trace_pattern({?MODULE, '_', '_'}, false, How).

work() ->
    A = out(1),
    B = ?MODULE:out(2),
    C = apply(show:id(?MODULE), show:id(add), [A, B]),
    F = fun(X) -> inner(X) end,
    D = F(C),
    G = fun ?MODULE:add/2,
    E = G(D, 1),
    L = lists:map(fun inner/1, [1, 2]),
    loop(3),
    ?MODULE:loop(1),
    M = show:id(lists),
    M:reverse([1], L),
    lists:reverse(lists:reverse(L, [E]), []).

out(X) -> inner(X) + 1.
inner(X) -> X * 2.
add(X, Y) -> X + Y.
loop(0) -> done;
loop(N) -> loop(N - 1).

%% Without the flag call, or with a pattern that was taken away, nothing is told.
none() ->
    erlang:trace_pattern({?MODULE, out, 1}, true, [local]),
    tracee:show("send only", [send], fun() -> out(1) end),
    erlang:trace_pattern({?MODULE, out, 1}, false, [local]),
    tracee:show("no pattern", [call], fun() -> out(1) end).

%% trace_pattern answers how many functions it found.
counts() ->
    show:results([{L, fun() -> N = erlang:trace_pattern(P, B, Fl), N end} || {L, P, B, Fl} <- [
        {"one", {?MODULE, out, 1}, true, [local]},
        {"local", {?MODULE, inner, 1}, true, [local]},
        {"not exported", {?MODULE, inner, 1}, true, [global]},
        {"absent", {?MODULE, nowhere, 1}, true, [local]},
        {"no module", {no_such_module, '_', '_'}, true, [local]},
        {"a BIF", {lists, reverse, '_'}, true, [local]},
        {"exports", {lists, '_', '_'}, false, []},
        {"functions", {lists, '_', '_'}, false, [local]},
        {"off", {?MODULE, '_', '_'}, false, [local]},
        {"off, global", {?MODULE, '_', '_'}, false, []}]]).
