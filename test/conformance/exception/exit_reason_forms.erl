%% Exit reasons as links, monitors and trapping processes see them: of every class of end, through chains, with traces in them.
-module(exit_reason_forms).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

ends() ->
    [{return, fun() -> a_value end}, {normal, fun() -> exit(normal) end}, {shutdown, fun() -> exit(shutdown) end}, {exit, fun() -> exit(r) end}, {kill, fun() -> exit(kill) end}, {killed, fun() -> exit(killed) end},
     {error, fun() -> error(r) end}, {throw, fun() -> throw(r) end}, {self_exit, fun() -> exit(self(), x), receive after infinity -> ok end end}, {self_kill, fun() -> exit(self(), kill), receive after infinity -> ok end end},
     {self_normal, fun() -> exit(self(), normal), receive after infinity -> ok end end}, {badmatch, fun() -> 1 = show:id(2) end}, {undef, fun() -> none:none() end}, {raise, fun() -> erlang:raise(exit, x, []) end},
     {raise_error, fun() -> erlang:raise(error, x, [{a, b, 0, []}]) end}, {big, fun() -> exit(#{k => lists:seq(1, 5), <<"b">> => 2.5}) end}, {in_catch, fun() -> catch exit(inner), exit(outer) end}, {in_after, fun() -> try exit(a) after exit(b) end end},
     {trapping_kill, fun() -> process_flag(trap_exit, true), exit(self(), kill), receive after 1000 -> ok end end}, {trapping_normal, fun() -> process_flag(trap_exit, true), exit(self(), normal), receive {'EXIT', P, R} -> exit({got, P =:= self(), R}) after 60000 -> ok end end},
     {linked_dead, fun() -> P = spawn(fun() -> ok end), R = monitor(process, P), receive {'DOWN', R, _, _, _} -> ok end, link(P), receive after 5000 -> ok end end},
     {trapping_linked_dead, fun() -> process_flag(trap_exit, true), P = spawn(fun() -> ok end), R = monitor(process, P), receive {'DOWN', R, _, _, _} -> ok end, link(P), receive {'EXIT', P, X} -> exit({seen, X}) after 60000 -> ok end end},
     {halted_child, fun() -> spawn_link(fun() -> exit(child) end), receive after 5000 -> ok end end}, {normal_child, fun() -> P = spawn_link(fun() -> ok end), R = monitor(process, P), receive {'DOWN', R, _, _, _} -> exit(survived) end end},
     {undef_spawn, none}].

body() ->
    process_flag(trap_exit, true),
    [result({monitor, N}, fun() -> {P, R} = start(F, spawn_monitor), receive {'DOWN', R, process, P, X} -> cut(X) end end) || {N, F} <- ends(), is_function(F)],
    [result({link, N}, fun() -> P = start(F, spawn_link), receive {'EXIT', P, X} -> cut(X) end end) || {N, F} <- ends(), is_function(F)],
    [result({chain, N}, fun() ->
        {P, R} = spawn_monitor(fun() -> spawn_link(fun() -> spawn_link(F), receive after infinity -> ok end end), receive after 400 -> exit(nothing_came) end end),
        receive {'DOWN', R, process, P, X} -> cut(X) end end) || {N, F} <- ends(), lists:member(N, [exit, kill, killed, shutdown, error, throw, big])],
    result(spawn_undef, fun() -> {_, R} = spawn_monitor(no_such, function, [a, 1]), receive {'DOWN', R, _, _, X} -> X end end),
    result(spawn_not_exported, fun() -> {_, R} = spawn_monitor(?MODULE, ends, []), receive {'DOWN', R, _, _, X} -> X end end),
    result(spawn_wrong_arity, fun() -> {_, R} = spawn_monitor(lists, reverse, []), receive {'DOWN', R, _, _, X} -> X end end),
    result(spawn_bif, fun() -> {_, R} = spawn_monitor(erlang, atom_to_list, [1]), receive {'DOWN', R, _, _, {X, [{M, F, A, _} | T]}} -> {X, M, F, A, length(T)} end end),
    result(spawn_bif_ok, fun() -> {_, R} = spawn_monitor(erlang, exit, [from_bif]), receive {'DOWN', R, _, _, X} -> X end end),
    result(spawn_error_bif, fun() -> {_, R} = spawn_monitor(erlang, error, [from_bif]), receive {'DOWN', R, _, _, {X, T}} -> {X, [{M, F} || {M, F, _, _} <- T]} end end),
    result(spawn_throw_bif, fun() -> {_, R} = spawn_monitor(erlang, throw, [from_bif]), receive {'DOWN', R, _, _, {X, T}} -> {X, [{M, F} || {M, F, _, _} <- T]} end end),
    result(spawn_fun_arity, fun() -> [catch spawn(show:id(fun(X) -> X end)), catch spawn_monitor(fun erlang:self/0) =:= x] end),
    result(spawn_external_fun, fun() -> {_, R} = spawn_monitor(fun nosuch:nofun/0), receive {'DOWN', R, _, _, X} -> X end end),
    [result({exit_2, Reason, Trap}, fun() ->
        {P, R} = spawn_monitor(fun() -> process_flag(trap_exit, Trap), receive {'EXIT', _, X} -> exit({trapped, X}); end_it -> exit(unharmed) end end),
        wait(P), exit(P, Reason), P ! end_it, receive {'DOWN', R, _, _, X} -> X end end)
        || Reason <- [normal, kill, killed, shutdown, other, {error, x}], Trap <- [true, false]],
    result(noproc, fun() -> P = spawn(fun() -> ok end), R0 = monitor(process, P), receive {'DOWN', R0, _, _, _} -> ok end, R = monitor(process, P), receive {'DOWN', R, process, P, X} -> X end end),
    result(noproc_name, fun() -> R = monitor(process, exit_reason_nobody), receive {'DOWN', R, T, W, X} -> {T, W, X} end end),
    result(noconnection, fun() -> R = monitor(process, {x, 'no@where'}), receive {'DOWN', R, T, W, X} -> {T, W, X} end end),
    result(several_monitors, fun() -> P = spawn(fun() -> receive go -> exit(once) end end), Rs = [monitor(process, P) || _ <- [1, 2, 3]], P ! go, [receive {'DOWN', R, _, _, X} -> X end || R <- Rs] end),
    result(link_and_monitor, fun() -> P = spawn_link(fun() -> receive go -> exit(both) end end), R = monitor(process, P), P ! go, lists:sort([receive {'DOWN', R, _, _, X} -> {down, X}; {'EXIT', P, X} -> {exit, X} end || _ <- [1, 2]]) end),
    result(parent_dies_first, fun() -> Me = self(), P = spawn(fun() -> Q = spawn_link(fun() -> process_flag(trap_exit, true), Me ! {q, self()}, receive {'EXIT', _, X} -> Me ! {child_saw, X} end end), receive {ready, Q} -> exit(parent_gone) end end), receive {q, Q} -> P ! {ready, Q} end, receive {child_saw, X} -> X end end).

start(F, spawn_monitor) -> spawn_monitor(F);
start(F, spawn_link) -> spawn_link(F).
wait(P) -> case process_info(P, status) of {status, waiting} -> ok; _ -> erlang:yield(), wait(P) end.
cut({R, [{M, F, A, _} | _]}) when is_atom(M), is_atom(F) -> {R, top, M, if is_list(A) -> A; true -> A end};
cut(X) -> X.
