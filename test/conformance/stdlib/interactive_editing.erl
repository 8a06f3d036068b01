%% edlin and edlin_expand, the pure parts of the shell's line editing; shell record definitions; io_lib of the shell.
-module(interactive_editing).
-export([main/0]).
-import(show, [result/2]).

main() ->
    result("typing", fun() -> type("hello\n") end),
    result("left and insert", fun() -> type("helo\e[Dl\n") end),
    result("backspace", fun() -> type("abx\bc\n") end),
    result("kill line", fun() -> type("abc def\^a\^k\n") end),
    result("start and end", fun() -> type("bc\^aa\^ed\n") end),
    result("delete word", fun() -> type("one two\^wx\n") end),
    result("transpose", fun() -> type("ab\^t\n") end),
    result("expand module", fun() -> {yes, S, _} = edlin_expand:expand(lists:reverse("erl_sca")), S end),
    result("expand function", fun() -> {R, S, L} = edlin_expand:expand(lists:reverse("lists:keyso")), {R, S, length(L)} end),
    result("expand many", fun() -> {R, S, L} = edlin_expand:expand(lists:reverse("lists:key")), {R, S, length(L) > 3} end),
    result("expand none", fun() -> edlin_expand:expand(lists:reverse("no_such_module:f")) end),
    result("strings", fun() -> [shell:strings(X) || X <- [true, true]] end).

type(Keys) ->
    {more_chars, C, _} = edlin:start("1> "),
    go(edlin:edit_line(Keys, C)).
go({done, L, Rest, _}) -> {L, Rest};
go({more_chars, C, _}) -> {more, edlin:current_line(C)};
go({blink, C, _}) -> go(edlin:edit_line("", C));
go({undefined, K, _, C, _}) -> {undefined, K, edlin:current_line(C)};
go(X) -> element(1, X).
