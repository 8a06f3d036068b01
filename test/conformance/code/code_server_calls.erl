%% The code server: which, paths, ensure_loaded, auto-loading, error_handler, object code, attributes.
-module(code_server_calls).
-export([main/0, undefined_function/3, undefined_lambda/3]).
-import(show, [result/2, id/1]).
-custom([a, {b, 1}]).

main() -> show:call(fun body/0).

body() ->
    result("which", fun() -> [filename:basename(code:which(lists)), code:which(erlang), code:which(no_such_mod)] end),
    result("mode", fun() -> code:get_mode() end),
    result("ensure_loaded", fun() -> [code:ensure_loaded(lists), code:ensure_loaded(no_such_mod), code:ensure_loaded(erlang)] end),
    result("load_file", fun() -> code:load_file(no_such_mod) end),
    result("auto load", fun() -> [digraph:vertices(digraph:new()), element(1, code:is_loaded(digraph))] end),
    result("lib_dir", fun() -> [filename:basename(filename:dirname(code:lib_dir(stdlib))), code:lib_dir(no_such_app)] end),
    result("priv_dir", fun() -> filename:basename(code:priv_dir(stdlib)) end),
    result("root", fun() -> filelib:is_dir(code:root_dir()) end),
    result("path", fun() -> N = length(code:get_path()), true = code:add_patha("."), A = hd(code:get_path()), true = code:del_path("."), {A, length(code:get_path()) =:= N} end),
    result("add missing", fun() -> code:add_path("/no/such/dir") end),
    result("object code", fun() -> {M, B, F} = code:get_object_code(lists), {M, is_binary(B), filename:basename(F)} end),
    result("attributes", fun() -> [V || {custom, V} <- ?MODULE:module_info(attributes)] end),
    result("compile info", fun() -> lists:sort([K || {K, _} <- ?MODULE:module_info(compile)]) end),
    result("beam_lib", fun() -> {ok, {?MODULE, [{exports, E}]}} = beam_lib:chunks(code:which(?MODULE), [exports]), lists:member({main, 0}, E) end),
    result("error handler", fun() -> process_flag(error_handler, ?MODULE), R = [missing_mod:f(1, 2), ?MODULE:not_here(x)], process_flag(error_handler, error_handler), R end),
    result("all_loaded", fun() -> [lists:keymember(M, 1, code:all_loaded()) || M <- [lists, ?MODULE, no_such_mod]] end),
    result("is_sticky", fun() -> [code:is_sticky(lists), code:is_sticky(?MODULE)] end),
    result("where_is_file", fun() -> [filename:basename(code:where_is_file("lists.beam")), code:where_is_file("nothing.beam")] end),
    result("clash", fun() -> code:module_status(lists) end),
    result("modified", fun() -> [M || M <- code:modified_modules(), M =:= lists] end),
    result("write and load", fun() -> {ok, csc_tmp, B} = compile:forms([{attribute, 1, module, csc_tmp}, {attribute, 1, export, [{f, 0}]}, {function, 1, f, 0, [{clause, 1, [], [], [{atom, 1, from_file}]}]}], []), ok = file:write_file("csc_tmp.beam", B), true = code:add_patha("."), R = csc_tmp:f(), W = filename:basename(code:which(csc_tmp)), code:del_path("."), file:delete("csc_tmp.beam"), code:delete(csc_tmp), code:purge(csc_tmp), {R, W} end).

undefined_function(M, F, A) -> {handled, M, F, A}.
undefined_lambda(M, F, A) -> {lambda, M, F, A}.
