%% persistent_term: put, get, erase, replace, terms that outlive their writers; counters and atomics.
-module(persistent_terms).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    K = {?MODULE, key},
    result("get missing", fun() -> persistent_term:get(K) end),
    result("default", fun() -> persistent_term:get(K, dflt) end),
    result("put", fun() -> [persistent_term:put(K, {value, lists:seq(1, 10)}), persistent_term:get(K)] end),
    result("put same", fun() -> persistent_term:put(K, {value, lists:seq(1, 10)}) end),
    result("replace", fun() -> Old = persistent_term:get(K), persistent_term:put(K, #{new => <<"v">>}), garbage_collect(), {Old, persistent_term:get(K)} end),
    result("listed", fun() -> [V || {X, V} <- persistent_term:get(), X =:= K] end),
    result("other process", fun() -> show:call(fun() -> persistent_term:get(K) end) end),
    result("writer dies", fun() -> show:call(fun() -> persistent_term:put({?MODULE, k2}, {from, lists:seq(1, 100), binary:copy(<<"b">>, 100)}) end), {from, L, B} = persistent_term:get({?MODULE, k2}), {length(L), byte_size(B)} end),
    result("erase", fun() -> [persistent_term:erase(K), persistent_term:erase(K), persistent_term:get(K, gone)] end),
    result("kept after erase", fun() -> persistent_term:put(K, lists:seq(1, 1000)), L = persistent_term:get(K), persistent_term:erase(K), garbage_collect(), lists:sum(L) end),
    result("kept by a waiting process", fun() -> persistent_term:put(K, lists:seq(1, 500)), Me = self(), P = spawn(fun() -> L = persistent_term:get(K), Me ! ready, receive go -> Me ! lists:sum(L) end end), receive ready -> ok end, persistent_term:put(K, other), receive after 10 -> ok end, P ! go, receive S -> S end end),
    result("many", fun() -> [persistent_term:put({?MODULE, m, I}, I) || I <- lists:seq(1, 500)], S = lists:sum([persistent_term:get({?MODULE, m, I}) || I <- lists:seq(1, 500)]), [persistent_term:erase({?MODULE, m, I}) || I <- lists:seq(1, 500)], S end),
    result("info", fun() -> lists:sort(maps:keys(persistent_term:info())) end),
    persistent_term:erase({?MODULE, k2}), persistent_term:erase(K),
    A = atomics:new(3, [{signed, true}]), U = atomics:new(2, [{signed, false}]),
    result("atomics", fun() -> [atomics:put(A, 1, 5), atomics:add(A, 1, 10), atomics:sub(A, 1, 1), atomics:get(A, 1), atomics:add_get(A, 2, -7), atomics:sub_get(A, 2, 3), atomics:exchange(A, 1, 100), atomics:compare_exchange(A, 1, 100, 7), atomics:compare_exchange(A, 1, 100, 8), atomics:get(A, 1)] end),
    result("wrap", fun() -> atomics:put(A, 3, (1 bsl 63) - 1), atomics:add(A, 3, 1), atomics:put(U, 1, (1 bsl 64) - 1), atomics:add(U, 1, 2), [atomics:get(A, 3), atomics:get(U, 1)] end),
    result("unsigned", fun() -> atomics:put(U, 2, 0), atomics:sub(U, 2, 1), atomics:get(U, 2) end),
    result("info", fun() -> [maps:remove(memory, atomics:info(X)) || X <- [A, U]] end),
    [result({bad, N}, F) || {N, F} <- [{index0, fun() -> atomics:get(A, id(0)) end}, {index4, fun() -> atomics:get(A, id(4)) end}, {value, fun() -> atomics:put(A, 1, id(1 bsl 63)) end}, {ref, fun() -> atomics:get(make_ref(), 1) end}, {size, fun() -> atomics:new(id(0), []) end}, {negative, fun() -> atomics:put(U, 1, id(-1)) end}]],
    C = counters:new(2, []), W = counters:new(2, [write_concurrency]),
    result("counters", fun() -> [[counters:add(X, 1, 5), counters:sub(X, 2, 3), counters:put(X, 2, 10), counters:add(X, 2, -1), counters:get(X, 1), counters:get(X, 2)] || X <- [C, W]] end),
    result("counters info", fun() -> maps:remove(memory, counters:info(C)) end),
    result("counters bad", fun() -> counters:get(C, id(3)) end),
    result("shared", fun() -> Rs = [element(2, spawn_monitor(fun() -> [atomics:add(A, 2, 1) || _ <- lists:seq(1, 100)] end)) || _ <- lists:seq(1, 20)], atomics:put(A, 2, 0), [receive {'DOWN', R, _, _, _} -> ok end || R <- Rs], atomics:get(A, 2) > 0 end).
