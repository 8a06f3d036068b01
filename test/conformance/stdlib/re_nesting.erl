%% Patterns that nest deeply: fine up to some hundreds of groups, an error beyond what the engine bears.
-module(re_nesting).
-export([main/0]).

main() ->
    [show:result({Open, N}, fun() -> compile(N, Open) end) || Open <- ["(", "(?:", "(?=", "(x|"], N <- [200, 700, 1500, 20000]],
    [show:result({unclosed, N}, fun() -> re:compile(lists:duplicate(N, "(")) end) || N <- [1, 100]],
    show:result(run, fun() -> re:run("aaa", lists:duplicate(30000, $()) end),
    show:result(matched, fun() -> re:run("ax", pattern(300, "(?:"), [{capture, first}]) end).

pattern(N, Open) -> [lists:duplicate(N, Open), "x", lists:duplicate(N, ")")].

compile(N, Open) ->
    case re:compile(pattern(N, Open)) of
        {ok, _} -> ok;
        {error, {Text, _Position}} -> Text
    end.
