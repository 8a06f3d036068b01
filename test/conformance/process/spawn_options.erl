%% spawn, spawn_link, spawn_monitor, spawn_opt in all forms; bad arguments; undefined functions as reasons.
-module(spawn_options).
-export([main/0, run/2]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    Me = self(),
    result("spawn/3", fun() -> spawn(?MODULE, run, [Me, a]), get_one() end),
    result("spawn/4", fun() -> spawn(node(), ?MODULE, run, [Me, b]), get_one() end),
    result("spawn fun", fun() -> spawn(fun() -> Me ! c end), get_one() end),
    result("spawn fun node", fun() -> spawn(node(), fun() -> Me ! d end), get_one() end),
    result("spawn_link/3", fun() -> P = spawn_link(?MODULE, run, [Me, e]), {get_one(), unlink(P)} end),
    result("spawn_monitor/3", fun() -> {P, R} = spawn_monitor(?MODULE, run, [Me, f]), {get_one(), receive {'DOWN', R, _, P, X} -> X end} end),
    result("opt monitor", fun() -> {P, R} = spawn_opt(?MODULE, run, [Me, g], [monitor]), {get_one(), receive {'DOWN', R, _, P, X} -> X end} end),
    result("opt link monitor", fun() -> {P, R} = spawn_opt(fun() -> exit(normal) end, [link, monitor]), receive {'DOWN', R, _, P, X} -> X end end),
    [result({priority, Pr}, fun() -> P = spawn_opt(fun() -> receive stop -> ok end end, [{priority, Pr}]), R = process_info(P, priority), P ! stop, R end) || Pr <- [low, normal, high]],
    result("heap options", fun() -> P = spawn_opt(fun() -> receive stop -> ok end end, [{fullsweep_after, 5}, {message_queue_data, off_heap}]), R = process_info(P, [fullsweep_after, message_queue_data]), P ! stop, R end),
    result("max_heap_size", fun() -> P = spawn_opt(fun() -> receive stop -> ok end end, [{max_heap_size, #{size => 100000, kill => false, error_logger => false}}]), {max_heap_size, M} = process_info(P, max_heap_size), P ! stop, maps:with([size, kill, error_logger], M) end),
    result("undef", fun() -> {P, R} = spawn_monitor(nomod, nofun, [1]), receive {'DOWN', R, _, P, {undef, [{M, F, A, _} | _]}} -> {M, F, A} end end),
    result("wrong arity", fun() -> {P, R} = spawn_monitor(?MODULE, run, []), receive {'DOWN', R, _, P, {undef, [{M, F, A, _} | _]}} -> {M, F, A} end end),
    result("fun arity", fun() -> spawn(id(fun(X) -> X end)) end),
    result("bad module", fun() -> spawn(id(1), run, []) end),
    result("bad args", fun() -> spawn(?MODULE, run, id(x)) end),
    result("improper args", fun() -> spawn(?MODULE, run, id([1 | 2])) end),
    result("bad option", fun() -> spawn_opt(fun() -> ok end, [id(foo)]) end),
    result("bad priority", fun() -> spawn_opt(fun() -> ok end, [{priority, id(urgent)}]) end),
    result("improper options", fun() -> spawn_opt(fun() -> ok end, id([link | monitor])) end),
    result("group leader", fun() -> G = group_leader(), spawn(fun() -> Me ! {gl, group_leader() =:= G} end), get_one() end),
    result("dictionary is new", fun() -> put(x, y), spawn(fun() -> Me ! {dict, get()} end), get_one() end),
    result("spawn_request", fun() -> R = spawn_request(fun() -> Me ! hello end), receive {spawn_reply, R, ok, P} when is_pid(P) -> ok end, get_one() end),
    result("spawn_request tag", fun() -> R = spawn_request(?MODULE, run, [Me, h], [{reply_tag, spawned}, monitor]), P = receive {spawned, R, ok, P0} -> P0 end, {get_one(), receive {'DOWN', R, _, P, X} -> X end} end),
    result("spawn_request no reply", fun() -> spawn_request(?MODULE, run, [Me, i], [{reply, no}]), {get_one(), receive Z -> Z after 20 -> none end} end),
    result("pid text", fun() -> P = self(), P =:= list_to_pid(pid_to_list(P)) end),
    result("many", fun() -> [spawn(fun() -> Me ! I end) || I <- lists:seq(1, 10000)], lists:sum([get_one() || _ <- lists:seq(1, 10000)]) end),
    result("tree", fun() -> tree(10) end).

run(P, X) -> P ! X.
get_one() -> receive X -> X after 60000 -> none end.
tree(0) -> 1;
tree(N) ->
    Me = self(),
    [spawn_link(fun() -> Me ! {count, tree(N - 1)} end) || _ <- [l, r]],
    receive {count, A} -> receive {count, B} -> A + B + 1 end end.
