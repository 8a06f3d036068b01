%% code:load_binary of modules compiled in the program: loading, replacing, purging, wrong names, damaged files.
-module(load_binary).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    M = lb_sample,
    V1 = build(M, "f() -> one. g(X) -> {one, X}."), V2 = build(M, "f() -> two. h() -> new."),
    result("not there", fun() -> [code:is_loaded(M), erlang:module_loaded(M), erlang:function_exported(M, f, 0)] end),
    result("load", fun() -> code:load_binary(M, "lb_sample.beam", V1) end),
    result("call", fun() -> [M:f(), M:g(1)] end),
    result("loaded", fun() -> [code:is_loaded(M), erlang:module_loaded(M), erlang:function_exported(M, g, 1)] end),
    result("replace", fun() -> [code:load_binary(M, "new.beam", V2), M:f(), M:h(), catch_it(fun() -> M:g(1) end)] end),
    result("old code", fun() -> erlang:check_old_code(M) end),
    result("third without purge", fun() -> [code:load_binary(M, "lb.beam", V1), M:f()] end),
    result("soft_purge", fun() -> [code:soft_purge(M), erlang:check_old_code(M), code:soft_purge(M)] end),
    result("purge none", fun() -> code:purge(M) end),
    result("delete", fun() -> [code:delete(M), code:is_loaded(M), catch_it(fun() -> M:f() end), erlang:check_old_code(M)] end),
    result("purge old", fun() -> [code:purge(M), erlang:check_old_code(M)] end),
    result("load again", fun() -> [code:load_binary(M, "x", V1), M:f()] end),
    result("wrong name", fun() -> code:load_binary(other_name, "x", V1) end),
    result("not beam", fun() -> code:load_binary(M, "x", <<"not a beam file">>) end),
    result("empty", fun() -> code:load_binary(M, "x", <<>>) end),
    result("cut", fun() -> lists:usort([code:load_binary(M, "x", binary_part(V1, 0, N)) || N <- [4, 12, 20, 50, 100, byte_size(V1) - 50]]) end),
    result("still there", fun() -> M:f() end),
    result("bad arguments", fun() -> [catch_it(fun() -> code:load_binary(id("s"), "x", V1) end), catch_it(fun() -> code:load_binary(M, x, id(a)) end)] end),
    result("md5", fun() -> M:module_info(md5) =:= beam_md5(V1) end),
    result("module_info", fun() -> [M:module_info(module), lists:sort(M:module_info(exports)), proplists:get_value(vsn, M:module_info(attributes)) =/= undefined] end),
    result("get_module_info", fun() -> lists:sort([K || {K, _} <- M:module_info()]) end),
    result("sticky", fun() -> code:load_binary(lists, "x", build(lists, "f() -> x.")) end),
    result("preloaded", fun() -> [lists:member(X, erlang:pre_loaded()) || X <- [erlang, init, M]] end),
    result("prepare", fun() -> P = erlang:prepare_loading(M, V2), [erlang:has_prepared_code_on_load(P), code:purge(M), erlang:finish_loading([P]), M:f()] end),
    result("prepare bad", fun() -> erlang:prepare_loading(M, <<"FOR1">>) end),
    result("many functions", fun() -> N = big_sample, B = build(N, [io_lib:format("f~w(X) -> {~w, X}. ", [I, I]) || I <- lists:seq(1, 500)]), {module, N} = code:load_binary(N, "b", B), [N:f1(a), N:f500(b), length(N:module_info(exports))] end),
    result("literals", fun() -> N = lit_sample, {module, N} = code:load_binary(N, "l", build(N, "f() -> {[1,2,3],\"text\",<<\"bin\">>,#{a => 1.5},123456789012345678901234567890}.")), N:f() end),
    result("literals survive purge", fun() -> N = lit_sample, L = N:f(), code:delete(N), code:purge(N), garbage_collect(), L end),
    [begin code:purge(X), code:delete(X), code:purge(X) end || X <- [M, big_sample, lit_sample]].

build(M, Text) ->
    {ok, Ts, _} = erl_scan:string(lists:flatten(Text)),
    Forms = split(Ts, []),
    {ok, M, Bin} = compile:forms([{attribute, 1, module, M}, {attribute, 1, compile, export_all} | Forms], [nowarn_export_all]),
    Bin.
split([], []) -> [];
split([{dot, _} = D | T], A) -> {ok, F} = erl_parse:parse_form(lists:reverse([D | A])), [F | split(T, [])];
split([X | T], A) -> split(T, [X | A]).
beam_md5(B) -> {ok, {_, MD5}} = beam_lib:md5(B), MD5.
catch_it(F) -> try F() catch C:R -> {C, R} end.
