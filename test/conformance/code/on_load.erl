%% on_load functions: that succeed, fail, raise; calls while they run.
-module(on_load).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    result("ok", fun() -> [load(ol_a, "start() -> put(x, 1), ok. f() -> loaded."), ol_a:f()] end),
    result("runs elsewhere", fun() -> get(x) end),
    result("error", fun() -> [load(ol_b, "start() -> {error, no}. f() -> loaded."), code:is_loaded(ol_b), catch_it(fun() -> ol_b:f() end)] end),
    result("raises", fun() -> [load(ol_c, "start() -> error(oops). f() -> loaded."), code:is_loaded(ol_c)] end),
    result("exits", fun() -> [load(ol_d, "start() -> exit(oops). f() -> loaded."), code:is_loaded(ol_d)] end),
    result("failed load keeps old", fun() -> load(ol_e, "start() -> ok. f() -> first."), [load(ol_e, "start() -> nope. f() -> second."), ol_e:f()] end),
    result("calls itself", fun() -> [load(ol_f, "start() -> persistent_term:put(ol_f, f()), ok. f() -> computed."), persistent_term:get(ol_f), persistent_term:erase(ol_f)] end),
    result("waits", fun() -> Me = self(), register(ol_parent, Me), spawn(fun() -> Me ! {loaded, load(ol_g, "start() -> ol_parent ! {starting, self()}, receive go -> ok end. f() -> done.")} end), P = receive {starting, X} -> X end, C = spawn_monitor(fun() -> exit({v, ol_g:f()}) end), receive after 20 -> ok end, P ! go, [receive {loaded, L} -> L end, receive {'DOWN', R, _, _, V} when R =:= element(2, C) -> norm(V) end] end),
    result("replace ok", fun() -> [load(ol_e, "start() -> ok. f() -> third."), ol_e:f()] end),
    [begin code:purge(M), code:delete(M), code:purge(M) end || M <- [ol_a, ol_b, ol_c, ol_d, ol_e, ol_f, ol_g]].

norm({v, X}) -> {v, X};
norm({undef, _}) -> undef.
load(M, Text) ->
    {ok, Ts, _} = erl_scan:string(Text),
    {ok, M, Bin} = compile:forms([{attribute, 1, module, M}, {attribute, 1, export, [{f, 0}]}, {attribute, 1, on_load, {start, 0}} | forms(Ts, [])], []),
    code:load_binary(M, atom_to_list(M) ++ ".beam", Bin).
forms([], []) -> [];
forms([{dot, _} = D | T], A) -> {ok, F} = erl_parse:parse_form(lists:reverse([D | A])), [F | forms(T, [])];
forms([X | T], A) -> forms(T, [X | A]).
catch_it(F) -> try F() catch C:R -> {C, R} end.
