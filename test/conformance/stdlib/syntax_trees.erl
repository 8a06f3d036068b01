%% syntax_tools: erl_syntax trees, pretty printing, comments, merl, epp_dodger.
-module(syntax_trees).
-export([main/0]).
-import(show, [result/2]).

main() ->
    Src = "-module(m).\n%% a comment\n-export([f/1]).\nf(X) when X > 1 -> case X of 2 -> [a, \"s\", <<1:8>>]; _ -> fun(Y) -> {X, Y} end end;\nf(_) -> try g() catch throw:E -> E after ok end.\ng() -> #{a => 1}.\n",
    ok = file:write_file("st_tmp.erl", Src),
    result("dodger", fun() -> {ok, Fs} = epp_dodger:parse_file("st_tmp.erl"), [erl_syntax:type(F) || F <- Fs] end),
    result("pretty", fun() -> {ok, Fs} = epp_dodger:parse_file("st_tmp.erl"), [io:put_chars([erl_prettypr:format(F, [{paper, 60}, {ribbon, 50}]), $\n]) || F <- Fs], ok end),
    result("comments", fun() -> {ok, Fs} = epp_dodger:parse_file("st_tmp.erl"), C = erl_comment_scan:file("st_tmp.erl"), T = erl_recomment:recomment_forms(Fs, C), io:put_chars(erl_prettypr:format(T)), C end),
    result("build", fun() -> T = erl_syntax:application(erl_syntax:atom(io), erl_syntax:atom(format), [erl_syntax:string("x")]), {erl_prettypr:format(T), erl_syntax:revert(T)} end),
    result("free vars", fun() -> {ok, Ts, _} = erl_scan:string("fun(X) -> X + Y + Z end."), {ok, [E]} = erl_parse:parse_exprs(Ts), erl_syntax_lib:variables(E) end),
    result("map fold", fun() -> {ok, Ts, _} = erl_scan:string("{1, [2, {3}]}."), {ok, [E]} = erl_parse:parse_exprs(Ts), {erl_syntax_lib:fold(fun(N, A) -> case erl_syntax:type(N) of integer -> erl_syntax:integer_value(N) + A; _ -> A end end, 0, E), erl_prettypr:format(erl_syntax_lib:map(fun(N) -> case erl_syntax:type(N) of integer -> erl_syntax:integer(erl_syntax:integer_value(N) * 10); _ -> N end end, E))} end),
    result("analyze", fun() -> {ok, Fs} = epp:parse_file("st_tmp.erl", []), I = erl_syntax_lib:analyze_forms(Fs), [proplists:get_value(K, I) || K <- [module, exports, functions]] end),
    result("merl", fun() -> erl_prettypr:format(merl:qquote("foo(_@A, _@B)", [{'A', erl_syntax:integer(1)}, {'B', erl_syntax:atom(b)}])) end),
    result("abstract", fun() -> erl_prettypr:format(erl_syntax:abstract([{a, 1.5}, "s", <<"b">>])) end),
    file:delete("st_tmp.erl").
