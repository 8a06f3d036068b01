%% cover, fprof-free tools: a module compiled for coverage, its counts per line and function; xref on a folder.
%% timeout: 120
-module(coverage).
-export([main/0]).
-import(show, [result/2]).

main() ->
    ok = file:write_file("cov_mod.erl", "-module(cov_mod).\n-export([f/1, g/0]).\nf(1) ->\n  one;\nf(N) ->\n  lists:sum([X ||\n    X <- lists:seq(1, N)]).\ng() ->\n  never.\n"),
    result("compile", fun() -> element(1, cover:compile_module("cov_mod")) end),
    result("run", fun() -> [cov_mod:f(1), cov_mod:f(10), cov_mod:f(1)] end),
    result("lines", fun() -> cover:analyse(cov_mod, calls, line) end),
    result("functions", fun() -> cover:analyse(cov_mod, coverage, function) end),
    result("module", fun() -> cover:analyse(cov_mod, coverage, module) end),
    result("modules", fun() -> cover:modules() end),
    result("reset", fun() -> [cover:reset(cov_mod), element(2, hd(element(2, cover:analyse(cov_mod, calls, function))))] end),
    result("stop", fun() -> cover:stop() end),
    [file:delete(F) || F <- ["cov_mod.erl", "cov_mod.beam"]],
    code:purge(cov_mod), code:delete(cov_mod), code:purge(cov_mod).
