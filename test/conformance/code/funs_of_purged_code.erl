%% Funs whose code was purged, kept where a purge does not look: called while another version is loaded, while none is, and
%% when their own is back.
-module(funs_of_purged_code).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    Table = ets:new(kept, [public]),
    [B1, B2] = [build(I) || I <- [1, 2]],
    load(B1),
    ets:insert(Table, [{I, pf_mod:make(I)} || I <- [1, 2, 3]]),
    ets:insert(Table, {none, pf_mod:none()}),
    Call = fun(I) -> [{_, F}] = ets:lookup(Table, I), F(x) end,
    result("loaded", fun() -> Call(1) end),
    load(B2),
    purge(),
    result("another version", fun() -> bad(fun() -> Call(1) end) end),
    result("again", fun() -> [bad(fun() -> Call(I) end) || I <- [1, 2, 3]] end),
    result("by apply", fun() -> bad(fun() -> [{_, F}] = ets:lookup(Table, 2), apply(F, [x]) end) end),
    result("in a last call", fun() -> bad(fun() -> call_last(Table) end) end),
    result("no arguments", fun() -> bad(fun() -> [{_, F}] = ets:lookup(Table, none), F() end) end),
    result("by a BIF of lists", fun() -> bad(fun() -> [{_, F}] = ets:lookup(Table, 2), lists:map(F, [1]) end) end),
    result("wrong arity", fun() -> try [{_, F}] = ets:lookup(Table, 1), F(1, 2) catch error:{badarity, {_, Args}} -> Args end end),
    result("in a spawned process", fun() ->
        [{_, F}] = ets:lookup(Table, none),
        {_, Ref} = spawn_monitor(fun() -> receive after 0 -> exit({got, catch F()}) end end),
        receive {'DOWN', Ref, _, _, {got, {'EXIT', {{badfun, F}, _}}}} -> badfun; {'DOWN', Ref, _, _, Other} -> Other end
    end),
    result("its info", fun() -> [{_, F}] = ets:lookup(Table, 1), [erlang:fun_info(F, module), erlang:fun_info(F, arity), is_function(F, 1)] end),
    code:delete(pf_mod),
    purge(),
    result("no version", fun() -> bad(fun() -> Call(1) end) end),
    load(B1),
    result("its own again", fun() -> [Call(I) || I <- [1, 2, 3]] end),
    load(B2),
    result("old, not purged", fun() -> [Call(I) || I <- [1, 2, 3]] end),
    purge(),
    result("purged", fun() -> bad(fun() -> Call(3) end) end),
    code:delete(pf_mod),
    purge().

bad(Fun) ->
    try Fun()
    catch error:{badfun, F} -> {badfun, is_function(F)};
        Class:Reason -> {Class, Reason}
    end.
call_last(Table) ->
    [{_, F}] = ets:lookup(Table, 3),
    F(last).

load(Beam) -> purge(), {module, pf_mod} = code:load_binary(pf_mod, "pf_mod.beam", Beam).
purge() -> code:purge(pf_mod).
build(I) ->
    Text = lists:flatten(io_lib:format("make(X) -> fun(Y) -> {~w, X, Y} end. none() -> fun() -> ~w end.", [I, I])),
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, pf_mod, Beam} = compile:forms([{attribute, 1, module, pf_mod}, {attribute, 1, compile, export_all} | forms(Tokens, [])], [nowarn_export_all]),
    Beam.
forms([], []) -> [];
forms([{dot, _} = Dot | Rest], Tokens) -> {ok, Form} = erl_parse:parse_form(lists:reverse([Dot | Tokens])), [Form | forms(Rest, [])];
forms([Token | Rest], Tokens) -> forms(Rest, [Token | Tokens]).
