%% erts_debug:breakpoint/2: which calls go to the error handler, patterns, what they count, traces beside it, code that is replaced.
-module(debugger_breakpoints).
-export([main/0, breakpoint/3, undefined_function/3, undefined_lambda/3]).
-import(show, [result/2]).

breakpoint(M, F, A) -> {handled, M, F, A}.
undefined_function(M, F, A) -> error_handler:undefined_function(M, F, A).
undefined_lambda(M, F, A) -> error_handler:undefined_lambda(M, F, A).

main() -> show:call(fun body/0), code:purge(dbp_m), code:delete(dbp_m), code:purge(dbp_m).

body() ->
    Binary = build(["-module(dbp_m).", "-export([f/1, g/2, mk/1, loop/1, many/9, binary/1, fails/1]).", "f(X) -> {f, X}.", "g(X, Y) -> h(X) + Y.", "h(X) -> X * 2.",
        "mk(A) -> fun(X) -> {A, X} end.", "loop(0) -> done; loop(N) -> loop(N - 1).", "many(A, B, C, D, E, F, G, H, I) -> [A, B, C, D, E, F, G, H, I].",
        "binary(<<A, T/binary>>) -> [A | binary(T)]; binary(<<>>) -> [].", "fails(X) -> error(X)."]),
    {module, dbp_m} = code:load_binary(dbp_m, "dbp_m.beam", Binary),
    Fun = dbp_m:mk(7), All = {dbp_m, '_', '_'},
    Set = fun(P, On) -> erts_debug:breakpoint(P, On) end,
    process_flag(error_handler, ?MODULE),
    result("all", fun() -> Set(All, true) end),
    result("calls", fun() -> [dbp_m:f(1), apply(dbp_m, g, [1, 2]), (fun dbp_m:f/1)(2), element(1, dbp_m:module_info()), dbp_m:many(1, 2, 3, 4, 5, 6, 7, 8, 9), dbp_m:binary(<<"ab">>)] end),
    result("a fun", fun() -> Fun(3) end),
    result("of another process", fun() -> Me = self(), spawn(fun() -> process_flag(error_handler, ?MODULE), Me ! {other, dbp_m:f(5)} end), receive {other, X} -> X end end),
    result("by the default handler", fun() -> Me = self(), spawn(fun() -> Me ! {plain, try dbp_m:f(5) catch C:_ -> C end} end), receive {plain, X} -> is_tuple(X) orelse X end end),
    result("off", fun() -> [Set(All, false), dbp_m:f(1), Fun(3), dbp_m:binary(<<"ab">>), Set(All, false)] end),
    result("a local one", fun() -> [Set({dbp_m, h, 1}, true), try dbp_m:g(1, 2) catch C:E -> {C, E} end, Set({dbp_m, h, '_'}, false), dbp_m:g(1, 2)] end),
    result("a loop", fun() -> [Set({dbp_m, loop, 1}, true), dbp_m:loop(3), Set({dbp_m, loop, 1}, false), dbp_m:loop(3)] end),
    result("recursion", fun() -> [Set({dbp_m, binary, 1}, true), dbp_m:binary(<<"abc">>), Set({dbp_m, binary, 1}, false)] end),
    result("in try", fun() -> [Set({dbp_m, fails, 1}, true), try dbp_m:fails(x) of V -> V catch error:x -> failed end, Set({dbp_m, fails, 1}, false), try dbp_m:fails(x) catch error:x -> failed end] end),
    result("often", fun() -> Set({dbp_m, f, 1}, true), L = [dbp_m:f({I, lists:seq(1, I rem 20)}) || I <- lists:seq(1, 2000)], Set({dbp_m, f, 1}, false), lists:usort([element(1, X) || X <- L]) end),
    result("nothing there", fun() -> [Set({dbp_none, '_', '_'}, true), Set({dbp_m, zz, 0}, true), Set({dbp_m, f, 3}, true), Set({dbp_m, f, -1}, true)] end),
    [result({"bad", P, F}, fun() -> Set(P, F) end) || {P, F} <- [{x, true}, {{dbp_m, f}, true}, {{dbp_m, f, 1}, yes}, {{dbp_m, '_', 1}, true}, {{'_', f, 1}, true}, {{dbp_m, 1, 1}, true}, {{dbp_m, f, 1.0}, true}, {{"dbp_m", f, 1}, true}, {{dbp_m, f, 1 bsl 70}, true}]],
    result("BIFs are counted and stay", fun() -> [Set({erlang, abs, 1}, true), Set({lists, reverse, 2}, true), abs(show:id(-1)), lists:reverse([1], [2]), Set({lists, reverse, 2}, false), Set({erlang, abs, 1}, false)] end),
    result("with a local trace", fun() ->
        Set({dbp_m, f, 1}, true), I = erlang:trace_info({dbp_m, f, 1}, all), Me = self(), T = spawn(fun() -> traced(Me) end),
        erlang:trace(self(), true, [call, {tracer, T}]), 1 = erlang:trace_pattern({dbp_m, f, 1}, true, [local]), A = dbp_m:f(4),
        erlang:trace_pattern({dbp_m, f, 1}, false, [local]), B = dbp_m:f(5), erlang:trace(self(), false, [call]), Set({dbp_m, f, 1}, false), T ! tell, {I, A, B, receive {traced, M} -> M end} end),
    result("new code has none", fun() -> Set(All, true), code:purge(dbp_m), {module, dbp_m} = code:load_binary(dbp_m, "dbp_m.beam", Binary), A = dbp_m:f(1), code:purge(dbp_m), {A, Set(All, false)} end).

traced(To) -> receive {trace, _, call, {dbp_m, f, A}} -> receive tell -> To ! {traced, A} end end.

build(Lines) ->
    Forms = [begin {ok, Tokens, _} = erl_scan:string(L), {ok, F} = erl_parse:parse_form(Tokens), F end || L <- Lines],
    {ok, _, Binary} = compile:forms(Forms, [no_inline]),
    Binary.
