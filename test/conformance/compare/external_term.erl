%% term_to_binary of every kind of term, byte by byte, with options, and back.
-module(external_term).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    Terms = [0, 255, 256, -1, (1 bsl 31) - 1, 1 bsl 31, -(1 bsl 31), -(1 bsl 31) - 1, 1 bsl 59, 1 bsl 64, -(1 bsl 64), 1 bsl 2039, 1 bsl 2040, 1.0, -0.0, 1.5e-300, a, '', 'åäö', '日本', list_to_atom(lists:duplicate(255, $x)),
             [], "a", "abc", lists:duplicate(300, $z), [256], [1 | 2], [[]], [a, [b, [c]]], lists:seq(1, 10), {}, {a}, {1, {2}}, list_to_tuple(lists:seq(1, 256)), <<>>, <<"abc">>, <<1:1>>, <<"ab", 5:3>>, #{}, #{a => 1}, #{b => [1], a => {}},
             fun lists:map/2, fun erlang:'+'/2, [{k, <<"v">>}, #{1.5 => 1 bsl 100}]],
    [begin B = term_to_binary(T), io:format("~0P ~s~n", [T, 12, hex(B)]), T = binary_to_term(B) end || T <- Terms],
    result("compressed", fun() -> T = lists:duplicate(1000, {abc, "xyz"}), B = term_to_binary(T, [compressed]), {binary_part(B, 0, 2), byte_size(B) < 500, binary_to_term(B) =:= T} end),
    result("compressed small", fun() -> hex(term_to_binary(a, [compressed])) end),
    result("compressed 0", fun() -> T = lists:duplicate(100, a), term_to_binary(T, [{compressed, 0}]) =:= term_to_binary(T) end),
    result("minor 0", fun() -> hex(term_to_binary([1.5, a], [{minor_version, 0}])) end),
    result("minor 1", fun() -> hex(term_to_binary([1.5, a, 'å'], [{minor_version, 1}])) end),
    result("minor 2", fun() -> hex(term_to_binary([1.5, a, 'å'], [{minor_version, 2}])) end),
    result("iovec", fun() -> iolist_to_binary(erlang:term_to_iovec([a, <<"b">>, #{}])) =:= term_to_binary([a, <<"b">>, #{}]) end),
    result("external_size", fun() -> [erlang:external_size(T) || T <- Terms] end),
    result("external_size same", fun() -> [T || T <- Terms, erlang:external_size(T) < byte_size(term_to_binary(T))] end),
    result("pid back", fun() -> P = self(), P =:= binary_to_term(term_to_binary(P)) end),
    result("ref back", fun() -> R = make_ref(), R =:= binary_to_term(term_to_binary(R)) end),
    result("fun back", fun() -> X = id(5), F = fun(Y) -> X + Y end, G = binary_to_term(term_to_binary(F)), {G(1), F =:= G} end),
    result("large map back", fun() -> M = maps:from_list([{I, {I}} || I <- lists:seq(1, 1000)]), M =:= binary_to_term(term_to_binary(M)) end),
    result("long list back", fun() -> L = lists:seq(1, 200000), L =:= binary_to_term(term_to_binary(L)) end),
    result("deep back", fun() -> L = lists:foldl(fun(_, A) -> {[A]} end, [], lists:seq(1, 50000)), L =:= binary_to_term(term_to_binary(L)) end),
    result("used", fun() -> binary_to_term(<<(term_to_binary({a, b}))/binary, "rest">>, [used]) end),
    result("safe known", fun() -> binary_to_term(term_to_binary(safe_known), [safe]) end),
    result("safe unknown", fun() -> binary_to_term(<<131, 119, 16, "never seen atom!">>, [safe]) end),
    result("old atom", fun() -> [binary_to_term(<<131, 100, 0, 2, "ok">>), binary_to_term(<<131, 115, 2, "ok">>), binary_to_term(<<131, 118, 0, 2, "ok">>)] end),
    result("old float", fun() -> binary_to_term(<<131, 99, "1.50000000000000000000e+00", 0, 0, 0, 0, 0>>) end),
    result("old list", fun() -> binary_to_term(<<131, 108, 0, 0, 0, 0, 106>>) end),
    result("string as list", fun() -> binary_to_term(<<131, 107, 0, 3, 1, 2, 3>>) end),
    result("big with zeros", fun() -> binary_to_term(<<131, 110, 4, 0, 1, 0, 0, 0>>) end),
    result("negative zero big", fun() -> binary_to_term(<<131, 110, 1, 1, 0>>) end),
    result("map with equal keys", fun() -> binary_to_term(<<131, 116, 0, 0, 0, 2, 97, 1, 97, 2, 97, 1, 97, 3>>) end),
    result("sub binary", fun() -> B = term_to_binary(hello), <<_, S/binary>> = <<0, B/binary>>, binary_to_term(S) end),
    result("bad option", fun() -> term_to_binary(a, [id(foo)]) end).

hex(B) when byte_size(B) > 80 -> [hex(binary_part(B, 0, 30)), "..", hex(erlang:md5(B))];
hex(B) -> [io_lib:format("~2.16.0b", [X]) || <<X>> <= B].
