%% filelib:wildcard and its relatives over a small tree: every operator, sub folders, odd names.
-module(wildcards).
-export([main/0]).
-import(show, [result/2]).

main() ->
    D = "wild", file:del_dir_r(D),
    [ok = filelib:ensure_dir(filename:join(D, F)) || F <- ["a/b/x", "c/x"]],
    [ok = file:write_file(filename:join(D, F), "") || F <- ["one.erl", "two.erl", "three.hrl", ".hidden", "a/in.erl", "a/b/deep.erl", "c/other.txt", "x[1].erl", "sp ace.erl", "UP.ERL"]],
    [result(P, fun() -> filelib:wildcard(P, D) end) || P <- ["*", "*.erl", "*.{erl,hrl}", "t??.erl", "t*e*", "[ot]*.erl", "[a-m]*", "*/*", "**/*.erl", "**", "a/**/*.erl", "*.txt", "c/*.txt", "{one,two}.erl", "{one,{tw,thre}{o,e}}.{erl,hrl}", ".*", "x\\[1\\].erl", "[!o]*.erl", "sp*", "", "none*", "*/", "a", "a/", "?", "[x]*", "*.ERL", "a/../*.hrl"]],
    result("bad", fun() -> filelib:wildcard("a[", D) end),
    result("fold", fun() -> lists:sort(filelib:fold_files(D, "\\.erl$", true, fun(F, A) -> [filename:basename(F) | A] end, [])) end),
    result("compiled", fun() -> filelib:find_source("lists.beam", "/no/such") end),
    result("find_file", fun() -> filelib:find_file("one.erl", D) end),
    file:del_dir_r(D).
