%% re:split and re:replace: every form of the parts and of the replacement, functions of both, empty matches, errors.
-module(re_split_replace).
-export([main/0]).
-include("../harness/show.hrl").
-import(show, [result/2]).

main() ->
    [result({split, S, P, O}, fun() -> re:split(S, P, [{return, list} | O]) end) || {S, P, O} <- [
        {"a,b,c", ",", []}, {",a,,b,", ",", []}, {",a,,b,", ",", [trim]}, {"a,b,c", ",", [{parts, 2}]}, {"a,b,c", ",", [{parts, 1}]}, {"a,b,c", ",", [{parts, infinity}]}, {"a,b,,", ",", [{parts, 0}]}, {"abc", "", []}, {"abc", "x*", []}, {"abc", "b*", []}, {"", ",", []}, {"", "", []}, {"a1b22c", "(\\d)", []}, {"a1b22c", "(\\d)+", []}, {"a1b22c", "(\\d)", [{parts, 2}]},
        {"a1b22c", "(\\d)", [group]}, {"a1b22c", "\\d", [group]}, {"Erlang", "[ln]", [{parts, 2}]}, {"Erlang", "([ln])", [group, {parts, 2}]}, {"Erlang", "(l)|(n)", []}, {"Erlang", "(l)|(n)", [group]}, {"a  b", "\\s", []}, {"a  b", "\\s+", []}, {"aXbxc", "x", [caseless]}, {"a\nb\r\nc", "\\R", []}, {"a,b", ",", [trim, group]}, {"x", "y", []}, {"one  two", "(\\s)(\\s)", []}, {"a,b,c,,,", "(,)", [trim]}]],
    [result({return, R}, fun() -> re:split("aåb", "å", [{return, R}]) end) || R <- [iodata, list, binary]],
    ?R(re:split("aåb" ++ [16#20ac], "å", [unicode, {return, list}])), ?R(re:split(<<"aåb"/utf8>>, "å", [unicode])), ?R(re:split("abc", element(2, re:compile("b")))), ?R(re:split([<<"a,">>, "b"], ",")),
    ?R(re:split("a", ",", [{parts, -1}])), ?R(re:split("a", ",", [{parts, a}])), ?R(re:split("a", ",", [bad])), ?R(re:split("a", "(", [])), ?R(re:split(a, ",")), ?R(re:split("a", ",", [global])), ?R(re:split("a", ",", [{return, x}])), ?R(re:split("a", ",", [{capture, all}])), ?R(re:split("a", ",", x)),
    [result({replace, S, P, R, O}, fun() -> re:replace(S, P, R, [{return, list} | O]) end) || {S, P, R, O} <- [
        {"abcd", "c", "[&]", []}, {"abcd", "c", "[\\&]", []}, {"abcd", "c", "[\\\\]", []}, {"abcd", "(c)(d)", "\\2\\1", []}, {"abcd", "(c)", "\\0\\1\\9", []}, {"abcd", "c", "\\g1", []}, {"abcd", "(c)", "\\g{1}0", []}, {"abcd", "(c)", "\\10", []}, {"abcabc", "b", "X", []}, {"abcabc", "b", "X", [global]}, {"abc", "", "-", [global]}, {"abc", "x*", "-", [global]}, {"abc", "b*", "-", [global]}, {"abc", "x", "y", []}, {"", "^", "x", []}, {"a\nb", "^", "> ", [global, multiline]},
        {"aaa", "a", "b", [{offset, 1}]}, {"aaa", "a", "b", [global, {offset, 1}]}, {"Hello", "l", "L", [caseless, global]}, {"John Smith", "(?<f>\\w+) (?<l>\\w+)", "\\2 \\1", []}, {"abc", "b", <<"X">>, []}, {"abc", "b", [<<"X">>, "Y", $Z], []}, {"abc", "b", [], []}, {"tab", "a", "\\t", []}, {"abc", "b", "\\", []}, {"a.b.c", "\\.", "\\\\.", [global]}, {"x", "(y)?x", "[\\1]", []}, {"xx", "(?=x)", "-", [global]}]],
    ?R(re:replace("abc", "b", "x")), ?R(re:replace("abc", "z", "x")), ?R(re:replace(<<"abc">>, "b", "x", [{return, binary}])), ?R(re:replace("aåb", "å", [16#20ac], [unicode, {return, list}])), ?R(re:replace("aåb", "å", [16#20ac], [unicode, {return, binary}])), ?R(re:replace("abc", "b", [16#20ac], [{return, list}])),
    ?R(re:replace("abc", "b", fun(W, G) -> [W, W, integer_to_list(length(G))] end, [{return, list}])), ?R(re:replace("a1b2", "([a-z])(\\d)", fun(_, [A, B]) -> [B, A] end, [global, {return, list}])),
    ?R(re:replace("a", "(", "x", [])), ?R(re:replace(a, "b", "x")), ?R(re:replace("a", "b", x)), ?R(re:replace("a", "a", "x", [bad])), ?R(re:replace("a", "a", "x", [{capture, all}])), ?R(re:replace("a", "a", "x", [{return, foo}])), ?R(re:replace("a", "a", [x], [])), ?R(re:replace("a", "a", "x", x)),
    ?R(begin S = lists:flatten(lists:duplicate(500, "key=value; ")), {erlang:md5(re:replace(S, "(\\w+)=(\\w+)", "\\2=\\1", [global, {return, binary}])), length(re:split(S, "; "))} end).
