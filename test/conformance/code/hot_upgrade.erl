%% A running gen_server is upgraded: sys:suspend, load, change_code, resume; old code held by another process.
-module(hot_upgrade).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    M = hu_server,
    load(M, v1()),
    {ok, P} = gen_server:start(M, 5, []),
    result("before", fun() -> [gen_server:call(P, get), gen_server:call(P, version)] end),
    Holder = spawn(fun() -> M:wait() end),
    Holder ! {self(), which},
    receive {Holder, old_code} -> ok end,
    result("upgrade", fun() -> ok = sys:suspend(P), load(M, v2()), ok = sys:change_code(P, M, old, extra), ok = sys:resume(P), [gen_server:call(P, get), gen_server:call(P, version)] end),
    result("same process", fun() -> is_process_alive(P) end),
    result("holder runs old code", fun() -> [erlang:check_process_code(Holder, M), code:soft_purge(M), erlang:check_process_code(P, M)] end),
    result("holder gets old answer", fun() -> Holder ! {self(), which}, receive {Holder, X} -> X after 60000 -> none end end),
    result("holder moves over", fun() -> Holder ! upgrade, Holder ! {self(), which}, [receive {Holder, X} -> X after 60000 -> none end, erlang:check_process_code(Holder, M), code:soft_purge(M)] end),
    result("purge kills", fun() ->
        R = monitor(process, Holder),
        load(M, v1()), false = code:soft_purge(M),
        true = code:purge(M),
        receive {'DOWN', R, _, _, X} -> X after 60000 -> none end end),
    result("server lives", fun() -> [is_process_alive(P), gen_server:call(P, version)] end),
    result("fun of old code", fun() ->
        F = M:make(7), load(M, v2()),
        A = F(1), B = erlang:check_process_code(self(), M), {A, B} end),
    result("suspended call", fun() -> gen_server:stop(P) end),
    code:purge(M), code:delete(M), code:purge(M).

load(M, Bin) -> code:purge(M), {module, M} = code:load_binary(M, "hu_server.beam", Bin).

common() -> "wait() -> receive {F, which} -> F ! {self(), name()}, wait(); upgrade -> ?M:wait() end. terminate(_, _) -> ok. handle_cast(_, S) -> {noreply, S}. handle_info(_, S) -> {noreply, S}. ".
v1() -> build("init(N) -> {ok, N}. handle_call(get, _, S) -> {reply, S, S}; handle_call(version, _, S) -> {reply, one, S}. code_change(_, S, _) -> {ok, S}. name() -> old_code. make(X) -> fun(Y) -> {v1, X, Y} end. " ++ common()).
v2() -> build("init(N) -> {ok, {state, N}}. handle_call(get, _, {state, S}) -> {reply, {two, S}, {state, S}}; handle_call(version, _, S) -> {reply, two, S}. code_change(old, S, extra) -> {ok, {state, S}}. name() -> new_code. make(X) -> fun(Y) -> {v2, X, Y} end. " ++ common()).

build(Text0) ->
    Text = lists:flatten(string:replace(Text0, "?M", "hu_server", all)),
    {ok, Ts, _} = erl_scan:string(Text),
    {ok, _, Bin} = compile:forms([{attribute, 1, module, hu_server}, {attribute, 1, compile, export_all} | forms(Ts, [])], [nowarn_export_all]),
    Bin.
forms([], []) -> [];
forms([{dot, _} = D | T], A) -> {ok, F} = erl_parse:parse_form(lists:reverse([D | A])), [F | forms(T, [])];
forms([X | T], A) -> forms(T, [X | A]).
