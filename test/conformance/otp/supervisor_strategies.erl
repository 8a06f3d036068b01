%% supervisor: each strategy and restart type, intensity, children added and removed, counts, simple_one_for_one, significant children.
-module(supervisor_strategies).
-behaviour(supervisor).
-export([main/0, init/1, child/1, child/2, failing/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    process_flag(trap_exit, true),
    [result({S, Kill}, fun() -> strategy(S, Kill) end) || S <- [one_for_one, one_for_all, rest_for_one], Kill <- [a, b, c]],
    [result({restart, R, Reason}, fun() -> restart(R, Reason) end) || R <- [permanent, transient, temporary], Reason <- [normal, shutdown, {shutdown, x}, crash, kill]],
    result("intensity", fun() -> {ok, S} = start(#{strategy => one_for_one, intensity => 2, period => 10}, [spec(a, permanent)]), [begin P = pid(S, a), exit(P, kill), restarted(S, a, P) end || _ <- [1, 2]], exit(pid(S, a), kill), receive {'EXIT', S, R} -> R after 60000 -> none end end),
    result("children", fun() -> {ok, S} = start(#{}, [spec(a, permanent), spec(b, temporary)]), R = [which(S), supervisor:count_children(S)], stop(S), R end),
    result("start_child", fun() -> {ok, S} = start(#{}, []), {ok, P} = supervisor:start_child(S, spec(x, permanent)), R = [is_pid(P), supervisor:start_child(S, spec(x, permanent)) =:= {error, {already_started, P}}, which(S)], stop(S), R end),
    result("start_child extra", fun() -> {ok, S} = start(#{}, []), {ok, _, I} = supervisor:start_child(S, #{id => i, start => {?MODULE, child, [i, info]}}), stop(S), I end),
    result("terminate restart delete", fun() -> {ok, S} = start(#{}, [spec(a, permanent)]), R = [supervisor:terminate_child(S, a), which(S), supervisor:terminate_child(S, a), supervisor:delete_child(S, a), supervisor:restart_child(S, a), supervisor:terminate_child(S, nope)], stop(S), R end),
    result("restart child", fun() -> {ok, S} = start(#{}, [spec(a, permanent)]), supervisor:terminate_child(S, a), {ok, P} = supervisor:restart_child(S, a), R = [is_pid(P), supervisor:restart_child(S, a), supervisor:delete_child(S, a)], stop(S), R end),
    result("get_childspec", fun() -> {ok, S} = start(#{}, [spec(a, transient)]), R = supervisor:get_childspec(S, a), stop(S), R end),
    result("simple", fun() -> {ok, S} = start(#{strategy => simple_one_for_one}, [spec(w, temporary)]), Ps = [element(2, supervisor:start_child(S, [])) || _ <- [1, 2, 3]], exit(hd(Ps), kill), show:until(fun() -> length(supervisor:which_children(S)) =:= 2 end), R = [supervisor:count_children(S), supervisor:terminate_child(S, lists:last(Ps)), supervisor:terminate_child(S, w), length(supervisor:which_children(S))], stop(S), R end),
    result("simple with args", fun() -> {ok, S} = start(#{strategy => simple_one_for_one}, [#{id => w, start => {?MODULE, child, [base]}, restart => temporary}]), {ok, _, I} = supervisor:start_child(S, [extra]), stop(S), I end),
    result("failing child", fun() -> {error, E} = start(#{}, [spec(a, permanent), #{id => bad, start => {?MODULE, failing, []}}]), receive {'EXIT', _, X} -> {short(E), short(X)} end end),
    result("ignored child", fun() -> {ok, S} = start(#{}, [#{id => ign, start => {?MODULE, child, [ignore]}}, #{id => ign2, start => {?MODULE, child, [ignore]}, restart => temporary}]), R = which(S), stop(S), R end),
    result("shutdown order", fun() -> Me = self(), {ok, S} = start(#{}, [spec({N, Me}, permanent) || N <- [1, 2, 3]]), stop(S), [receive {down, N} -> N after 60000 -> none end || _ <- [1, 2, 3]] end),
    result("shutdown timeout kills", fun() -> {ok, S} = start(#{}, [(spec(stubborn, permanent))#{shutdown => 30}]), P = pid(S, stubborn), R = monitor(process, P), stop(S), receive {'DOWN', R, _, _, X} -> X after 60000 -> none end end),
    result("brutal kill", fun() -> {ok, S} = start(#{}, [(spec(a, permanent))#{shutdown => brutal_kill}]), P = pid(S, a), R = monitor(process, P), stop(S), receive {'DOWN', R, _, _, X} -> X end end),
    result("significant", fun() -> {ok, S} = start(#{auto_shutdown => any_significant}, [(spec(a, transient))#{significant => true}, spec(b, permanent)]), pid(S, a) ! {stop, normal}, receive {'EXIT', S, X} -> X after 60000 -> none end end),
    result("all significant", fun() -> {ok, S} = start(#{auto_shutdown => all_significant}, [(spec(I, temporary))#{significant => true} || I <- [a, b]]), pid(S, a) ! {stop, normal}, R1 = receive {'EXIT', S, X} -> X after 50 -> alive end, pid(S, b) ! {stop, normal}, {R1, receive {'EXIT', S, Y} -> Y after 60000 -> none end} end),
    result("old specs", fun() -> {ok, S} = start({one_for_one, 1, 5}, [{a, {?MODULE, child, [a]}, permanent, 1000, worker, [?MODULE]}]), R = which(S), stop(S), R end),
    [result({bad, B}, fun() -> {error, E} = start(element(1, B), element(2, B)), receive {'EXIT', _, _} -> ok after 60000 -> none end, E end) || B <- [{#{strategy => foo}, []}, {#{intensity => -1}, []}, {#{}, [#{id => a}]}, {#{}, [spec(a, permanent), spec(a, permanent)]}, {#{}, [(spec(a, permanent))#{restart => sometimes}]}, {#{}, [(spec(a, permanent))#{shutdown => -5}]}, {x, []}]],
    result("check_childspecs", fun() -> [supervisor:check_childspecs([spec(a, permanent)]), supervisor:check_childspecs([#{id => x, start => y}])] end),
    result("tree", fun() -> {ok, S} = start(#{strategy => one_for_all}, [#{id => inner, type => supervisor, start => {supervisor, start_link, [?MODULE, {#{}, [spec(x, permanent), spec(y, permanent)]}]}}]), [{_, In, _, _}] = supervisor:which_children(S), Px = pid(In, x), exit(Px, kill), R = [restarted(In, x, Px), supervisor:count_children(S), length(supervisor:which_children(In))], stop(S), {R, is_process_alive(In)} end).

start(Flags, Specs) -> supervisor:start_link(?MODULE, {Flags, Specs}).
init(X) -> {ok, X}.
stop(S) -> unlink(S), R = monitor(process, S), exit(S, shutdown), receive {'DOWN', R, _, _, _} -> ok end, receive {'EXIT', S, _} -> ok after 0 -> ok end.
spec(N, R) -> #{id => N, start => {?MODULE, child, [N]}, restart => R, shutdown => 1000}.
pid(S, N) -> {_, P, _, _} = lists:keyfind(N, 1, supervisor:which_children(S)), P.
which(S) -> [{I, case P of _ when is_pid(P) -> pid; _ -> P end, T, M} || {I, P, T, M} <- supervisor:which_children(S)].
restarted(S, N, P) -> show:until(fun() -> New = pid(S, N), is_pid(New) andalso New =/= P end).

strategy(St, Kill) ->
    {ok, S} = start(#{strategy => St, intensity => 5, period => 5}, [spec(N, permanent) || N <- [a, b, c]]),
    Before = [{N, pid(S, N)} || N <- [a, b, c]],
    Killed = pid(S, Kill), exit(Killed, kill), restarted(S, Kill, Killed),
    R = [{N, case pid(S, N) of P -> same; _ -> new end} || {N, P} <- Before],
    stop(S), R.

restart(R, Reason) ->
    {ok, S} = start(#{intensity => 5, period => 5}, [spec(a, R)]),
    P = pid(S, a),
    case Reason of kill -> exit(P, kill); _ -> P ! {stop, Reason} end,
    X = (fun Handled() -> case supervisor:which_children(S) of [{_, P, _, _}] -> receive after 1 -> Handled() end; [{_, P2, _, _}] when is_pid(P2) -> restarted; [{_, U, _, _}] -> U; [] -> removed end end)(),
    stop(S), X.

short({shutdown, {failed_to_start_child, I, {E, [_ | _]}}}) -> {failed, I, E};
short(X) -> X.
child(ignore) -> ignore;
child(N) -> {ok, spawn_link(fun() -> run(N) end)}.
child(N, Info) -> {ok, spawn_link(fun() -> run(N) end), {Info, N}}.
failing() -> error(cannot_start).
run(stubborn) -> process_flag(trap_exit, true), stubborn();
run({N, To}) -> process_flag(trap_exit, true), receive {'EXIT', _, shutdown} -> To ! {down, N}, exit(shutdown) end;
run(_) -> receive {stop, R} -> exit(R) end.
stubborn() -> receive _ -> stubborn() end.
