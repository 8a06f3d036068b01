%% Module files cut short or changed: what erlang:load refuses, a process that runs is not disturbed.
%% timeout: 120
-module(damaged_modules).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    {ok, dm_mod, Bin} = compile:forms(forms("f(X) -> {X, [X || _ <- [1, 2]], fun() -> X end}. g() -> <<1, 2>>. ")),
    Cuts = [N || N <- lists:seq(0, byte_size(Bin) - 1, 7)],
    result("cut", fun() -> lists:usort([load(binary_part(Bin, 0, N)) || N <- Cuts]) end),
    result("no header", fun() -> load(<<"XXXX", (binary_part(Bin, 4, byte_size(Bin) - 4))/binary>>) end),
    result("wrong size", fun() -> <<F:4/binary, S:32, R/binary>> = Bin, [load(<<F/binary, (S + 4):32, R/binary>>), load(<<F/binary, 0:32, R/binary>>)] end),
    result("missing chunks", fun() -> {ok, _, Chunks} = beam_lib:all_chunks(Bin), [{Id, begin {ok, B} = beam_lib:build_module([C || {I, _} = C <- Chunks, I =/= Id]), load(B) end} || {Id, _} <- Chunks, lists:member(Id, ["Code", "AtU8", "ImpT", "ExpT", "StrT"])] end),
    result("empty chunks", fun() -> {ok, _, Chunks} = beam_lib:all_chunks(Bin), [{Id, begin {ok, B} = beam_lib:build_module([case I of Id -> {I, <<>>}; _ -> C end || {I, _} = C <- Chunks]), load(B) end} || Id <- ["Code", "AtU8", "ImpT", "ExpT"]] end),
    result("newer format", fun() -> {ok, _, Chunks} = beam_lib:all_chunks(Bin), {ok, B} = beam_lib:build_module([case C of {"Code", <<A:32, _:32, R/binary>>} -> {"Code", <<A:32, 99:32, R/binary>>}; _ -> C end || C <- Chunks]), load(B) end),
    result("newer opcodes", fun() -> {ok, _, Chunks} = beam_lib:all_chunks(Bin), {ok, B} = beam_lib:build_module([case C of {"Code", <<A:32, V:32, _:32, R/binary>>} -> {"Code", <<A:32, V:32, 9999:32, R/binary>>}; _ -> C end || C <- Chunks]), load(B) end),
    result("good at last", fun() -> {module, dm_mod} = code:load_binary(dm_mod, "x", Bin), {X, L, F} = dm_mod:f(5), {X, L, F(), dm_mod:g()} end),
    result("bad does not replace good", fun() -> load(binary_part(Bin, 0, byte_size(Bin) div 2)), dm_mod:g() end),
    code:purge(dm_mod), code:delete(dm_mod), code:purge(dm_mod).

load(B) -> try erlang:prepare_loading(dm_mod, B) of {error, R} -> R; R when is_reference(R) -> prepared; _ -> prepared catch C:R -> {C, R} end.
forms(Text) -> {ok, Ts, _} = erl_scan:string(Text), [{attribute, 1, module, dm_mod}, {attribute, 1, export, [{f, 1}, {g, 0}]} | split(Ts, [])].
split([], []) -> [];
split([{dot, _} = D | T], A) -> {ok, F} = erl_parse:parse_form(lists:reverse([D | A])), [F | split(T, [])];
split([X | T], A) -> split(T, [X | A]).
