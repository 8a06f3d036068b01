%% io_lib:format: every directive with widths, precisions, padding, arguments by *, wrong arguments.
-module(io_format).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    F = fun(Fmt, Args) -> result(Fmt, fun() -> lists:flatten(io_lib:format(Fmt, Args)) end) end,
    [F(A, B) || {A, B} <- [
        {"plain", []}, {"~~ ~n", []}, {"~3n", []}, {"~c~c~c", [$a, 98, 16#20ac]}, {"~5c|~-5c|~3.2c", [$x, $y, $z]}, {"~tc", [16#20ac]},
        {"~s ~s ~s", ["str", <<"bin">>, atom]}, {"~10s|~-10s|~.3s|~10.3s|~-10.3s|", ["hello", "hello", "hello", "hello", "hello"]}, {"~3s|~5.10s|", ["hello", "hello"]}, {"~10.5._s|", ["ab"]}, {"~ts ~ts", [[16#e5, 16#20ac], <<"é€"/utf8>>]}, {"~s", [[16#e5]]}, {"~s", [[["deep"], $s, <<"x">>]]},
        {"~w ~w ~w ~w", [a, "str", <<"b">>, {1, [2.5, 'Q q']}]}, {"~10w|~-10w|~3w|", [abc, abc, abcdef]}, {"~.5w", [{a, [b, c, d, e, f, g]}]}, {"~tw ~w", ['é€', 'é€']},
        {"~p", [[{a, "str"}, <<"bin">>, [1, 2, 3], "text"]]}, {"~0p", [lists:seq(1, 60)]}, {"~20p", [lists:seq(1, 20)]}, {"~tp ~p", [[16#e5, 16#20ac], [16#e5, 16#20ac]]}, {"~p", [[1, 2, 1000]]}, {"~lp ~lp", ["abc", <<"abc">>]},
        {"~W ~W", [lists:seq(1, 20), 5, {a, {b, {c, {d}}}}, 3]}, {"~P ~P", [lists:seq(1, 20), 5, [[[[[[a]]]]]], 4]}, {"~P", ["a long string that is cut", 5]}, {"~P", [<<"a long binary that is cut">>, 5]}, {"~P", [#{a => #{b => #{c => d}}}, 4]},
        {"~b ~B ~b", [5, -255, 1 bsl 70]}, {"~.2b ~.16b ~.16B ~.36B", [10, 255, 255, 123456]}, {"~10b|~-10b|~10.16.0b|~10..*b|", [42, 42, 255, 42]}, {"~.16# ~.16+ ~.2#", [255, 255, 5]}, {"~+ ~#", [10, 10]}, {"~x ~X ~.16x", [255, "0x", 255, "0x", 255, "0X"]}, {"~i~w", [ignored, shown]},
        {"~f ~.2f ~10.3f| ~-10.1f|", [1.5, 2.345, 3.14159, 2.0]}, {"~e ~.3e ~12.4e|", [1.5, 12345.678, 0.001]}, {"~g ~g ~g ~.3g", [1.5, 1.0e10, 0.05, 123.456]}, {"~f ~f", [1, 1 bsl 70]}, {"~*s|~-*s|~.*f|~*.*f|", [6, "ab", 6, "cd", 1, 2.55, 8, 2, 3.14159]}, {"~5.2.0f|~10..xs|~8.8.*s|", [1.5, "ab", $-, "cd"]},
        {"~s", [1]}, {"~s", [[a]]}, {"~s", [[16#20ac]]}, {"~d", [1]}, {"~b", [1.5]}, {"~f", [a]}, {"~w", []}, {"~w", [1, 2]}, {"~", []}, {"~10", []}, {"~z", [1]}, {"~c", [a]}, {"~.37b", [1]}, {"~e", ["x"]}, {"~*s", [a, "x"]}, {"x~", []}]],
    result("binary format", fun() -> iolist_to_binary(io_lib:format(<<"~s-~w">>, ["a", b])) end),
    result("atom format", fun() -> lists:flatten(io_lib:format('~w', [x])) end),
    result("not a list", fun() -> io_lib:format("~w", id(x)) end),
    result("bad format", fun() -> io_lib:format(id(5), []) end),
    result("write", fun() -> [lists:flatten(io_lib:write(T)) || T <- [a, 'B', "s", [1 | 2], {}, #{}, 1.0, <<1:3>>, <<>>, fun lists:map/2]] end),
    result("write depth", fun() -> [lists:flatten(io_lib:write([1, {2, [3, {4}]}, 5, 6], D)) || D <- [-1, 0, 1, 2, 3, 4, 10]] end),
    result("print", fun() -> [lists:flatten(io_lib:print(T)) || T <- ["abc", [0], <<"abc">>, [a | "b"], {"x", [$y]}]] end),
    result("write_string", fun() -> [io_lib:write_string("a\"b\n\t\e\x{e5}"), io_lib:write_string("'x'", $'), lists:flatten(io_lib:write_atom('a b\n')), io_lib:write_char($\n), io_lib:write_char($a), io_lib:write_latin1_string("å"), io_lib:write_string_as_latin1([16#20ac])] end),
    result("printable", fun() -> [[io_lib:printable_list(X), io_lib:printable_latin1_list(X), io_lib:printable_unicode_list(X), io_lib:char_list(X), io_lib:latin1_char_list(X)] || X <- ["abc", [0], [16#e5], [16#20ac], [-1], a, [a], "\n\t\b"]] end),
    result("atoms", fun() -> [lists:flatten(io_lib:format("~w", [A])) || A <- ['', ' ', a1, 'A', '1a', a_b, a@b, 'a-b', 'a.b', 'and', 'true', 'catch', 'maybe', 'åä', 'Å', '_x', '$', 'a\'b', 'a\\b', '\x{0}', 'é', 'ß']] end),
    result("chars_limit", fun() -> [lists:flatten(io_lib:format("~p", [lists:seq(1, 100)], [{chars_limit, N}])) || N <- [0, 10, 50]] end),
    result("chars_limit s", fun() -> [lists:flatten(io_lib:format("~s|~p|~w", [lists:duplicate(50, $a), lists:seq(1, 50), lists:seq(1, 50)], [{chars_limit, N}])) || N <- [20, 60]] end),
    result("scan_format", fun() -> io_lib:scan_format("a~5.2.0fb~ts", [1.0, "x"]) end),
    result("build_text", fun() -> lists:flatten(io_lib:build_text(io_lib:scan_format("~w-~s", [a, "b"]))) end),
    result("fwrite", fun() -> [lists:flatten(io_lib:fwrite("~w", [1])), lists:flatten(io_lib:nl()), lists:flatten(io_lib:indentation("abc\n  d", 0) =:= 3 andalso "y" orelse "n")] end).
