%% Module erts_debug: sizes, sharing, what it shows of the emulator, what needs a build of its own.
%% erl: -kernel logger_level none -noshell -s erts_debug_functions main -s init stop
-module(erts_debug_functions).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    result("display", fun() -> lists:flatten(erts_debug:display(id({a, "text", [1, x], {}}))) end),
    result("sharing", fun() -> X = lists:seq(1, 10), T = {X, X, X}, {erts_debug:size(T), erts_debug:flat_size(T)} end),
    result("copy_shared", fun() -> X = lists:seq(1, 10), T = {X, X, X}, C = erts_debug:copy_shared(T), {C =:= T, erts_debug:size(C)} end),
    [result({copy_shared, O}, fun() -> erts_debug:copy_shared(id({a}), id(O)) end) || O <- [true, false, [], foo]],
    [result({disassemble, W}, fun() -> erts_debug:disassemble(id(W)) end) || W <- [{lists, no_such_function, 2}, foo, 1]],
    result("instructions", fun() -> L = erts_debug:instructions(), {length(L) > 100, lists:all(fun(S) -> is_list(S) andalso S =/= [] end, L)} end),
    result("interpreter_size", fun() -> erts_debug:interpreter_size() end),
    result("lock counters", fun() -> [try F() catch C:E -> {C, E} end || F <- [fun() -> erts_debug:lcnt_control(mask) end, fun() -> erts_debug:lcnt_control(mask, [process]) end, fun() -> erts_debug:lcnt_collect() end, fun() -> erts_debug:lcnt_clear() end]] end),
    result("no internal state", fun() -> [try erts_debug:get_internal_state(I) catch C:E -> {C, E} end || I <- [next_pid, reds_left, foo, available_internal_state]] end),
    result("cannot be set", fun() -> erts_debug:set_internal_state(id(foo), bar) end),
    result("made available", fun() -> [erts_debug:set_internal_state(available_internal_state, B) || B <- [true, true]] end),
    result("internal state", fun() -> [erts_debug:get_internal_state(available_internal_state), is_integer(erts_debug:get_internal_state(next_pid)), is_integer(erts_debug:get_internal_state(next_port)), is_integer(erts_debug:get_internal_state(reds_left))] end),
    result("reductions", fun() -> true = erts_debug:set_internal_state(reds_left, 10), erts_debug:get_internal_state(reds_left) =< 10 end),
    [result({bad, I}, fun() -> erts_debug:get_internal_state(id(I)) end) || I <- [foo, 17, {foo, bar}]],
    result("taken away", fun() -> {erts_debug:set_internal_state(available_internal_state, false), try erts_debug:get_internal_state(next_pid) catch C:E -> {C, E} end} end).
