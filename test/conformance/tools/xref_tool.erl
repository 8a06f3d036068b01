%% xref: modules added, predefined analyses, queries, m/d, variables, errors.
-module(xref_tool).
-export([main/0]).
-import(show, [result/2]).
main() ->
    file:make_dir("xref_tool"), 
    Src = [{xt_a, "-module(xt_a). -export([f/1, unused/0]). f(X) -> xt_b:g(X) + local(X). local(X) -> X. unused() -> no_such:call(1). "},
           {xt_b, "-module(xt_b). -export([g/1, h/0]). g(0) -> 0; g(X) -> xt_a:f(X - 1). h() -> erlang:now(), xt_b:missing(). dead() -> ok."},
           {xt_c, "-module(xt_c). -export([go/1]). -deprecated({go, 1, \"use another\"}). go(M) -> M:f(1), apply(xt_a, f, [1]), F = fun xt_b:g/1, F(2), lists:map(fun xt_b:h/0, [])."}],
    [begin file:write_file(filename:join("xref_tool", atom_to_list(M) ++ ".erl"), S), {ok, _} = compile:file(filename:join("xref_tool", atom_to_list(M) ++ ".erl"), [debug_info, {outdir, "xref_tool"}, nowarn_deprecated_function]) end || {M, S} <- Src],
    {ok, X} = xref:start([{xref_mode, functions}]),
    xref:set_default(X, [{verbose, false}, {warnings, false}]),
    result("add", fun() -> [xref:add_module(X, filename:join("xref_tool", F)) || F <- ["xt_a.beam", "xt_b.beam", "xt_c.beam", "xt_a.beam", "none.beam"]] end),
    result("update", fun() -> xref:update(X) end),
    result("info", fun() -> [K || {K, _} <- xref:info(X)] end),
    [result({analyze, A}, fun() -> xref:analyze(X, A) end) || A <- [undefined_function_calls, undefined_functions, locals_not_used, exports_not_used, deprecated_function_calls, deprecated_functions, {call, {xt_a, f, 1}}, {use, {xt_b, g, 1}}, {module_call, xt_a}, {module_use, xt_b}, {release_call, x}, nonsense]],
    [result({q, Q}, fun() -> xref:q(X, Q) end) || Q <- ["E", "X * xt_a : Mod", "range (E | xt_c : Mod)", "domain E || xt_b:g/1", "closure E | xt_a : Mod", "components E", "XC | xt_c : Mod", "L", "# E", "xt_a -> xt_b", "{xt_a, xt_b} of ME", "ME", "(Lin) (E | xt_b : Mod)", "UC", "OL * B", "\"xt_.*\" : Mod", "F * \"xt_a\":_/1", "syntax (", "xt_zz", "E + V", "A := X", "strict ME", "condensation E"]],
    result("variables", fun() -> [xref:q(X, "Mine := E | xt_a : Mod"), xref:q(X, "Mine"), xref:variables(X), xref:forget(X, 'Mine'), xref:variables(X)] end),
    result("m", fun() -> {xref:m("xref_tool/xt_b.beam"), xref:d("xref_tool")} end),
    result("errors", fun() -> [lists:flatten(xref:format_error(E)) || E <- [xref:q(X, "1 + 2"), xref:q(X, "E *"), xref:add_module(X, "no/such.beam"), xref:analyze(X, foo)]] end),
    result("remove", fun() -> [xref:remove_module(X, xt_c), xref:remove_module(X, xt_c), xref:q(X, "Mod")] end),
    result("modules mode", fun() -> {ok, Y} = xref:start([{xref_mode, modules}]), xref:set_default(Y, [{verbose, false}, {warnings, false}]), R = [xref:add_directory(Y, "xref_tool"), xref:q(Y, "ME"), xref:analyze(Y, undefined_functions), xref:analyze(Y, exports_not_used)], xref:stop(Y), R end),
    result("library path", fun() -> xref:set_library_path(X, ["xref_tool"]), xref:q(X, "XU") end),
    xref:stop(X).
