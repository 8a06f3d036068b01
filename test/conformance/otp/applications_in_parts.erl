%% Applications made on the spot: dependencies, types, environment, start phases, included ones, failures of every kind, stop order.
-module(applications_in_parts).
-behaviour(application).
-export([main/0, start/2, start_phase/3, prep_stop/1, stop/1, sup/1, init/1]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    register(apps_log, self()),
    load(app_a, []), load(app_b, [{applications, [kernel, stdlib, app_a]}, {env, [{k, default}, {l, [1]}]}]),
    result("load again", fun() -> application:load({application, app_a, []}) end),
    result("load bad", fun() -> [application:load(X) || X <- [no_such_application_x, {application, x}, {application, "x", []}]] end),
    result("start without dependency", fun() -> application:start(app_b) end),
    result("ensure_all_started", fun() -> {ok, L} = application:ensure_all_started(app_b), {L, log()} end),
    result("again", fun() -> [application:ensure_all_started(app_b), application:ensure_started(app_b), application:start(app_b)] end),
    result("which", fun() -> [lists:keyfind(A, 1, application:which_applications()) || A <- [app_a, app_b, no]] end),
    result("loaded", fun() -> [lists:keyfind(A, 1, application:loaded_applications()) || A <- [app_a, no]] end),
    result("env", fun() -> [application:get_env(app_b, k), application:get_env(app_b, none), application:get_env(app_b, none, d), lists:sort(application:get_all_env(app_b)), application:set_env(app_b, k, changed), application:get_env(app_b, k), application:unset_env(app_b, k), application:get_env(app_b, k), application:get_env(nope, k), application:get_all_env(nope), application:set_env([{app_b, [{m, 1}, {n, 2}]}, {app_z, [{q, 1}]}]), application:get_env(app_b, m), application:get_env(app_z, q)] end),
    result("env bad", fun() -> [catch_(fun() -> application:set_env([{a, x}]) end), catch_(fun() -> application:set_env([{a, [{b, 1}]}, {a, [{c, 1}]}]) end), catch_(fun() -> application:get_env(1, k) end)] end),
    result("keys", fun() -> [application:get_key(app_b, K) || K <- [description, vsn, modules, applications, included_applications, registered, mod, start_phases, id, optional_applications, nothing]] end),
    result("all keys", fun() -> {ok, L} = application:get_all_key(app_a), lists:sort(L) end),
    result("get_application", fun() -> {ok, A} = application:get_application(whereis(app_a_sup)), [A, application:get_application(self()), application:get_application(?MODULE), application:get_application(lists)] end),
    result("in the app", fun() -> whereis(app_b_worker) ! {ask, self(), fun() -> {application:get_application(), application:get_env(l)} end}, receive {answer, X} -> X end end),
    result("stop order", fun() -> [application:stop(app_b), log(), application:stop(app_b), application:stop(app_a), log()] end),
    result("unload", fun() -> [application:unload(app_b), application:unload(app_b), application:get_key(app_b, vsn)] end),
    result("stop a dependency first", fun() -> load(app_b, [{applications, [kernel, stdlib, app_a]}]), application:ensure_all_started(app_b), R = application:stop(app_a), log(), {R, lists:keymember(app_b, 1, application:which_applications()), application:stop(app_b), log()} end),
    [result({"start returns", X}, fun() -> load(app_f, [{mod, {?MODULE, {fail, X}}}]), R = application:start(app_f), application:unload(app_f), cut(R) end) || X <- [{error, no}, ignore, weird, {ok, x}, crash, exit, throw, {ok_dead, normal}, {ok_state, st}]],
    log(),
    result("no callback", fun() -> load(app_n, [{mod, []}]), A = application:start(app_n), B = application:stop(app_n), application:unload(app_n), {A, B} end),
    result("callback undef", fun() -> load(app_u, [{mod, {no_such_callback_mod, []}}]), R = application:start(app_u), application:unload(app_u), cut(R) end),
    result("missing dependency", fun() -> load(app_m, [{applications, [kernel, stdlib, app_that_is_not]}]), A = application:start(app_m), {error, B} = application:ensure_all_started(app_m), application:unload(app_m), {A, B} end),
    result("optional dependency", fun() -> load(app_o, [{applications, [kernel, stdlib, app_that_is_not]}, {optional_applications, [app_that_is_not]}]), A = application:ensure_all_started(app_o), application:stop(app_o), application:unload(app_o), log(), A end),
    result("cyclic dependency", fun() -> load(app_c1, [{applications, [kernel, stdlib, app_c2]}]), load(app_c2, [{applications, [kernel, stdlib, app_c1]}]), [application:start(app_c1), application:unload(app_c1), application:unload(app_c2)] end),
    [result({"type", T}, fun() -> load(app_t, []), ok = application:start(app_t, T), log(), P = whereis(app_t_sup), M = monitor(process, P), exit(P, Why), receive {'DOWN', M, _, _, R} -> ok end, gone(app_t), L = log(), application:unload(app_t), {R, L} end) || {T, Why} <- [{temporary, kill}]],
    result("worker keeps crashing", fun() -> load(app_w, []), ok = application:start(app_w, temporary), log(), [begin P = wait(app_w_worker, undefined), exit(P, kill), wait_gone(app_w_worker, P) end || _ <- [1, 2, 3]], gone(app_w), application:unload(app_w), log(), ended end),
    result("permit", fun() -> load(app_p, []), A = application:permit(app_p, false), B = application:permit(app_p, true), application:unload(app_p), {A, B, application:permit(nope, true)} end),
    result("phases", fun() -> load(app_h, [{start_phases, [{one, [1]}, {two, [2]}]}]), A = application:start(app_h), L = log(), application:stop(app_h), application:unload(app_h), log(), {A, L} end),
    result("phase fails", fun() -> load(app_h, [{start_phases, [{one, [1]}, {fail, []}]}]), A = application:start(app_h), L = log(), application:unload(app_h), {A, L} end),
    result("included", fun() -> load(app_i, [{start_phases, [{go, []}]}]), load(app_host, [{included_applications, [app_i]}, {mod, {application_starter, [?MODULE, normal]}}, {start_phases, [{go, []}]}]), A = application:start(app_host), L = log(), B = application:start(app_i), application:stop(app_host), application:stop(app_i), [application:unload(X) || X <- [app_host, app_i]], log(), {A, L, B} end),
    result("start module function", fun() -> load(app_s, []), R = [application:start_type(), application:start(app_s)], application:stop(app_s), application:unload(app_s), log(), R end),
    result("bad types", fun() -> [catch_(fun() -> application:start(app_a, forever) end), catch_(fun() -> application:stop(nope) end)] end),
    result("left", fun() -> application:stop(app_a), [application:unload(A) || A <- [app_a, app_b]], log(), [A || {A, _, _} <- application:loaded_applications(), lists:prefix("app_", atom_to_list(A))] end),
    unregister(apps_log).

load(A, Keys) ->
    All = lists:ukeymerge(1, lists:ukeysort(1, Keys), lists:ukeysort(1, [{description, "d"}, {vsn, "1"}, {modules, []}, {registered, []}, {applications, [kernel, stdlib]}, {mod, {?MODULE, A}}])),
    ok = application:load({application, A, [K || K <- All, K =/= {mod, []}]}).
start(T, {fail, X}) -> tell({fail, T}), fail(X);
start(T, A) -> tell({start, T, A}), sup(A).
fail(crash) -> error(crashed);
fail(exit) -> exit(left);
fail(throw) -> throw(thrown);
fail({ok_dead, R}) -> P = spawn_link(fun() -> receive stop -> exit(R) end end), {ok, P, x};
fail({ok_state, S}) -> {ok, P} = sup(app_f), {ok, P, S};
fail(X) -> X.
start_phase(fail, _, _) -> {error, phase_failed};
start_phase(P, T, A) -> tell({phase, P, T, A}), ok.
prep_stop(S) -> tell({prep_stop, S}), S.
stop(S) -> tell({stop, S}), ok.
sup(A) when is_atom(A) -> supervisor:start_link({local, name(A, "_sup")}, ?MODULE, A);
sup(_) -> supervisor:start_link(?MODULE, anonymous).
init(A) -> {ok, {#{intensity => 2}, [#{id => w, shutdown => 1000, start => {erlang, apply, [fun() -> {ok, spawn_link(fun() -> (A =:= anonymous) orelse register(name(A, "_worker"), self()), worker() end)} end, []]}}]}}.
worker() -> receive {ask, P, F} -> P ! {answer, F()}, worker() end.
name(A, S) -> list_to_atom(atom_to_list(A) ++ S).
tell(X) -> case whereis(apps_log) of undefined -> ok; P -> P ! {log, X} end.
log() -> receive {log, X} -> [X | log()] after 0 -> [] end.
catch_(F) -> try F() catch C:R -> {C, R} end.
wait(N, Not) -> case whereis(N) of P when is_pid(P), P =/= Not -> P; _ -> receive after 1 -> ok end, wait(N, Not) end.
wait_gone(N, P) -> case whereis(N) of P -> receive after 1 -> ok end, wait_gone(N, P); _ -> ok end.
gone(A) -> case lists:keymember(A, 1, application:which_applications()) of true -> receive after 1 -> ok end, gone(A); false -> ok end.
cut({error, {bad_return, {MFA, {'EXIT', {R, [{_, _, _, _} | _]}}}}}) -> {error, {bad_return, {MFA, {'EXIT', {R, stack}}}}};
cut({error, {{bad_return, {MFA, {'EXIT', {R, [{_, _, _, _} | _]}}}}, W}}) -> {error, {{bad_return, {MFA, {'EXIT', {R, stack}}}}, W}};
cut(X) -> show:norm(X).
