%% A module reloaded hundreds of times: code, literals, funs, exports and atoms stay right.
%% timeout: 180
-module(reload_many).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    Bins = [build(I) || I <- lists:seq(1, 5)],
    result("cycle", fun() -> [begin load(lists:nth(I rem 5 + 1, Bins)), {I, _} = {I, rm_mod:value()}, rm_mod:value() end || I <- lists:seq(1, 60)] end),
    result("funs", fun() -> Fs = [begin load(lists:nth(I, Bins)), rm_mod:closure(I * 10) end || I <- [1, 2]], [F(1) || F <- Fs] end),
    result("literals kept", fun() -> Ls = [begin load(lists:nth(I rem 5 + 1, Bins)), rm_mod:literal() end || I <- lists:seq(1, 20)], garbage_collect(), erlang:phash2(Ls) end),
    result("export calls", fun() -> F = fun rm_mod:value/0, [begin load(lists:nth(I, Bins)), F() end || I <- lists:seq(1, 5)] end),
    result("process changes", fun() -> load(hd(Bins)), P = spawn(fun() -> rm_mod:loop() end), R = [begin load(lists:nth(I, Bins)), P ! {self(), go}, receive {P, V} -> V after 60000 -> none end end || I <- [2, 3, 4, 5]], exit(P, kill), R end),
    code:purge(rm_mod), code:delete(rm_mod), code:purge(rm_mod).

load(Bin) -> code:purge(rm_mod), {module, rm_mod} = code:load_binary(rm_mod, "rm_mod.beam", Bin).
build(I) ->
    Text = lists:flatten(io_lib:format("value() -> ~w. literal() -> {v, ~w, \"text~w\", [~w, ~w], #{v => ~w}}. closure(X) -> fun(Y) -> {~w, X, Y} end. loop() -> receive {F, go} -> F ! {self(), value()}, rm_mod:loop() end.", [I, I, I, I, I, I, I])),
    {ok, Ts, _} = erl_scan:string(Text),
    {ok, rm_mod, Bin} = compile:forms([{attribute, 1, module, rm_mod}, {attribute, 1, compile, export_all} | forms(Ts, [])], [nowarn_export_all]),
    Bin.
forms([], []) -> [];
forms([{dot, _} = D | T], A) -> {ok, F} = erl_parse:parse_form(lists:reverse([D | A])), [F | forms(T, [])];
forms([X | T], A) -> forms(T, [X | A]).
