%% Huge and odd literals: long lists, deep terms, large maps, bigs, floats, binaries, nested funs in data; shared constants; macros that make them.
-module(literals_and_constants).
-export([main/0]).
-import(show, [result/2, id/1]).
-define(TEN(X), X, X, X, X, X, X, X, X, X, X).
-define(HUNDRED(X), ?TEN(X), ?TEN(X), ?TEN(X), ?TEN(X), ?TEN(X), ?TEN(X), ?TEN(X), ?TEN(X), ?TEN(X), ?TEN(X)).
-define(THOUSAND(X), ?HUNDRED(X), ?HUNDRED(X), ?HUNDRED(X), ?HUNDRED(X), ?HUNDRED(X), ?HUNDRED(X), ?HUNDRED(X), ?HUNDRED(X), ?HUNDRED(X), ?HUNDRED(X)).
-define(STR(X), ??X).

main() ->
    result("long list", fun() -> {length([?THOUSAND({a, 1})]), erlang:phash2([?THOUSAND({a, "x", 1.5})])} end),
    result("wide tuple", fun() -> {tuple_size({?THOUSAND(a)}), erlang:phash2({?THOUSAND([1])})} end),
    result("long binary", fun() -> {byte_size(<<?THOUSAND(7)>>), erlang:crc32(<<?THOUSAND(200)>>)} end),
    result("long string", fun() -> {length("0123456789" "abcdefghij" "é" "\x{1F600}"), "a" "b" "c"} end),
    result("deep literal", fun() -> depth([[[[[[[[[[[[[[[[[[[[{{{{{{{{{{a}}}}}}}}}}]]]]]]]]]]]]]]]]]]]], 0) end),
    result("large map literal", fun() -> M = #{1 => a, 2 => b, 3 => c, 4 => d, 5 => e, 6 => f, 7 => g, 8 => h, 9 => i, 10 => j, 11 => k, 12 => l, 13 => m, 14 => n, 15 => o, 16 => p, 17 => q, 18 => r, 19 => s, 20 => t, 21 => u, 22 => v, 23 => w, 24 => x, 25 => y, 26 => z, 27 => aa, 28 => ab, 29 => ac, 30 => ad, 31 => ae, 32 => af, 33 => ag, 34 => ah, "s" => 1, <<"b">> => 2, {t} => 3, 1.5 => 4, [] => 5, #{} => 6}, {map_size(M), maps:get(34, M), maps:get({t}, M), maps:get(#{}, M), lists:sum([K || K <- maps:keys(M), is_integer(K)])} end),
    result("map updates of a literal", fun() -> M = #{a => 1, b => 2}, {M#{a := 3}, M#{c => 4}, M} end),
    result("integers", fun() -> [16#ff, 2#1010, 36#zz, 8#777, 1_000_000, 16#DEAD_BEEF, -16#8000000000000000, 576460752303423487, 576460752303423488, -576460752303423488, -576460752303423489, 18446744073709551615, 18446744073709551616, 123456789012345678901234567890123456789012345678901234567890] end),
    result("big arithmetic on literals", fun() -> X = id(123456789012345678901234567890), [X * 987654321098765432109876543210, X - 123456789012345678901234567889, X div 1000000007, X rem 1000000007, -X, X band 16#ffffffffffffffffffff, X bsl 3, X bsr 70] end),
    result("floats", fun() -> [1.0, -0.0, 1.0e308, 4.9e-324, 2.2250738585072014e-308, 0.1, 1.0e-7, 123456789.987654321, 1.7976931348623157e308, 1.0e22, 1.0e23, 3.0e-5] end),
    result("characters", fun() -> [$a, $\n, $\\, $\e, $\s, $\^A, $\101, $\x41, $\x{1F600}, $é, $ , $', $"] end),
    result("strings", fun() -> ["", "\"q\"", "\t\r\n", "\x{e9}\x{20ac}", "\101\102", "tab\there", [104, 105], "é"] end),
    result("atoms", fun() -> ['', 'A', 'with space', 'quote\'s', 'new\nline', 'é', '日本', a@b, a_b, 'end', '1a', '\x{1F600}', [], 'true'] end),
    result("binaries", fun() -> [<<>>, <<"abc">>, <<"é"/utf8>>, <<1:1>>, <<"ab", 1:3>>, <<1.5/float>>, <<16#ffff:16/little>>, <<"a\0b">>, <<255, 254>>, <<"日本"/utf8>>, <<"x":32>>] end),
    result("stringify", fun() -> [?STR(a + b), ?STR(f(X, "s")), ?STR({1, [2]})] end),
    result("predefined", fun() -> [?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY, is_integer(?LINE), filename:basename(?FILE), ?MACHINE, ?OTP_RELEASE >= 25] end),
    result("constants are shared", fun() -> [same(fun big/0), same(fun tuple/0), erts_debug:size([big(), big()]) > 0] end),
    result("constants are not changed", fun() -> T = tuple(), U = setelement(1, T, changed), {T, U, tuple()} end),
    result("constants in messages", fun() -> Me = self(), spawn(fun() -> Me ! {big(), tuple(), <<"literal binary that is long enough to be kept off the heap, as it has more than sixty-four bytes">>} end), receive {A, B, C} -> {A =:= big(), B =:= tuple(), byte_size(C)} end end),
    result("constants in ets", fun() -> T = ets:new(t, []), ets:insert(T, {k, big(), tuple()}), [{k, A, B}] = ets:lookup(T, k), ets:delete(T), {A =:= big(), B} end),
    result("constants after collection", fun() -> A = big(), B = lists:seq(1, 100000), garbage_collect(), {A =:= big(), length(B)} end),
    result("matching literals", fun() -> [lit(X) || X <- [{a, "b", 1.5}, {a, "b", 1}, [1, [2, [3]]], #{k => [v]}, <<"abc">>, 123456789012345678901234567890, "str", 'é']] end),
    result("comparing with literals", fun() -> [X == {1, [2.0, 3], #{a => 1}} || X <- [{1, [2, 3], #{a => 1}}, {1.0, [2.0, 3.0], #{a => 1}}, {1, [2, 3], #{a => 1.0}}]] end),
    result("constant folding", fun() -> [1 + 2 * 3, 7 div 2, -7 rem 3, 1 bsl 70, 5 / 2, "a" ++ "b", [1, 2, 3] -- [2], not true, {1, 2} == {1, 2.0}, length([a, b]), tuple_size({a}), hd("x"), element(2, {a, b}), abs(-5), float(3)] end),
    result("folding that fails", fun() -> [catch_(fun() -> 1 / 0 end), catch_(fun() -> hd([]) end), catch_(fun() -> element(3, {a}) end), catch_(fun() -> a + 1 end), catch_(fun() -> length(x) end), catch_(fun() -> 1 bsl (1 bsl 70) end)] end).

depth([X], N) -> depth(X, N + 1);
depth({X}, N) -> depth(X, N + 100);
depth(X, N) -> {X, N}.
big() -> [{one, 1, [a, b, c]}, #{k => {v, "string"}}, <<"binary">>, 1.5, 123456789012345678901234567890].
tuple() -> {a, {b, {c}}, [d]}.
same(F) -> F() =:= F().
lit({a, "b", 1.5}) -> one; lit([1, [2, [3]]]) -> two; lit(#{k := [v]}) -> three; lit(<<"abc">>) -> four; lit(123456789012345678901234567890) -> five; lit("str") -> six; lit('é') -> seven; lit(_) -> none.
catch_(F) -> try F() catch C:R -> {C, R} end.
