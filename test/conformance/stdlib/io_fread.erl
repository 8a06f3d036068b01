%% io_lib:fread and io on strings: every directive, input that ends early, unexpected characters.
-module(io_fread).
-export([main/0]).
-import(show, [result/2]).

main() ->
    Cases = [{"~d ~d", "12 34 rest"}, {"~d,~d", "1,2"}, {"~d", "-5"}, {"~d", "+7x"}, {"~d", "abc"}, {"~d", ""}, {"~2d~2d", "1234"}, {"~s ~s", "hello world"}, {"~5s", "hello world"}, {"~s", ""}, {"~a ~a", "foo bar"}, {"~f ~f", "1.5 2.5e3"}, {"~f", "1"}, {"~f", "x"}, {"~c~c", "ab"}, {"~3c", "abcde"}, {"~u", "15"}, {"~u", "-15"},
             {"~16u ~2u", "ff 101"}, {"~-d", "- 5"}, {"~#", "16#ff"}, {"~#", "2#102"}, {"~l~s~l", "abc"}, {"x~dy", "x5y"}, {"x~dy", "x5z"}, {"  ~d", "9"}, {"~d  ~d", "1\n2"}, {"~*d ~d", "1 2"}, {"~~~d", "~5"}, {"~n", "x"}, {"~d ~s", "5"}, {"~10d", "12"}, {"~ts", "åäö"}, {"~[abc]", "x"}],
    [result({F, S}, fun() -> io_lib:fread(F, S) end) || {F, S} <- Cases],
    result("more", fun() -> {more, C} = io_lib:fread([], "12", "~d ~d"), io_lib:fread(C, " 34\n", "~d ~d") end),
    result("eof", fun() -> io_lib:fread([], eof, "~d") end),
    result("done", fun() -> io_lib:fread([], "12 34\nrest", "~d ~d") end),
    result("collect", fun() -> [io_lib:collect_chars(start, "abcdef", latin1, 3)] end).
