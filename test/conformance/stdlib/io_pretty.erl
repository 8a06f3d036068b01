%% ~p with widths: records, maps, strings, binaries and deep terms broken into lines exactly as OTP does.
-module(io_pretty).
-export([main/0]).

main() ->
    Terms = [lists:seq(1, 40), list_to_tuple(lists:seq(1, 40)), [{key_number, I, "value of it"} || I <- lists:seq(1, 6)], maps:from_list([{I, {value, I}} || I <- lists:seq(1, 12)]), #{long_key_name => "a long string value that has to be broken because it is long", other => [1, 2, 3], nested => #{inner => #{deep => [x, y, z]}, b => c}},
             {state, undefined, [], "some string", <<"some binary that is rather long and will not fit in a narrow line at all">>, #{}, {nested, {deeper, {deepest, [a, b, c]}}}},
             "A long string, longer than one line can be, which the printer splits into several quoted pieces, one below the other, as it does.", [lists:duplicate(30, $a), lists:duplicate(60, $b)], binary:copy(<<1, 2, 3, 255>>, 15), binary:copy(<<"text ">>, 20), <<"ab", 1:3>>,
             [[[[[[[deeply, nested], list], inside], many], levels], that, goes, on], and_on, and_on, and_on, and_on], {a, [], {}, #{}, <<>>, "", [[]], {{}}}, [1.5, -2.25e100, 1 bsl 100, 'quoted atom', "str", $c], [{a, 1} | improper], fun lists:map/2, [$a, $b, 1000], [{option, true}, {list, [{x, 1}, {y, 2}, {z, [{deep, "er"}]}]}],
             {error, {badmatch, {ok, "something"}}, [{module_name, function_name, 3, [{file, "module_name.erl"}, {line, 123}]}, {other_module, other_function, 1, [{file, "other_module.erl"}, {line, 45}]}]}, lists:duplicate(5, {tuple, with, several, elements, among, which, some, are, long}), "\x{e5}\x{e4}\x{f6} unicode \x{20ac}", [{I, lists:seq(1, I)} || I <- lists:seq(1, 9)]],
    [begin
        io:format("-- ~w~n", [W]),
        [io:format("~*p~n", [W, T]) || T <- Terms]
    end || W <- [20, 40, 80, 132]],
    [io:format("~30.5p~n", [T]) || T <- Terms],
    [io:format("~60P~n", [T, D]) || T <- Terms, D <- [3, 8, 20]],
    [io:format("prefix: ~p and ~p~n", [T, T]) || T <- Terms],
    R = fun(rec, 2) -> [field_a, field_b]; (state, 6) -> [one, two, three, four, five, six]; (_, _) -> no end,
    [io:format("~ts~n", [io_lib_pretty:print(T, [{column, 1}, {line_length, 60}, {depth, -1}, {record_print_fun, R}])]) || T <- [{rec, 1, "two"}, {rec, {rec, a, b}, [lists:seq(1, 30)]}, {state, a, b, "c", lists:seq(1, 40), {rec, x, y}, f}]],
    [io:format("~ts~n", [io_lib_pretty:print(T, [{column, C}, {line_length, 50}, {depth, 10}, {line_max_chars, 40}])]) || T <- Terms, C <- [1, 15]],
    io:format("~p~n~tp~n", [#{"å" => 'å'}, #{"€" => <<"€"/utf8>>}]),
    [io:format("~ts~n", [io_lib:format("~p", [T], [{chars_limit, L}])]) || T <- Terms, L <- [30, 100]].
