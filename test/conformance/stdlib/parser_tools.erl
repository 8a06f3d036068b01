%% leex and yecc generate modules that are compiled and run; erl_tar and zip pack and unpack in memory.
%% timeout: 120
-module(parser_tools).
-export([main/0]).
-import(show, [result/2]).

main() ->
    result("leex", fun() -> ok = file:write_file("pt_lex.xrl", "Definitions.\nD = [0-9]\nRules.\n{D}+ : {token, {int, TokenLine, list_to_integer(TokenChars)}}.\n[-+*/()] : {token, {list_to_atom(TokenChars), TokenLine}}.\n\\s+ : skip_token.\nErlang code.\n"),
        {ok, _} = leex:file("pt_lex.xrl", []), {ok, pt_lex, B} = compile:file("pt_lex.erl", [binary]), {module, _} = code:load_binary(pt_lex, "x", B), [pt_lex:string("12 + 3*(4)"), element(1, pt_lex:string("12 $ 3"))] end),
    result("yecc", fun() -> ok = file:write_file("pt_par.yrl", "Nonterminals expr term factor. Terminals int '+' '-' '*' '/' '(' ')'. Rootsymbol expr.\nexpr -> expr '+' term : {'$1' , '+', '$3'}. expr -> expr '-' term : {'$1', '-', '$3'}. expr -> term : '$1'.\nterm -> term '*' factor : {'$1', '*', '$3'}. term -> term '/' factor : {'$1', '/', '$3'}. term -> factor : '$1'.\nfactor -> int : element(3, '$1'). factor -> '(' expr ')' : '$2'.\n"),
        {ok, _} = yecc:file("pt_par.yrl", []), {ok, pt_par, B} = compile:file("pt_par.erl", [binary]), {module, _} = code:load_binary(pt_par, "x", B),
        [begin {ok, Ts, _} = pt_lex:string(S), pt_par:parse(Ts) end || S <- ["1+2*3", "(1+2)*3-4/5", "7"]] end),
    result("syntax error", fun() -> {ok, Ts, _} = pt_lex:string("1 + * 2"), {error, {L, M, T}} = pt_par:parse(Ts), {L, lists:flatten(M:format_error(T))} end),
    [file:delete(F) || F <- ["pt_lex.xrl", "pt_lex.erl", "pt_par.yrl", "pt_par.erl"]],
    [begin code:purge(M), code:delete(M) end || M <- [pt_lex, pt_par]],
    result("zip", fun() -> {ok, {_, Z}} = zip:create("m.zip", [{"a.txt", <<"hello">>}, {"d/b.txt", binary:copy(<<"x">>, 500)}], [memory]), {ok, L} = zip:unzip(Z, [memory]), [{N, byte_size(B)} || {N, B} <- L] end),
    result("tar", fun() -> ok = erl_tar:create("t.tar", [{"x", <<"one">>}, {"y/z", <<"two">>}]), {ok, L} = erl_tar:extract("t.tar", [memory]), {ok, T} = erl_tar:table("t.tar"), file:delete("t.tar"), {lists:sort(L), lists:sort(T)} end),
    result("tar gz", fun() -> ok = erl_tar:create("t.tgz", [{"x", binary:copy(<<"a">>, 10000)}], [compressed]), S = filelib:file_size("t.tgz"), {ok, [{_, B}]} = erl_tar:extract("t.tgz", [memory, compressed]), file:delete("t.tgz"), {S < 1000, byte_size(B)} end).
