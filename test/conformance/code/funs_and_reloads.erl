%% Funs that outlive their module: in processes, messages, tables; after delete, purge, reload; export funs follow the code.
-module(funs_and_reloads).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    M = far_mod,
    B1 = build("f() -> one. mk(X) -> fun(Y) -> {one, X, Y} end. rec() -> fun F(0) -> done; F(N) -> F(N - 1) end. hold(P) -> F = mk(held), P ! ready, receive go -> P ! {held, F(1)} end. "),
    B2 = build("f() -> two. mk(X) -> fun(Y) -> {two, X, Y} end. rec() -> fun F(0) -> done2; F(N) -> F(N - 1) end. hold(P) -> F = mk(held), P ! ready, receive go -> P ! {held, F(1)} end. "),
    load(M, B1),
    F1 = M:mk(a), E = fun far_mod:f/0,
    result("before", fun() -> [F1(1), E(), (M:rec())(3)] end),
    load(M, B2),
    result("after reload", fun() -> [F1(1), E(), (M:mk(b))(2)] end),
    result("in a table", fun() -> T = ets:new(t, []), ets:insert(T, {f, M:mk(tab)}), [{f, G}] = ets:lookup(T, f), ets:delete(T), G(9) end),
    result("in a message", fun() -> self() ! M:mk(msg), receive G -> G(8) end end),
    result("holder", fun() -> Me = self(), {P, R} = spawn_monitor(fun() -> M:hold(Me) end), receive ready -> ok end, P ! go, X = receive {held, V} -> V after 60000 -> none end, receive {'DOWN', R, _, _, _} -> X end end),
    result("fun_info", fun() -> {module, far_mod} = erlang:fun_info(F1, module), [erlang:fun_info(F1, arity), erlang:fun_info(F1, env), is_function(F1, 1)] end),
    result("delete", fun() -> code:purge(M), code:delete(M), [try E() catch error:X -> X end, erlang:function_exported(M, f, 0)] end),
    result("load again", fun() -> code:purge(M), {module, M} = code:load_binary(M, "far_mod.beam", B2), [E(), (M:mk(z))(0)] end),
    result("identical code again", fun() -> G = M:mk(same), code:purge(M), {module, M} = code:load_binary(M, "far_mod.beam", B2), H = M:mk(same), code:purge(M), [H(1), try G(1) catch error:{badfun, _} -> badfun; error:X -> X end] end),
    result("process in old code is killed", fun() -> Me = self(), {P, R} = spawn_monitor(fun() -> M:hold(Me) end), receive ready -> ok end, load(M, B1), [code:soft_purge(M), code:purge(M), receive {'DOWN', R, _, _, X} -> X after 60000 -> alive end, is_process_alive(P)] end),
    code:purge(M), code:delete(M), code:purge(M).

load(M, B) -> code:purge(M), {module, M} = code:load_binary(M, "far_mod.beam", B).
build(Text) ->
    {ok, Ts, _} = erl_scan:string(Text),
    {ok, far_mod, Bin} = compile:forms([{attribute, 1, module, far_mod}, {attribute, 1, compile, export_all} | forms(Ts, [])], [nowarn_export_all]),
    Bin.
forms([], []) -> [];
forms([{dot, _} = D | T], A) -> {ok, F} = erl_parse:parse_form(lists:reverse([D | A])), [F | forms(T, [])];
forms([X | T], A) -> forms(T, [X | A]).
