%% re: every option of compile and run, alone and together; what is refused.
-module(re_options).
-export([main/0]).
-include("../harness/show.hrl").
-import(show, [result/2, id/1]).

main() ->
    [result({S, P, O}, fun() -> re:run(S, P, O) end) || {S, P, O} <- [
        {"ABC", "abc", []}, {"ABC", "abc", [caseless]}, {"a\nb", "a.b", []}, {"a\nb", "a.b", [dotall]}, {"a\nb", "^b", []}, {"a\nb", "^b", [multiline]}, {"xa", "a", [anchored]}, {"ab\n", "b$", []}, {"ab\n", "b$", [dollar_endonly]}, {"ab", "a b", [extended]}, {"a\nb", "b", [firstline]}, {"ab", "(a)(b)", [no_auto_capture]}, {"ab", "(?<n>a)(b)", [no_auto_capture]},
        {"aab", "a+", [ungreedy]}, {"aab", "a+?", [ungreedy]}, {"aa", "(?<n>a)(?<n>a)", [dupnames, {capture, [n], list}]}, {"abc", "b", [notbol]}, {"abc", "^a", [notbol]}, {"abc", "c$", [noteol]}, {"", "x*", [notempty]}, {"abx", "x*", [notempty]}, {"xab", "x*", [notempty_atstart]}, {"ab", "x*", [notempty_atstart]},
        {"a\r\nb", "a.b", [{newline, crlf}]}, {"a\rb", "a.b", [{newline, cr}]}, {"a\nb", "a.b", [{newline, cr}]}, {"a\rb", "^b", [multiline, {newline, cr}]}, {"a\rb", "^b", [multiline, {newline, anycrlf}]}, {[$a, 16#85, $b], "^b", [multiline, {newline, any}]}, {"a\x{b}b", "a\\Rb", [bsr_unicode]}, {"a\x{b}b", "a\\Rb", [bsr_anycrlf]}, {"a\nb", "a\\Rb", [bsr_anycrlf]},
        {"aXb", "a\\Xb", []}, {"abcabc", "b", [{offset, 2}]}, {"abcabc", "^b", [{offset, 1}]}, {"abcabc", "\\Gb", [{offset, 4}]}, {"abc", "(?<=b)c", [{offset, 2}]}, {"abc", "", [{offset, 3}]}, {"abc", "b", [no_start_optimize]}, {"abc", "c", [never_utf]},
        {"aaa", "a", [global]}, {"aaa", "a*", [global]}, {"abc", "x*", [global, {capture, all, list}]}, {"a1b2", "([a-z])(\\d)", [global, {capture, all_but_first, list}]}, {"abc", "b", [global, {capture, none}]}, {"xyz", "b", [global, {capture, none}]}, {"aXbX", ".", [global, {offset, 2}, {capture, first, binary}]}, {"foo\nbar", "^", [global, multiline]}, {"ab", "(?=(b))", [global]}
    ]],
    [result({capture, W, T}, fun() -> re:run("xabcy", "(?<A>a)(?<C>b)?(?<B>c)(d)?", [{capture, W, T}]) end) || W <- [all, all_but_first, all_names, first, none, [], [0], [1, 3], [4], [9], ['A', 'B'], ["B", <<"A">>], [nope], ["A", 1, 'C']], T <- [index, list, binary]],
    ?R([re:run("abc", "b", [{capture, X}]) || X <- [all, first, none, [0]]]),
    ?R(re:run(<<"åäö"/utf8>>, "ä", [unicode])), ?R(re:run("åäö", "ä", [unicode])), ?R(re:run("åäö", "ä", [])), ?R(re:run([16#3b1, 16#3b2], [16#3b2], [unicode, {capture, all, list}])), ?R(re:run([16#3b1, 16#3b2], [16#3b2], [])), ?R(re:run(<<255, 254>>, ".", [unicode])), ?R(re:run(<<"aé"/utf8>>, ".", [unicode, {offset, 1}])), ?R(re:run([$a, <<"é"/utf8>>], "é", [unicode, {capture, all, binary}])), ?R(re:run("É", "é", [unicode, caseless])), ?R(re:run([16#3A3], [16#3C3], [unicode, caseless])), ?R(re:run([16#3A3], [16#3C2], [unicode, caseless])),
    {ok, C} = re:compile("(?<x>A)b", [caseless, unicode]),
    ?R([re:run("xab", C, [{capture, all, list}]), re:run("xab", C, [global]), element(1, C), element(2, C), element(3, C), element(4, C), is_binary(element(5, C))]),
    ?R([re:inspect(C, namelist), re:inspect(element(2, re:compile("a")), namelist), re:inspect(element(2, re:compile("(?<b>x)(?<a>y)(z)")), namelist)]),
    ?R(re:inspect(C, foo)), ?R(re:inspect(foo, namelist)), ?R(re:run("a", C, [caseless])), ?R(re:run("a", C, [{offset, -1}])), ?R(re:run("a", "a", [{offset, a}])), ?R(re:run("a", "a", [bad])), ?R(re:run("a", "a", [{capture, foo}])), ?R(re:run("a", "a", [{capture, all, foo}])), ?R(re:run("a", "a", [{capture, [a | b], list}])), ?R(re:run("a", "a", [{newline, foo}])), ?R(re:run("a", "a", foo)), ?R(re:run(foo, "a")), ?R(re:run([a], "a")), ?R(re:run([300], "a")), ?R(re:run("a", "a", [global | x])), ?R(re:run("a", {re_pattern, 0, 0, 0, <<>>})), ?R(re:run("a", {re_pattern, 0, 0, 0, <<"junk junk junk junk junk junk junk junk junk junk junk junk">>})), ?R(re:run("a", id(<<1:3>>))), ?R(re:compile("a", [global])), ?R(re:compile("a", [{offset, 1}])), ?R(re:compile(foo)), ?R(re:compile("a", foo)), ?R(re:compile([255, 300], [])), ?R([re:compile(B, [unicode]) || B <- [<<255>>, <<"ab", 255>>, <<"a", 226, 130>>, <<"aå"/utf8, 237, 160, 128>>, <<192, 128>>]]),
    ?R(re:version() =:= re:version()), ?R(is_binary(re:version())).
