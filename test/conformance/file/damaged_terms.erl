%% file:consult, path_consult, eval, script, path_eval of good and damaged files; what the reasons read like.
-module(damaged_terms).
-export([main/0]).
-import(show, [result/2]).
main() ->
    Texts = [{good, "{a, 1}.\n[b|c].\n\"text\".\n#{k => v}.\n<<1,2,3:4>>.\n'quoted atom'. $a. 16#ff. 1.5e3. -7.\n"}, {empty, ""}, {comment, "% only\n"}, {no_dot, "{a, 1}"}, {unbalanced, "{a, [1}.\n"}, {two_errors, "a.\n{b.\nc.\n}d.\n"}, {variable, "{a, X}.\n"}, {call, "foo(1).\n"}, {arith, "1 + 2.\n"}, {bad_string, "\"never closed.\n"}, {bad_atom, "'never\n"}, {bad_char, "a \x01 b.\n"}, {bad_number, "99#1.\n"}, {latin1, <<"%% coding: latin-1\n\"", 229, "\".\n">>}, {utf8, <<"%% coding: utf-8\n\"", "å"/utf8, "\".\n">>}, {not_utf8, <<"\"", 229, 230, "\".\n">>}, {bad_coding, "%% coding: klingon\na.\n"}, {'fun', "fun() -> 1 end.\n"}, {ext_fun, "fun lists:map/2.\n"}, {pid, "<0.1.0>.\n"}, {deep, lists:duplicate(1000, $[) ++ lists:duplicate(1000, $]) ++ ".\n"}, {dots, "a.b.\n"}, {crlf, "a.\r\nb.\r\n"}, {bom, <<16#ef, 16#bb, 16#bf, "a.\n">>}, {record, "#r{a = 1}.\n"}, {map_bad, "#{a => }.\n"}, {bin_bad, "<<300:400>>. <<a>>.\n"}, {dup_key, "#{a => 1, a => 2}.\n"}, {nul, <<"a.\n", 0, "b.\n">>}, {concat, "\"a\" \"b\" \"c\".\n"}, {op, "not true.\n"}, {neg, "- 5. + 5. -a.\n"}],
    [begin
        N = atom_to_list(K) ++ ".terms", ok = file:write_file(N, T),
        result({consult, K}, fun() -> text(file:consult(N)) end)
     end || {K, T} <- Texts],
    Scripts = [{values, "X = 5. Y = X + 1. {X, Y}.\n"}, {fails, "1/0.\n"}, {thrown, "throw(x).\n"}, {exits, "exit(y).\n"}, {nothing, ""}, {syntax, "X = .\n"}, {unbound, "X.\n"}, {badmatch, "1 = 2.\n"}, {funs, "F = fun(0, _) -> 1; (N, G) -> N * G(N - 1, G) end.\nF(20, F).\n"}, {later, "a = a.\nb = c.\nd.\n"}, {undef, "no_mod:f().\n"}, {comprehension, "[X * X || X <- lists:seq(1, 5), X rem 2 =:= 1].\n"}, {'try', "try 1/0 catch error:E -> {caught, E} end.\n"}, {record, "#r{}.\n"}, {recv, "self() ! 1, receive X -> X after 0 -> none end.\n"}, {maybe_map, "#{a := V} = #{a => 1}, V.\n"}, {bits, "<<A:4, B:4>> = <<16#ab>>, {A, B}.\n"}],
    [begin
        N = atom_to_list(K) ++ ".script", ok = file:write_file(N, T),
        result({script, K}, fun() -> text(file:script(N)) end),
        result({eval, K}, fun() -> text(file:eval(N)) end)
     end || {K, T} <- Scripts],
    result("bindings", fun() -> file:write_file("b.script", "{A, B, A + B}.\n"), [file:script("b.script", [{'A', 1}, {'B', 2}]), text(file:script("b.script", [{'A', 1}])), file:eval("b.script", [{'A', 1}, {'B', 2}])] end),
    result("paths", fun() -> file:make_dir("p1"), file:make_dir("p2"), file:write_file("p2/x.terms", "found.\n"), file:write_file("p1/broken.terms", "br{.\n"), [file:path_consult(["p1", "p2"], "x.terms"), text(file:path_consult(["p1", "p2"], "none")), text(file:path_consult(["p1", "p2"], "broken.terms")), file:path_script(["p1", "p2"], "x.terms"), text(file:path_eval(["p1"], "x")), element(1, file:path_open(["p1", "p2"], "x.terms", [read])), file:path_consult("p2", "x.terms") ] end),
    result("missing", fun() -> [text(F("nowhere")) || F <- [fun file:consult/1, fun file:script/1, fun file:eval/1]] end),
    result("folder", fun() -> text(file:consult(".")) end).
text({error, R}) -> {error, R, lists:flatten(file:format_error(R))};
text({error, R, X}) -> {error, R, X};
text(X) -> X.
