%% supervisor_bridge, dynamic supervision trees, restarts in bursts, a supervisor under load, delayed shutdowns.
-module(supervisor_bridges).
-behaviour(supervisor_bridge).
-export([main/0, init/1, terminate/2, start_child/1, start_sub/1]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    process_flag(trap_exit, true),
    Me = self(), persistent_term:put(sb_owner, Me),
    result("bridge", fun() -> {ok, B} = supervisor_bridge:start_link(?MODULE, bridge), receive {worker, W} -> ok end, exit(W, kill), [receive {'EXIT', B, R} -> R after 60000 -> none end, receive {terminated, X, S} -> {X, S} after 0 -> none end] end),
    result("bridge shutdown", fun() -> {ok, B} = supervisor_bridge:start_link({local, sb_named}, ?MODULE, bridge), receive {worker, _} -> ok end, unlink(B), M = monitor(process, B), exit(B, shutdown), [receive {terminated, X, _} -> X after 60000 -> none end, receive {'DOWN', M, _, _, R} -> R after 60000 -> none end] end),
    result("bridge ignore", fun() -> supervisor_bridge:start_link(?MODULE, ignore) end),
    result("bridge error", fun() -> {error, E} = supervisor_bridge:start_link(?MODULE, error), receive {'EXIT', _, X} -> {E, X} after 60000 -> E end end),
    result("many children", fun() -> {ok, S} = sup(#{strategy => simple_one_for_one}, [child(w, temporary)]), Ps = [element(2, supervisor:start_child(S, [I])) || I <- lists:seq(1, 500)], [exit(P, kill) || P <- lists:sublist(Ps, 250)], show:until(fun() -> length(supervisor:which_children(S)) =:= 250 end), C = supervisor:count_children(S), stop(S), {C, length([P || P <- Ps, is_process_alive(P)])} end),
    result("burst", fun() -> {ok, S} = sup(#{intensity => 50, period => 10}, [child({w, I}, permanent, [I]) || I <- lists:seq(1, 30)]), Old = [P || {_, P, _, _} <- supervisor:which_children(S)], [exit(P, kill) || P <- Old], show:until(fun() -> New = [P || {_, P, _, _} <- supervisor:which_children(S)], lists:all(fun is_pid/1, New) andalso New -- Old =:= New end), C = supervisor:count_children(S), stop(S), C end),
    result("tree of supervisors", fun() -> {ok, S} = sup(#{}, [#{id => I, type => supervisor, start => {?MODULE, start_sub, [I]}} || I <- [1, 2, 3]]), Subs = [P || {_, P, _, _} <- supervisor:which_children(S)], N1 = lists:sum([proplists:get_value(active, supervisor:count_children(P)) || P <- Subs]), exit(hd(Subs), kill), show:until(fun() -> New = [P || {_, P, _, _} <- supervisor:which_children(S)], lists:all(fun is_pid/1, New) andalso not lists:member(hd(Subs), New) end), Subs2 = [P || {_, P, _, _} <- supervisor:which_children(S)], N2 = lists:sum([proplists:get_value(active, supervisor:count_children(P)) || P <- Subs2]), stop(S), {N1, N2, length(Subs2 -- Subs), [P || P <- Subs ++ Subs2, is_process_alive(P)]} end),
    result("calls while it restarts", fun() -> {ok, S} = sup(#{intensity => 200, period => 10}, [child(w, permanent, [x])]), K = spawn_link(fun() -> killer(S, 30) end), Rs = [is_list(supervisor:which_children(S)) || _ <- lists:seq(1, 200)], receive {'EXIT', K, _} -> ok end, show:until(fun() -> [{_, P, _, _}] = supervisor:which_children(S), is_pid(P) andalso is_process_alive(P) end), C = supervisor:count_children(S), stop(S), {lists:usort(Rs), C} end),
    persistent_term:erase(sb_owner).

killer(_, 0) -> ok;
killer(S, N) -> [{_, P, _, _}] = supervisor:which_children(S), is_pid(P) andalso exit(P, kill), killer(S, N - 1).
sup(Flags, Specs) -> supervisor:start_link(?MODULE, {sup, Flags, Specs}).
child(Id, R) -> #{id => Id, start => {?MODULE, start_child, []}, restart => R}.
child(Id, R, As) -> #{id => Id, start => {?MODULE, start_child, As}, restart => R}.
start_child(_) -> {ok, spawn_link(fun() -> receive stop -> ok end end)}.
start_sub(_) -> supervisor:start_link(?MODULE, {sup, #{}, [child(J, permanent, [J]) || J <- [a, b, c, d]]}).
stop(S) -> unlink(S), R = monitor(process, S), exit(S, shutdown), receive {'DOWN', R, _, _, _} -> ok end, receive {'EXIT', S, _} -> ok after 0 -> ok end.
init({sup, F, S}) -> {ok, {F, S}};
init(bridge) -> W = spawn_link(fun() -> receive stop -> ok end end), persistent_term:get(sb_owner) ! {worker, W}, {ok, W, state};
init(ignore) -> ignore;
init(error) -> {error, refused}.
terminate(R, S) -> persistent_term:get(sb_owner) ! {terminated, R, S}.
