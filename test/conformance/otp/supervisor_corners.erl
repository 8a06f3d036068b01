%% supervisor's corners: shutdown kinds, order of start and stop, auto_shutdown and significant children, intensity, specs, code change, dynamic ones.
-module(supervisor_corners).
-behaviour(supervisor).
-export([main/0, init/1, child/2, child/3, run/2, bad/1]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    process_flag(trap_exit, true),
    register(supervisor_corners_log, self()),
    [result({spec, S}, fun() -> supervisor:check_childspecs(S) end) || S <- [[], [#{id => a, start => {m, f, []}}], [#{id => a}], [#{start => {m, f, []}}], [{a, {m, f, []}, permanent, 5000, worker, [m]}], [{a, {m, f, []}, sometimes, 5000, worker, [m]}], [{a, {m, f, []}, permanent, -1, worker, [m]}], [{a, {m, f, []}, permanent, brutal_kill, supervisor, dynamic}],
        [{a, {m, f, x}, permanent, 1, worker, [m]}], [{a, {m, f, []}, permanent, 1, boss, [m]}], [{a, {m, f, []}, permanent, 1, worker, m}], [#{id => a, start => {m, f, []}}, #{id => a, start => {m, g, []}}], [x], x, [#{id => a, start => {m, f, []}, significant => true}], [#{id => a, start => {m, f, []}, significant => maybe_so}], [#{id => a, start => {m, f, []}, restart => transient, significant => true}]]],
    [result({flags, F}, fun() -> stop(supervisor:start_link(?MODULE, {F, []})) end) || F <- [#{}, #{strategy => bad}, #{intensity => -1}, #{period => 0}, #{auto_shutdown => x}, {one_for_all, 1, 2}, {one_for_all, x, 2}, {rest_for_one, 1}, #{strategy => simple_one_for_one}]],
    result("init returns", fun() -> [show:norm(supervisor:start_link(?MODULE, {return, X})) || X <- [ignore, bad, {ok, bad}, {ok, {#{}, bad}}, {stop, x}]] end),
    drain(),
    result("start order", fun() -> {ok, S} = start(#{strategy => one_for_one}, [c(a), c(b), c(d)]), A = log(), stop(S), {A, log()} end),
    result("start fails in the middle", fun() -> R = start(#{}, [c(a), #{id => b, start => {?MODULE, bad, [{error, no}]}}, c(d)]), {R, log()} end),
    result("start crashes", fun() -> {error, {shutdown, {failed_to_start_child, b, {'EXIT', {R, _}}}}} = start(#{}, [c(a), #{id => b, start => {?MODULE, bad, [crash]}}]), {R, log()} end),
    result("start returns", fun() -> [begin R = start(#{}, [#{id => b, start => {?MODULE, bad, [X]}}]), stop(R) end || X <- [ignore, {ok, x}, weird, {error, {already_started, self()}}]] end),
    result("start undef", fun() -> {error, {shutdown, {failed_to_start_child, x, {'EXIT', {R, _}}}}} = start(#{}, [#{id => x, start => {no_mod, f, []}}]), R end),
    [result({"exit reasons", Restart}, fun() ->
        {ok, S} = start(#{intensity => 100}, [(c(x))#{restart => Restart}]), log(),
        R = [begin P = pid(S, x), case P of undefined -> gone; _ -> M = monitor(process, P), exit_child(P, Why), receive {'DOWN', M, _, _, _} -> ok end, sync(S), {Why, pid(S, x) =/= undefined andalso pid(S, x) =/= P, length(supervisor:which_children(S))} end end || Why <- [normal, shutdown, {shutdown, x}, crash, kill]],
        stop(S), drain(), R end) || Restart <- [permanent, transient, temporary]],
    result("shutdown kinds", fun() ->
        {ok, S} = start(#{}, [(c(soft))#{shutdown => 5000}, (c(brutal))#{shutdown => brutal_kill}, (c(inf))#{shutdown => infinity}, (c(stubborn, [stubborn]))#{shutdown => 20}]),
        log(), Ms = [{I, monitor(process, P)} || {I, P, _, _} <- supervisor:which_children(S)], stop(S), {lists:sort([receive {'DOWN', M, _, _, R} -> {I, R} end || {I, M} <- Ms]), log()} end),
    [result({"strategy", St, Die}, fun() -> {ok, S} = start(#{strategy => St}, [c(a), c(b), c(d)]), log(), Old = pids(S), exit_child(pid(S, Die), crash), wait_log(case {St, Die} of {one_for_all, _} -> 3; {rest_for_one, a} -> 3; {rest_for_one, b} -> 2; _ -> 1 end), New = pids(S), R = [{I, proplists:get_value(I, Old) =:= P} || {I, P} <- New], stop(S), log(), R end) || St <- [one_for_one, one_for_all, rest_for_one], Die <- [a, b, d]],
    result("intensity", fun() -> {ok, S} = start(#{intensity => 2, period => 100}, [c(a), c(b)]), [begin wait_log(if N =:= 1 -> 2; true -> 1 end), exit_child(pid(S, a), crash) end || N <- [1, 2, 3]], R = receive {'EXIT', S, X} -> X end, drain(), R end),
    result("intensity 0", fun() -> {ok, S} = start(#{intensity => 0}, [c(a)]), wait_log(1), exit_child(pid(S, a), crash), receive {'EXIT', S, X} -> drain(), X end end),
    result("restart fails and is tried again", fun() -> ets:new(sc_tries, [named_table, public]), ets:insert(sc_tries, {n, 0}), {ok, S} = start(#{intensity => 10}, [#{id => t, start => {?MODULE, child, [t, flaky, 3]}}]), wait_log(1), exit_child(pid(S, t), crash), wait_log(1), R = {ets:lookup(sc_tries, n), pid(S, t) =/= undefined}, stop(S), ets:delete(sc_tries), drain(), R end),
    result("children", fun() -> {ok, S} = start(#{}, [c(a)]), R = [supervisor:start_child(S, c(a)) =:= {error, {already_started, pid(S, a)}}, element(1, supervisor:start_child(S, c(n))), supervisor:restart_child(S, n), supervisor:restart_child(S, zz), supervisor:delete_child(S, n), supervisor:terminate_child(S, n), supervisor:terminate_child(S, n), supervisor:terminate_child(S, zz), supervisor:start_child(S, c(n)), supervisor:count_children(S), element(1, supervisor:restart_child(S, n)), supervisor:terminate_child(S, n), supervisor:delete_child(S, n), supervisor:delete_child(S, n), supervisor:get_childspec(S, zz), supervisor:start_child(S, bad), supervisor:start_child(S, #{id => q, start => {?MODULE, bad, [ignore]}}), supervisor:start_child(S, #{id => q2, start => {?MODULE, bad, [{error, e}]}}), supervisor:start_child(S, #{id => q3, start => {?MODULE, bad, [{ok, self(), info}]}, restart => temporary, shutdown => brutal_kill}) =:= {ok, self(), info}], unlink(S), exit(S, kill), drain(), R end),
    result("get_childspec", fun() -> {ok, S} = start(#{}, [(c(a))#{shutdown => 77, restart => transient}]), R = supervisor:get_childspec(S, a), stop(S), drain(), R end),
    result("which and count", fun() -> {ok, S} = start(#{}, [c(a), (c(b))#{type => supervisor, modules => dynamic}, #{id => ig, start => {?MODULE, bad, [ignore]}}, #{id => igt, restart => temporary, start => {?MODULE, bad, [ignore]}}]), R = {show:norm(supervisor:which_children(S)), supervisor:count_children(S)}, exit(S, kill), receive {'EXIT', S, K} -> drain(), {R, K} end end),
    [result({"auto_shutdown", A, Dies}, fun() -> {ok, S} = start(#{auto_shutdown => A}, [(c(s1))#{restart => temporary, significant => true}, (c(s2))#{restart => transient, significant => true}, c(p)]), wait_log(3), [begin P = pid(S, D), M = monitor(process, P), exit_child(P, normal), receive {'DOWN', M, _, _, _} -> ok end end || D <- Dies], R = receive {'EXIT', S, X} -> {ended, X} after 60 -> stays end, case R of stays -> stop(S); _ -> ok end, drain(), R end) || {A, Dies} <- [{any_significant, [s1]}, {any_significant, [s2]}, {any_significant, [p]}, {all_significant, [s1]}, {all_significant, [s1, s2]}]],
    result("significant without auto_shutdown", fun() -> start(#{}, [(c(s1))#{restart => temporary, significant => true}]) end),
    result("simple", fun() ->
        {ok, S} = supervisor:start_link(?MODULE, {#{strategy => simple_one_for_one, intensity => 10}, [#{id => x, start => {?MODULE, child, [w]}}]}),
        Ps = [element(2, supervisor:start_child(S, [[{n, N}]])) || N <- [1, 2, 3]], A = supervisor:count_children(S), exit_child(hd(Ps), crash), sync(S),
        R = [A, supervisor:count_children(S), supervisor:terminate_child(S, lists:nth(2, Ps)), supervisor:terminate_child(S, lists:nth(2, Ps)), supervisor:terminate_child(S, x), supervisor:delete_child(S, x), supervisor:restart_child(S, x), [{I, is_pid(P), T, M} || {I, P, T, M} <- supervisor:which_children(S)], supervisor:get_childspec(S, hd(tl(tl(Ps)))), try supervisor:start_child(S, notalist) of {error, {'EXIT', {E, _}}} -> E; O -> O catch K:_ -> K end],
        stop(S), drain(), R end),
    result("named", fun() -> {ok, S} = supervisor:start_link({local, supervisor_corners_named}, ?MODULE, {#{}, [c(a)]}), R = [whereis(supervisor_corners_named) =:= S, supervisor:start_link({local, supervisor_corners_named}, ?MODULE, {#{}, []}) =:= {error, {already_started, S}}, supervisor:count_children(supervisor_corners_named)], stop(S), drain(), R end),
    result("code change", fun() -> put_spec({#{}, [c(a)]}), {ok, S} = supervisor:start_link(?MODULE, from_table), sys:suspend(S), put_spec({#{intensity => 5, strategy => one_for_all}, [c(a), c(b)]}), A = sys:change_code(S, ?MODULE, 1, x), sys:resume(S), R = {A, [{I, is_pid(P)} || {I, P, _, _} <- supervisor:which_children(S)], element(1, supervisor:restart_child(S, b))}, put_spec(bad), sys:suspend(S), B = sys:change_code(S, ?MODULE, 1, x), sys:resume(S), stop(S), drain(), {R, B} end),
    result("sup calls", fun() -> {ok, S} = start(#{}, []), R = [try gen_server:call(S, what, 50) catch exit:{T, _} -> T end, gen_server:cast(S, what), S ! stray, supervisor:count_children(S)], stop(S), drain(), R end),
    result("dead supervisor", fun() -> [try supervisor:which_children(supervisor_corners_none) catch K:{R, _} -> {K, R} end, try supervisor:start_child({global, nope}, c(a)) catch K:{R, _} -> {K, R} end] end),
    result("nested", fun() -> {ok, S} = start(#{}, [#{id => in, type => supervisor, start => {supervisor, start_link, [?MODULE, {#{strategy => one_for_all}, [c(n1), c(n2)]}]}}]), wait_log(2), In = pid(S, in), exit(In, kill), wait_log(2), R = {pid(S, in) =/= In, supervisor:count_children(S)}, stop(S), R end),
    unregister(supervisor_corners_log).

put_spec(S) -> persistent_term:put(supervisor_corners, S).
init({return, X}) -> X;
init(from_table) -> {ok, persistent_term:get(supervisor_corners)};
init({F, Cs}) -> {ok, {F, Cs}}.
start(F, Cs) -> show_start(supervisor:start_link(?MODULE, {F, Cs})).
show_start({error, _} = E) -> receive {'EXIT', _, _} -> E end;
show_start(X) -> X.
c(I) -> c(I, []).
c(I, O) -> #{id => I, start => {?MODULE, child, [I, O]}}.
child(I, O) -> proc_lib:start_link(?MODULE, run, [I, O]).
run(I, O) -> process_flag(trap_exit, true), tell({up, I}), proc_lib:init_ack({ok, self()}), loop(I, O).
child(I, flaky, Fails) -> case ets:update_counter(sc_tries, n, 1) of N when N > 1, N =< Fails -> {error, {try_again, N}}; _ -> child(I, []) end.
loop(I, O) -> receive {'EXIT', _, R} -> tell({down, I, R}), case O of [stubborn] -> loop(I, O); _ -> exit(R) end; {die, W} -> exit(W) end.
exit_child(P, kill) -> exit(P, kill);
exit_child(P, W) -> P ! {die, W}.
bad(crash) -> error(crashing);
bad(X) -> X.
tell(X) -> case whereis(supervisor_corners_log) of undefined -> ok; P -> P ! {log, X} end.
log() -> receive {log, X} -> [X | log()] after 60 -> [] end.
wait_log(0) -> ok;
wait_log(N) -> receive {log, {up, _}} -> wait_log(N - 1) after 10000 -> missing end.
pid(S, I) -> case lists:keyfind(I, 1, supervisor:which_children(S)) of {_, P, _, _} -> P; false -> undefined end.
pids(S) -> lists:sort([{I, P} || {I, P, _, _} <- supervisor:which_children(S)]).
%% The supervisor has handled the exit of a child when it answers after it.
sync(S) -> _ = supervisor:count_children(S), _ = supervisor:count_children(S), ok.
stop({ok, S}) -> stop(S);
stop(S) when is_pid(S) -> unlink(S), M = monitor(process, S), exit(S, shutdown), receive {'DOWN', M, _, _, R} -> R end;
stop(X) -> X.
drain() -> receive {log, _} -> drain(); {'EXIT', _, _} -> drain() after 0 -> ok end.
