%% phash2, phash, crc32, adler32, md5 of terms of every kind: people shard and store by them.
-module(hashes).
-export([main/0]).
-import(show, [result/2]).

main() ->
    Terms = [0, 1, -1, 255, 256, 65535, 1 bsl 27, -(1 bsl 27), (1 bsl 27) - 1, -(1 bsl 27) - 1, 1 bsl 28, 1 bsl 31, 1 bsl 32, (1 bsl 59) - 1, 1 bsl 59, -(1 bsl 59), -(1 bsl 59) - 1,
             1 bsl 63, 1 bsl 64, (1 bsl 64) - 1, -(1 bsl 64), 1 bsl 96, 1 bsl 100, -(1 bsl 127), 1 bsl 128, 0.0, -0.0, 1.0, -1.5, 1.0e300, a, b, abc, '', 'å', true, false, [], [1], [1, 2, 3],
             "a", "abc", lists:seq(1, 300), [a | b], [1 | 2], [[], []], [[1], 2, [3, [4]]], [256], [1, 2, 1000], {}, {1}, {a, b}, {1, {2, {3}}}, list_to_tuple(lists:seq(1, 50)), <<>>, <<1>>, <<1, 2>>, <<1, 2, 3>>,
             <<"abcdefghijk">>, <<"abcdefghijkl">>, <<"abcdefghijklm">>, binary:copy(<<7>>, 100), binary:copy(<<"x">>, 1000), <<1:1>>, <<5:3>>, <<1, 2:7>>, <<"abc", 1:4>>, #{}, #{a => 1}, #{a => 1, b => 2}, #{1 => #{2 => 3}},
             fun lists:map/2, fun erlang:self/0, {a, [b, #{c => <<"d">>, 1.5 => []}], <<1:9>>}],
    [io:format("~0p: ~w ~w ~w ~w~n", [T, erlang:phash2(T), erlang:phash2(T, 1000), erlang:phash2(T, 1 bsl 32), erlang:phash(T, 1 bsl 32)]) || T <- Terms],
    result("large map", fun() -> [erlang:phash2(maps:from_list([{I, I * I} || I <- lists:seq(1, N)])) || N <- [31, 32, 33, 100, 1000, 20000]] end),
    result("atom keys", fun() -> erlang:phash2(maps:from_list([{list_to_atom("k" ++ integer_to_list(I)), I} || I <- lists:seq(1, 100)])) end),
    result("sub binary", fun() -> <<_:5, B:64/bitstring, _/bitstring>> = <<0:5, "abcdefgh", 0:3>>, {erlang:phash2(B), erlang:phash2(<<"abcdefgh">>)} end),
    result("long list", fun() -> erlang:phash2(lists:seq(1, 100000)) end),
    result("deep list", fun() -> erlang:phash2(lists:foldl(fun(_, A) -> [A] end, [], lists:seq(1, 100000))) end),
    result("big bin", fun() -> erlang:phash2(binary:copy(<<"hornbeam">>, 100000)) end),
    result("range 1", fun() -> [erlang:phash2(T, 1) || T <- [a, 1, []]] end),
    result("bad range", fun() -> erlang:phash2(a, show:id(0)) end),
    result("bad range big", fun() -> erlang:phash2(a, show:id((1 bsl 32) + 1)) end),
    result("crc32", fun() -> [erlang:crc32(B) || B <- [<<>>, <<"a">>, "abc", [<<"a">>, ["b" | <<"c">>]], binary:copy(<<1>>, 100000)]] end),
    result("crc32 of", fun() -> [erlang:crc32(5, <<"abc">>), erlang:crc32_combine(erlang:crc32("ab"), erlang:crc32("cd"), 2), erlang:crc32("abcd")] end),
    result("adler32", fun() -> [erlang:adler32(B) || B <- [<<>>, <<"a">>, "abc", binary:copy(<<255>>, 100000)]] end),
    result("adler32 of", fun() -> [erlang:adler32(5, <<"abc">>), erlang:adler32_combine(erlang:adler32("ab"), erlang:adler32("cd"), 2), erlang:adler32("abcd")] end),
    result("md5", fun() -> [erlang:md5(B) || B <- [<<>>, <<"a">>, ["ab", <<"c">>], binary:copy(<<0>>, 100000)]] end),
    result("md5 parts", fun() -> erlang:md5_final(erlang:md5_update(erlang:md5_update(erlang:md5_init(), "ab"), <<"cd">>)) =:= erlang:md5("abcd") end),
    result("md5 bad", fun() -> erlang:md5(show:id(a)) end).
