%% ets: info of tables with every option, files, traversal of ordered sets while they change, compressed tables, continuations.
-module(ets_shapes).
-export([main/0]).
-include("../harness/show.hrl").

main() ->
    [show:result({info, O}, fun() -> T = ets:new(n, O), ets:insert(T, [{I, lists:duplicate(I, x)} || I <- lists:seq(1, 20)]), I = [lists:keyfind(K, 1, ets:info(T)) || K <- [name, size, named_table, type, keypos, protection, write_concurrency, read_concurrency, decentralized_counters, compressed, heir, node]], R = {I, [ets:info(T, K) || K <- [type, size, fixed, keypos, compressed, safe_fixed]], lists:sort([K || {K, _} <- ets:info(T)])}, ets:delete(T), show:norm(R) end)
     || O <- [[], [set, public], [ordered_set, private], [bag, compressed], [duplicate_bag, {keypos, 2}], [named_table, {read_concurrency, true}], [public, {write_concurrency, true}, {decentralized_counters, true}], [ordered_set, public, {write_concurrency, auto}], [{heir, none}]]],
    ?R(begin T = ets:new(x, [compressed]), L = [{I, lists:seq(1, I), <<I:8000>>, #{I => "text"}} || I <- lists:seq(1, 50)], ets:insert(T, L), R = {lists:sort(ets:tab2list(T)) =:= L, ets:lookup(T, 7) =:= [lists:nth(7, L)], ets:update_element(T, 7, {2, new}), ets:lookup_element(T, 7, 2), ets:update_counter(T, c, 5, {c, 1}), lists:sort(ets:select(T, [{{'$1', '$2', '_', '_'}, [{'<', '$1', 3}], ['$2']}])), ets:match(T, {5, '$1', '_', '_'})}, ets:delete(T), R end),
    [show:result({pages, K, N}, fun() -> T = ets:new(p, [K]), ets:insert(T, [{I, I rem 3} || I <- lists:seq(1, 100)]), R = {lists:sort(pages(ets:select(T, [{{'$1', 1}, [], ['$1']}], N), select)), lists:sort(pages(ets:match(T, {'$1', 2}, N), match)), length(pages(ets:match_object(T, {'_', 0}, N), match_object))}, ets:delete(T), R end) || K <- [set, ordered_set, bag, duplicate_bag], N <- [1, 7, 33, 1000]],
    ?R(begin T = ets:new(o, [ordered_set]), ets:insert(T, [{I} || I <- lists:seq(1, 20)]), R = [pages(ets:select_reverse(T, [{{'$1'}, [{'>', '$1', 5}], ['$1']}], 4), select_reverse), ets:select_reverse(T, [{{'$1'}, [{'<', '$1', 5}], ['$1']}]), ets:first(T), ets:last(T), ets:next(T, 7), ets:next(T, 7.5), ets:prev(T, 7), ets:prev(T, 0), ets:next(T, 20), ets:prev(T, 100)], ets:delete(T), R end),
    ?R(begin T = ets:new(o, [ordered_set]), ets:insert(T, [{I} || I <- lists:seq(1, 30)]), R = change(T, ets:first(T), []), S = ets:info(T, size), ets:delete(T), {R, S} end),
    ?R(begin T = ets:new(o, [ordered_set]), ets:insert(T, [{I} || I <- lists:seq(1, 30)]), {A, C} = ets:select(T, [{{'$1'}, [], ['$1']}], 10), ets:delete(T, 11), ets:delete(T, 10), ets:insert(T, [{10.5}, {12.5}, {5.5}]), {B, _} = ets:select(C), ets:delete(T), {A, B} end),
    ?R(begin T = ets:new(f, [set]), ets:insert(T, [{I} || I <- lists:seq(1, 200)]), ets:safe_fixtable(T, true), L = walk(T, ets:first(T), []), Z = ets:info(T, size), ets:safe_fixtable(T, false), ets:delete(T), {length(L), length(lists:usort(L)), Z} end),
    ?R(begin T = ets:new(f, [public]), ets:safe_fixtable(T, true), ets:safe_fixtable(T, true), {_, [{P, N}]} = ets:info(T, safe_fixed), ets:safe_fixtable(T, false), F1 = ets:info(T, fixed), ets:safe_fixtable(T, false), F2 = ets:info(T, fixed), ets:delete(T), {P =:= self(), N, F1, F2} end),
    ?R(begin T = ets:new(f, [public]), {Q, M} = spawn_monitor(fun() -> ets:safe_fixtable(T, true) end), receive {'DOWN', M, process, Q, _} -> ok end, R = ets:info(T, fixed), ets:delete(T), R end),
    [show:result({file, O}, fun() -> T = ets:new(tab, [K, named_table, public]), ets:insert(T, [{I, {I}} || I <- lists:seq(1, 30)]), A = ets:tab2file(T, "t.tab", O), {ok, I} = ets:tabfile_info("t.tab"), ets:delete(T), B = ets:file2tab("t.tab", [{verify, O =/= []}]), R = {A, [lists:keyfind(X, 1, I) || X <- [name, type, protection, named_table, keypos, size, extended_info]], B, length(ets:tab2list(tab))}, ets:delete(tab), R end) || K <- [set, ordered_set, bag], O <- [[], [{extended_info, [md5sum]}], [{extended_info, [object_count]}, {sync, true}]]],
    ?R(begin file:write_file("bad.tab", "junk"), {error, E} = ets:file2tab("bad.tab"), is_tuple(E) orelse E end), ?R(element(1, ets:file2tab("none.tab"))), ?R(element(1, ets:tabfile_info("none.tab"))), ?R(begin T = ets:new(n, []), {error, E} = ets:tab2file(T, "no_dir/x"), ets:delete(T), E end),
    ?R(begin T = ets:new(i, []), F = fun Read(0) -> fun(read) -> end_of_input; (close) -> ok end; Read(N) -> fun(read) -> {[{N, x}], Read(N - 1)}; (close) -> ok end end, R = [ets:init_table(T, F(5)), lists:sort(ets:tab2list(T)), ets:foldl(fun({K, _}, A) -> K + A end, 0, T)], ets:delete(T), R end),
    ?R(begin T = ets:new(nm, [named_table]), R = [ets:whereis(nm) =:= T, is_reference(ets:whereis(nm)), ets:rename(nm, nm2), ets:whereis(nm), ets:info(nm2, name), lists:member(nm2, ets:all())], ets:delete(nm2), {R, ets:info(nm2), ets:info(nm2, size), ets:whereis(nm2)} end),
    ?R(begin T = ets:new(s, [bag]), ets:insert(T, [{I} || I <- lists:seq(1, 10)]), N = length(slots(T, 0)), ets:delete(T), N end), ?R(begin T = ets:new(d, [duplicate_bag]), ets:insert(T, [{a, I} || I <- [3, 1, 2, 3]]), R = [ets:lookup(T, a), ets:match(T, {a, '$1'}), ets:tab2list(T)], ets:delete(T), R end).

pages('$end_of_table', _) -> [];
pages({L, C}, F) -> L ++ pages(ets:F(C), F).
change(_, '$end_of_table', A) -> lists:reverse(A);
change(T, K, A) -> case K rem 3 of 0 -> ets:delete(T, K + 1); 1 -> ets:insert(T, {K + 0.5}), ets:delete(T, K + 0.5); 2 -> ets:delete(T, K) end, change(T, ets:next(T, K), [K | A]).
walk(_, '$end_of_table', A) -> A;
walk(T, K, A) -> ets:delete(T, K), ets:insert(T, {{new, K}}), ets:delete(T, {new, K}), walk(T, ets:next(T, K), [K | A]).
slots(T, I) -> case ets:slot(T, I) of '$end_of_table' -> []; L -> L ++ slots(T, I + 1) end.
