%% erl_scan, erl_parse, erl_eval, erl_pp, erl_lint: text to terms and back.
-module(erl_syntax_tools).
-export([main/0]).
-import(show, [result/2]).

main() ->
    Texts = ["1 + 2 * 3.", "X = 5, X * X.", "[A || A <- lists:seq(1, 10), A rem 2 =:= 0].", "case {ok, 3} of {ok, N} when N > 2 -> N; _ -> none end.", "F = fun(0, _) -> 1; (N, G) -> N * G(N - 1, G) end, F(20, F).", "try throw(x) catch throw:T -> {caught, T} after ok end.",
             "#{a => 1, b => 2}#{a := 3}.", "<< <<(X * 2)>> || <<X>> <= <<1, 2, 3>> >>.", "<<A:4, B:4>> = <<16#5a>>, {A, B}.", "begin A = 1, B = 2, A + B end.", "if true -> yes end.", "receive x -> y after 0 -> timeout end.", "fun erlang:abs/1(-5).", "(fun F(0) -> done; F(N) -> F(N - 1) end)(10).",
             "\"str\" ++ [$a, $\\n].", "not true orelse (1 =:= 1.0) xor true.", "catch exit(bye).", "[H | T] = [1, 2, 3], {H, T}.", "{a, 'quoted Atom', \"s\", <<\"b\">>, 1.5e3, 16#ff, $c, [], {}}.", "lists:map(fun(X) -> {X, X * X} end, [1, 2, 3]).", "unbound_var + Y.", "1 / 0.", "nomod:nofun(1).", "X = 1, X = 2.", "maps:get(zz, #{})."],
    [begin
        result({scan, T}, fun() -> {ok, Ts, _} = erl_scan:string(T), [element(1, X) || X <- Ts] end),
        result({eval, T}, fun() -> eval(T) end),
        result({pp, T}, fun() -> {ok, Ts, _} = erl_scan:string(T), {ok, Es} = erl_parse:parse_exprs(Ts), lists:flatten(erl_pp:exprs(Es)) end)
    end || T <- Texts],
    Bad = ["1 +.", "case x of", "\"unterminated", "'unterminated", "$", "16#zz.", "a b.", "{1, 2.", "foo(", "1.5e.", "<<1:>>.", "fun -> x end.", "X = .", ").", "€ + é."],
    [result({bad, T}, fun() -> case erl_scan:string(T) of {ok, Ts, _} -> case erl_parse:parse_exprs(Ts) of {error, {L, M, D}} -> {parse, L, lists:flatten(M:format_error(D))}; R -> R end; {error, {L, M, D}, E} -> {scan, L, lists:flatten(M:format_error(D)), E} end end) || T <- Bad],
    result("tokens", fun() -> erl_scan:string("foo(X, \"s\") -> % comment\n  'A b'.", {1, 1}, [return, text]) end),
    result("continuation", fun() -> {more, C} = erl_scan:tokens([], "foo(", 1), {done, R, Rest} = erl_scan:tokens(C, "x).\nrest", 1), {R, Rest} end),
    result("reserved", fun() -> [erl_scan:reserved_word(W) || W <- ['case', 'foo', 'fun', 'maybe']] end),
    result("form", fun() -> {ok, Ts, _} = erl_scan:string("f(X) when X > 0 -> X; f(_) -> {error, #r{a = 1}}."), {ok, F} = erl_parse:parse_form(Ts), {F, lists:flatten(erl_pp:form(F))} end),
    result("spec", fun() -> {ok, Ts, _} = erl_scan:string("-spec f(integer(), [T]) -> {ok, T} | error when T :: atom()."), {ok, F} = erl_parse:parse_form(Ts), lists:flatten(erl_pp:form(F)) end),
    result("abstract", fun() -> [erl_parse:normalise(erl_parse:abstract(T)) =:= T || T <- [1, a, "s", [1, {x}], <<"b">>, #{a => 1}, 1.5, [], [a | b]]] end),
    result("parse_term", fun() -> {ok, Ts, _} = erl_scan:string("{a, [1, \"x\"], <<1, 2>>, #{k => v}}."), erl_parse:parse_term(Ts) end),
    result("bindings", fun() -> {ok, Ts, _} = erl_scan:string("Z = X + Y."), {ok, Es} = erl_parse:parse_exprs(Ts), {value, V, B} = erl_eval:exprs(Es, [{'X', 3}, {'Y', 4}]), {V, lists:sort(B)} end),
    result("local function handler", fun() -> {ok, Ts, _} = erl_scan:string("double(21)."), {ok, Es} = erl_parse:parse_exprs(Ts), {value, V, _} = erl_eval:exprs(Es, [], {value, fun(double, [X]) -> X * 2 end}), V end),
    result("lint", fun() -> Forms = forms("-module(m). -export([f/1, g/0]). f(X) -> Y. h() -> unused. "), case erl_lint:module(Forms) of {error, Es, Ws} -> {msgs(Es), msgs(Ws)}; R -> R end end),
    result("lint ok", fun() -> erl_lint:module(forms("-module(m). -export([f/1]). f(X) -> X. ")) end),
    result("anno", fun() -> A = erl_anno:set_file("f.erl", erl_anno:new({3, 5})), {erl_anno:line(A), erl_anno:column(A), erl_anno:file(A)} end).

eval(T) ->
    {ok, Ts, _} = erl_scan:string(T),
    {ok, Es} = erl_parse:parse_exprs(Ts),
    {value, V, _} = erl_eval:exprs(Es, []),
    V.
msgs(L) -> [{A, lists:flatten(M:format_error(D))} || {_, Is} <- L, {A, M, D} <- Is].
forms(Text) -> {ok, Ts, _} = erl_scan:string(Text), split(Ts, []).
split([], []) -> [];
split([{dot, _} = D | T], A) -> {ok, F} = erl_parse:parse_form(lists:reverse([D | A])), [F | split(T, [])];
split([X | T], A) -> split(T, [X | A]).
