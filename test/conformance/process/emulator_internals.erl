%% What OTP's emulator has for its own parts answers others the same: dirty schedulers, literal areas, system tasks.
-module(emulator_internals).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    Me = self(),
    result("message area", fun() -> erlang:garbage_collect_message_area() end),
    [result({check_dirty, L}, fun() -> erts_internal:check_dirty_process_code(id(P), lists) end) || {L, P} <- [{me, Me}, {foo, foo}]],
    [result({executing_dirty, L}, fun() -> erts_internal:is_process_executing_dirty(id(P)) end) || {L, P} <- [{me, Me}, {init, whereis(init)}, {foo, foo}, {17, 17}]],
    [result({dirty_signals, L}, fun() -> erts_internal:dirty_process_handle_signals(id(P)) end) || {L, P} <- [{me, Me}, {foo, foo}]],
    result("release area", fun() -> erts_literal_area_collector:release_area_switch() end),
    result("copy request", fun() -> erts_literal_area_collector:send_copy_request(Me, a, b) end),
    result("task for oneself", fun() -> {erts_internal:request_system_task(Me, Me, normal, {garbage_collect, one, major}), got()} end),
    result("task for another", fun() -> P = spawn(fun() -> receive stop -> ok end end), R = {erts_internal:request_system_task(Me, P, normal, {garbage_collect, two, minor}), got()}, exit(P, kill), R end),
    result("answer to another", fun() ->
        P = spawn(fun() -> receive M -> Me ! {it_got, M} end end),
        {erts_internal:request_system_task(P, Me, normal, {check_process_code, three, lists}), got()} end),
    result("hashed map", fun() -> M = maps:from_list([{I, I * I} || I <- lists:seq(1, 100)]), C = erts_internal:map_hashmap_children(M), {is_list(C), length(C) > 1, length(C) =< 16} end),
    [result({children, M}, fun() -> erts_internal:map_hashmap_children(id(M)) end) || M <- [#{a => 1}, #{}, foo, [1]]],
    [result({map_info, M}, fun() -> erts_debug:map_info(id(M)) end) || M <- [#{a => 1}, foo]],
    result("map_info", fun() ->
        [{depth, D}, {arrays, A, []}, {bitmaps, B, Bs}, {leafs, L, Ls}] = erts_debug:map_info(maps:from_list([{I, I} || I <- lists:seq(1, 1000)])),
        {D > 1, A + B > 10, lists:sum(tuple_to_list(Bs)) =:= B, L, lists:sum(tuple_to_list(Ls))} end),
    result("driver monitors", fun() -> [monitored(W) || W <- [{foo, loaded}, {foo, unloaded}, {"foo", unloaded_only}]] end),
    [result({monitor, T, W}, fun() -> erl_ddll:monitor(id(T), id(W)) end) || {T, W} <- [{driver, foo}, {driver, {foo, bar}}, {driver, {17, loaded}}, {foo, {foo, loaded}}]],
    result("driver demonitor", fun() -> {erl_ddll:demonitor(erl_ddll:monitor(driver, {foo, unloaded})), erl_ddll:demonitor(make_ref()), catch_(fun() -> erl_ddll:demonitor(id(foo)) end)} end).

monitored(What) -> R = erl_ddll:monitor(driver, What), receive {Tag, R, Type, Name, Why} -> {Tag, Type, Name, Why} end.
got() -> receive M -> M after 60000 -> none end.
catch_(F) -> try F() catch C:E -> {C, E} end.
