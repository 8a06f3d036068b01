%% match, matches, split, replace and compiled patterns of the binary module.
-module(binary_module).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    S = id(<<"the cat sat on the mat, the end">>),
    result("match", fun() -> [binary:match(S, P) || P <- [<<"the">>, <<"cat">>, <<"nope">>, [<<"sat">>, <<"cat">>], [<<"t">>, <<"the">>], <<",">>]] end),
    result("match scope", fun() -> [binary:match(S, <<"the">>, [{scope, X}]) || X <- [{0, 3}, {0, 2}, {1, 20}, {31, -3}, {31, -31}]] end),
    result("matches", fun() -> [binary:matches(S, P) || P <- [<<"the">>, <<"at">>, [<<"at">>, <<"the">>], [<<"a">>, <<"at">>], <<"zzz">>]] end),
    result("overlap", fun() -> [binary:matches(<<"aaaa">>, <<"aa">>), binary:matches(<<"ababab">>, [<<"ab">>, <<"aba">>])] end),
    result("compiled", fun() -> C = binary:compile_pattern([<<"at">>, <<"en">>]), {binary:match(S, C), binary:matches(S, C), binary:split(S, C, [global])} end),
    result("split", fun() -> [binary:split(S, <<" ">>), binary:split(S, <<" ">>, [global]), binary:split(S, [<<", ">>, <<" ">>], [global]), binary:split(S, <<"zz">>)] end),
    result("split options", fun() -> [binary:split(X, <<",">>, O) || X <- [<<",a,,b,">>, <<>>, <<",">>], O <- [[], [global], [trim], [global, trim], [trim_all], [global, trim_all]]] end),
    result("split scope", fun() -> binary:split(S, <<"the">>, [global, {scope, {3, 20}}]) end),
    result("replace", fun() -> [binary:replace(S, <<"the">>, <<"a">>), binary:replace(S, <<"the">>, <<"THE">>, [global]), binary:replace(S, [<<"cat">>, <<"mat">>], <<>>, [global])] end),
    result("replace inserted", fun() -> [binary:replace(<<"abcde">>, [<<"b">>, <<"d">>], <<"[]">>, [global, {insert_replaced, 1}]), binary:replace(<<"abcde">>, <<"c">>, <<"xyz">>, [{insert_replaced, [1, 3]}])] end),
    result("replace fun", fun() -> binary:replace(<<"abc">>, [<<"a">>, <<"c">>], fun(M) -> <<"<", M/binary, ">">> end, [global]) end),
    result("empty pattern", fun() -> binary:match(S, id(<<>>)) end),
    result("no patterns", fun() -> binary:match(S, id([])) end),
    result("bad scope", fun() -> binary:match(S, <<"a">>, [{scope, {0, 100}}]) end),
    result("bad subject", fun() -> binary:match(id(a), <<"a">>) end),
    result("bits", fun() -> binary:match(id(<<1:3>>), <<"a">>) end),
    result("long", fun() -> B = binary:copy(<<"abcdefghij">>, 10000), [length(binary:matches(B, <<"ja">>)), binary:match(B, <<"jb">>), length(binary:split(B, [<<"c">>, <<"h">>], [global]))] end),
    result("random", fun() -> {L, _} = lists:mapfoldl(fun(_, R) -> rand:uniform_s(4, R) end, rand:seed_s(exsss, 3), lists:seq(1, 3000)), B = list_to_binary([X + $a || X <- L]),
        [{P, erlang:phash2(binary:matches(B, P))} || P <- [<<"b">>, <<"bc">>, <<"bcb">>, <<"bbbb">>, [<<"bc">>, <<"bcd">>, <<"cd">>, <<"dede">>], [<<"e">>, <<"ee">>, <<"eee">>]]] end).
