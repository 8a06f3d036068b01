%% Exceptions from guards' functions, comprehensions, binary building, receive, after, funs of BIFs, callbacks of lists and maps.
-module(exceptions_in_odd_places).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    result("sort fun", fun() -> lists:sort(fun(_, _) -> throw(in_sort) end, [2, 1, 3]) end),
    result("foldl", fun() -> lists:foldl(fun(X, _) -> 1 / X end, 0, [1, 0]) end),
    result("maps:map", fun() -> maps:map(fun(K, _) -> exit(K) end, #{k => v}) end),
    result("maps:fold large", fun() -> maps:fold(fun(_, _, N) when N < 50 -> N + 1; (_, _, _) -> throw(fifty) end, 0, maps:from_list([{I, I} || I <- lists:seq(1, 100)])) end),
    result("ets:foldl", fun() -> T = ets:new(t, []), ets:insert(T, [{1}, {2}]), R = (catch ets:foldl(fun(_, _) -> throw(in_fold) end, 0, T)), {R, ets:info(T, size), ets:info(T, safe_fixed_monotonic_time), ets:delete(T)} end),
    result("comprehension", fun() -> [10 div X || X <- id([5, 2, 0, 1])] end),
    result("generator", fun() -> [X || X <- throw(no_list)] end),
    result("binary", fun() -> <<1, (throw(in_binary)):8>> end),
    result("tuple", fun() -> {1, throw(in_tuple), 3} end),
    result("map", fun() -> #{a => 1, b => throw(in_map)} end),
    result("record-like", fun() -> setelement(id(9), {a}, throw(first)) end),
    result("receive pattern", fun() -> self() ! {x, 1}, receive {x, Y} when hd(Y) > 1 -> wrong; {x, Z} -> {fell_through, Z} end end),
    result("receive body", fun() -> self() ! go, receive go -> throw(in_body) after 0 -> none end end),
    result("receive after", fun() -> receive after 0 -> throw(in_after) end end),
    result("timeout expression", fun() -> receive x -> y after throw(timeout) -> z end end),
    result("in after of try", fun() -> try ok after throw(in_try_after) end end),
    result("in of", fun() -> try id(1) of 1 -> throw(in_of) catch throw:in_of -> wrong after put(of_after, ran) end end),
    result("after ran", fun() -> erase(of_after) end),
    result("in catch clause", fun() -> try throw(a) catch a -> exit(b) after put(c_after, ran) end end),
    result("after ran too", fun() -> erase(c_after) end),
    result("argument order", fun() -> {a(1), a(2), throw(three), a(4)} end),
    result("args evaluated", fun() -> lists:reverse(erase(order)) end),
    result("case", fun() -> case throw(in_case) of x -> y end end),
    result("if", fun() -> X = id(0), if 1 / X > 1 -> a; true -> guard_failed end end),
    result("andalso", fun() -> [id(false) andalso throw(x), id(true) orelse throw(y), catch id(true) andalso throw(z)] end),
    result("spawned fun", fun() -> show:down(fun() -> [throw(X) || X <- [ball]] end) end, fun({{nocatch, X}, _}) -> X end),
    result("re fun", fun() -> binary:replace(<<"abc">>, <<"b">>, fun(_) -> throw(in_replace) end) end),
    result("string fun", fun() -> lists:flatmap(fun(_) -> not_a_list end, [1, 2]) end),
    result("key function", fun() -> lists:keymap(fun(X) -> X + a end, 1, [{1}]) end).

result(L, F, G) -> result(L, fun() -> G(F()) end).
a(N) -> put(order, [N | case get(order) of undefined -> []; O -> O end]), N.
