%% min_bin_vheap_size: of a process, of new ones, and what process_info shows of it.
-module(binary_heap_sizes).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    result("default", fun() -> {process_info(self(), min_bin_vheap_size), erlang:system_info(min_bin_vheap_size)} end),
    [result({set, N}, fun() -> {process_flag(min_bin_vheap_size, id(N)), process_info(self(), min_bin_vheap_size)} end)
     || N <- [100000, 10, 0, 46422, 46423, 1000000, 233, 5000000, 46422]],
    [result({bad, N}, fun() -> process_flag(min_bin_vheap_size, id(N)) end) || N <- [-1, foo, 1.0, 1 bsl 70]],
    result("in garbage_collection", fun() -> process_flag(min_bin_vheap_size, 200000), {garbage_collection, L} = process_info(self(), garbage_collection), proplists:get_value(min_bin_vheap_size, L) end),
    result("option", fun() -> P = spawn_opt(fun wait/0, [{min_bin_vheap_size, 50000}]), R = process_info(P, [registered_name, links]), exit(P, kill), R end),
    [result({bad_option, N}, fun() -> spawn_opt(fun wait/0, [{min_bin_vheap_size, id(N)}]) end) || N <- [-1, foo]],
    result("new processes", fun() ->
        Old = erlang:system_flag(min_bin_vheap_size, 500000),
        P = spawn(fun wait/0),
        R = {Old, erlang:system_info(min_bin_vheap_size), process_info(P, min_bin_vheap_size), erlang:system_flag(min_bin_vheap_size, 46422), erlang:system_info(min_bin_vheap_size)},
        exit(P, kill), R end),
    result("piles up", fun() -> {pile(46422) < 200000, pile(20000000) > 600000} end).

wait() -> receive stop -> ok end.

%% The most words of binaries that a process comes to hold that drops one after the other.
pile(Words) ->
    show:call(fun() ->
        process_flag(min_bin_vheap_size, Words),
        erlang:garbage_collect(),
        most(60, 0)
    end).

most(0, Most) -> Most;
most(N, Most) ->
    _ = binary:copy(<<"x">>, 100000),
    erlang:yield(),
    {garbage_collection_info, L} = process_info(self(), garbage_collection_info),
    most(N - 1, max(Most, proplists:get_value(bin_vheap_size, L))).
