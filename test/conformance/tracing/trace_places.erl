%% Calls traced in places of every kind: handlers, receives, errors of calls, hibernation, spawn, comprehensions.
-module(trace_places).
-export([main/0, wake/0, a/1, b/1]).

main() ->
    Functions = [{a, 1}, {b, 1}, {c, 1}, {d, 10}, {wake, 0}],
    [erlang:trace_pattern({?MODULE, F, A}, [{'_', [], [{exception_trace}]}], [local]) || {F, A} <- Functions],
    [tracee:show(Label, [call, return_to], F) || {Label, F} <- places()],
    [erlang:trace_pattern({?MODULE, F, A}, false, [local]) || {F, A} <- Functions].

places() -> [
    {"hibernate", fun() -> self() ! x, a(fun() -> erlang:hibernate(?MODULE, wake, []) end) end},
    {"after", fun() -> catch try a(fun() -> throw(x) end) after b(1) end end},
    {"nested", fun() -> try a(fun() -> try b(x) catch error:_ -> exit(y) end end) catch exit:y -> b(2) end end},
    {"again", fun() -> try a(fun() -> try b(x) catch C:R:S -> erlang:raise(C, R, S) end end) catch error:badarith -> b(3) end end},
    {"receive", fun() -> self() ! m, a(fun() -> receive m -> b(1) end end) end},
    {"timeout", fun() -> a(fun() -> receive m -> b(1) after 1 -> b(2) end end) end},
    {"undefined", fun() -> try a(fun() -> apply(show:id(no_such_module), f, [1]) end) catch error:undef -> b(1) end end},
    {"no fun", fun() -> try a(show:id(foo)) catch error:_ -> b(1) end end},
    {"function_clause", fun() -> try c(show:id(1)) catch error:function_clause -> ok end end},
    {"many", fun() -> d(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) end},
    {"spawn", fun() -> P = spawn(?MODULE, b, [1]), R = monitor(process, P), receive {'DOWN', R, _, _, _} -> ok end end},
    {"comprehension", fun() -> [b(X) || X <- [1, 2]] end},
    {"apply", fun() -> apply(?MODULE, b, [1]), apply(fun ?MODULE:b/1, [2]), (fun b/1)(3) end}].

a(F) -> R = F(), {r, R}.
b(X) -> X + 1.
c(z) -> ok.
d(A, _, _, _, _, _, _, _, _, J) -> b(A + J).
wake() -> b(5).
