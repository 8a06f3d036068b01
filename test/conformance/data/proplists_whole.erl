%% proplists: look-ups, compaction, normalisation with each kind of stage, what is skipped and what is refused.
-module(proplists_whole).
-export([main/0]).
-include("../harness/show.hrl").

main() ->
    L = [a, {b, 1}, {b, 2}, {c, 1, 2}, "junk", {a, false}, {no_d, true}, 7, {"s", 3}],
    ?R([proplists:get_value(K, L) || K <- [a, b, c, "s", zz, 7]]),
    ?R([proplists:get_value(K, L, dflt) || K <- [a, zz, c]]),
    ?R([proplists:get_all_values(K, L) || K <- [a, b, c, zz]]),
    ?R([proplists:lookup(K, L) || K <- [a, b, c, zz]]),
    ?R([proplists:lookup_all(K, L) || K <- [a, b, c, zz]]),
    ?R([proplists:is_defined(K, L) || K <- [a, c, zz, 7]]),
    ?R([proplists:get_bool(K, L) || K <- [a, b, no_d, zz]]),
    ?R([proplists:get_keys(L), proplists:append_values(b, [{b, [1, 2]}, b, {b, 3}, {c, 4}])]),
    ?R([proplists:delete(K, L) || K <- [a, b, zz]]),
    ?R([proplists:compact([{a, true}, {b, false}, c, {d, true, x}]), proplists:unfold([a, {b, 1}, "x", c])]),
    ?R([proplists:property({a, true}), proplists:property(a), proplists:property({a, 1}), proplists:property(b, true), proplists:property(b, 2)]),
    ?R(proplists:expand([{foo, [bar, baz]}], [fie, foo, fum])),
    ?R(proplists:expand([{{foo, true}, [bar, baz]}], [{foo, true}, foo, {foo, 2}])),
    ?R(proplists:substitute_aliases([{color, colour}], [{color, red}, color, {colour, blue}])),
    ?R(proplists:substitute_negations([{no_foo, foo}], [no_foo, {no_foo, true}, {no_foo, false}, {no_foo, 3}])),
    ?R(proplists:normalize([no_bar, {color, 1}, fie], [{negations, [{no_bar, bar}]}, {aliases, [{color, colour}]}, {expand, [{fie, [x, {y, 2}]}]}])),
    ?R([proplists:split(L, [a, b]), proplists:split([], [a]), proplists:split(L, [])]),
    ?R([proplists:to_map([a, {b, 1}, {b, 2}, {c, x, y}]), proplists:to_map([no_a, {b, 1}], [{negations, [{no_a, a}]}]), proplists:from_map(#{a => 1})]),
    ?R(proplists:get_value(a, foo)), ?R(proplists:get_value(a, [b | c])), ?R(proplists:get_bool(a, x)), ?R(proplists:lookup(a, x)), ?R(proplists:normalize([a], [{bad, 1}])), ?R(proplists:expand(x, [a])), ?R(proplists:delete(a, x)), ?R(proplists:to_map(x)), ?R(proplists:property([])).
