%% The compiler on the node: forms and files to bytecode that runs; errors and warnings; options.
%% timeout: 180
-module(compile_forms).
-export([main/0]).
-import(show, [result/2]).

main() ->
    result("small", fun() -> run("f() -> 42. ", f, []) end),
    result("program", fun() -> run("f(N) -> [p(X) || X <- lists:seq(1, N)]. p(X) when X rem 15 =:= 0 -> fizzbuzz; p(X) when X rem 3 =:= 0 -> fizz; p(X) when X rem 5 =:= 0 -> buzz; p(X) -> X. ", f, [15]) end),
    result("records", fun() -> run("-record(r, {a = 1, b}). f(X) -> R = #r{b = X}, R2 = R#r{a = 2}, {R2#r.a, R2#r.b, is_record(R, r)}. ", f, [z]) end),
    result("binaries", fun() -> run("f(<<A:4, B:12, R/binary>>) -> {A, B, R, << <<X:2>> || <<X:8>> <= R >>}. ", f, [<<16#1234:16, 1, 2, 3>>]) end),
    result("funs and maps", fun() -> run("f(M) -> G = fun(K, V, A) -> A#{V => K} end, maps:fold(G, #{}, M). ", f, [#{a => 1, b => 2}]) end),
    result("receive", fun() -> run("f(P) -> self() ! {P, 1}, receive {P, X} -> X after 0 -> none end. ", f, [k]) end),
    result("try", fun() -> run("f(X) -> try g(X) of V -> {ok, V} catch error:E -> {error, E}; throw:T -> {throw, T} after put(done, true) end. g(1) -> one; g(2) -> throw(two); g(X) -> 1 / X. ", f, [0]) end),
    result("floats", fun() -> run("f(A, B) -> X = A * 1.5 + B, Y = X / 2 - 0.25, {X, Y, trunc(Y)}. ", f, [3, 4.5]) end),
    result("errors", fun() -> errors("f(X) -> Y + Z. g( ) -> undefined_fun(). -export([nope/3]). ", []) end),
    result("warnings", fun() -> warnings("-export([f/1]). f(X) -> 1. unused() -> ok. ", [report_off]) end),
    result("warnings as errors", fun() -> errors("-export([f/1]). f(X) -> 1. ", [warnings_as_errors]) end),
    result("to asm", fun() -> {ok, cf, {cf, Ex, _, Fs, _}} = compile:forms(forms("-export([f/1]). f(X) -> X. "), ['S']), {Ex, [{N, A} || {function, N, A, _, _} <- Fs]} end),
    result("to core", fun() -> {ok, cf, C} = compile:forms(forms("-export([f/1]). f(X) -> X + 1. "), [to_core]), element(1, C) end),
    result("expanded", fun() -> {ok, _, E} = compile:forms(forms("-export([f/0]). f() -> [X || X <- [1]]. "), ['E']), length(E) > 2 end),
    result("debug_info", fun() -> {ok, _, B} = compile:forms(forms("-export([f/0]). f() -> ok. "), [debug_info]), {ok, {cf, [{abstract_code, {raw_abstract_v1, A}}]}} = beam_lib:chunks(B, [abstract_code]), [T || {attribute, _, T, _} <- A] end),
    result("strip", fun() -> {ok, _, B} = compile:forms(forms("-export([f/0]). f() -> ok. "), [debug_info]), {ok, {cf, S}} = beam_lib:strip(B), byte_size(S) < byte_size(B) end),
    result("file", fun() -> ok = file:write_file("cf_file.erl", "-module(cf_file).\n-export([f/1]).\n-define(M(X), {X, ?LINE}).\nf(X) -> ?M(X).\n"), {ok, cf_file} = compile:file("cf_file", []), {module, _} = code:load_abs("cf_file"), R = cf_file:f(q), code:purge(cf_file), code:delete(cf_file), [file:delete(F) || F <- ["cf_file.erl", "cf_file.beam"]], R end),
    result("file errors", fun() -> ok = file:write_file("cf_bad.erl", "-module(cf_bad).\n-export([f/1]).\nf(X) -> \n  case X of\n    1 -> a\n"), R = compile:file("cf_bad", [return]), file:delete("cf_bad.erl"), R end),
    result("preprocessor", fun() -> ok = file:write_file("cf_pp.hrl", "-define(INC, 77).\n"), ok = file:write_file("cf_pp.erl", "-module(cf_pp).\n-include(\"cf_pp.hrl\").\n-export([f/0]).\n-ifdef(XX).\nf() -> {xx, ?XX, ?INC}.\n-else.\nf() -> none.\n-endif.\n"), R = [begin {ok, cf_pp, B} = compile:file("cf_pp", [binary | O]), code:load_binary(cf_pp, "x", B), V = cf_pp:f(), code:purge(cf_pp), V end || O <- [[], [{d, 'XX', 5}]]], [file:delete(F) || F <- ["cf_pp.erl", "cf_pp.hrl"]], R end),
    result("inline", fun() -> {ok, cf, B} = compile:forms([{attribute, 1, file, {"cf.erl", 1}} | tl(forms("-export([f/1]). f(X) -> g(X) + 1. g(X) -> X * 2. "))], [inline]), load(B), cf:f(10) end),
    result("big module", fun() -> T = ["-export([f/1]). " | [io_lib:format("f(~w) -> {~w, \"v~w\"}; ", [I, I * I, I]) || I <- lists:seq(1, 300)]] ++ ["f(_) -> none. "], {ok, cf, B} = compile:forms(forms(lists:flatten(T)), []), load(B), [cf:f(X) || X <- [1, 150, 300, 301]] end),
    code:purge(cf), code:delete(cf), code:purge(cf).

run(Text, F, As) -> {ok, cf, B} = compile:forms(forms("-compile([export_all, nowarn_export_all]). " ++ Text), []), load(B), apply(cf, F, As).
load(B) -> code:purge(cf), {module, cf} = code:load_binary(cf, "cf.beam", B).
errors(T, O) -> {error, Es, Ws} = compile:forms(forms(T), [return | O]), {msgs(Es), msgs(Ws)}.
warnings(T, _) -> {ok, cf, _, Ws} = compile:forms(forms(T), [return]), msgs(Ws).
msgs(L) -> [{A, lists:flatten(M:format_error(D))} || {_, Is} <- L, {A, M, D} <- Is].
forms(Text) -> {ok, Ts, _} = erl_scan:string(Text), [{attribute, 1, file, {"cf.erl", 1}}, {attribute, 1, module, cf} | split(Ts, [])].
split([], []) -> [];
split([{dot, _} = D | T], A) -> {ok, F} = erl_parse:parse_form(lists:reverse([D | A])), [F | split(T, [])];
split([X | T], A) -> split(T, [X | A]).
