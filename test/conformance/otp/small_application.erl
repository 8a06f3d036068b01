%% An application of its own: load, env, start with dependencies, which, stop, start failures, permanent types, included keys.
-module(small_application).
-behaviour(application).
-behaviour(supervisor).
-export([main/0, start/2, stop/1, prep_stop/1, init/1, worker/0, start_phase/3, config_change/3]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

app(Name, More) ->
    {application, Name, [{description, "a test"}, {vsn, "1.2.3"}, {modules, [?MODULE]}, {registered, []}, {applications, [kernel, stdlib]}, {env, [{a, 1}, {b, "two"}]}, {mod, {?MODULE, [Name]}}] ++ More}.

body() ->
    persistent_term:put(sa_log, self()),
    result("load", fun() -> [application:load(app(sa_one, [])), application:load(app(sa_one, []))] end),
    result("loaded", fun() -> lists:keyfind(sa_one, 1, application:loaded_applications()) end),
    result("env", fun() -> [application:get_env(sa_one, a), application:get_env(sa_one, b), application:get_env(sa_one, zz), application:get_env(sa_one, zz, dflt), lists:sort(application:get_all_env(sa_one))] end),
    result("set_env", fun() -> [application:set_env(sa_one, a, new), application:get_env(sa_one, a), application:unset_env(sa_one, a), application:get_env(sa_one, a), application:set_env([{sa_one, [{x, 1}, {y, 2}]}]), application:get_env(sa_one, y)] end),
    result("keys", fun() -> [application:get_key(sa_one, K) || K <- [description, vsn, applications, mod, nokey]] ++ [lists:sort(element(2, application:get_key(sa_one, env)))] end),
    result("start", fun() -> application:start(sa_one) end),
    result("log", fun log/0),
    result("running", fun() -> [lists:keymember(sa_one, 1, application:which_applications()), is_pid(whereis(sa_one)), length(supervisor:which_children(sa_one))] end),
    result("again", fun() -> application:start(sa_one) end),
    result("get_application", fun() -> P = whereis(sa_one), [application:get_application(P), application:get_application(?MODULE), application:get_application(lists)] end),
    
    result("unload running", fun() -> application:unload(sa_one) end),
    result("worker restarts", fun() -> [{_, W, _, _}] = supervisor:which_children(sa_one), exit(W, kill), show:until(fun() -> [{_, W2, _, _}] = supervisor:which_children(sa_one), is_pid(W2) andalso W2 =/= W end) end),
    result("group leader", fun() -> [{_, W, _, _}] = supervisor:which_children(sa_one), {group_leader, G} = process_info(W, group_leader), [is_pid(G), G =/= group_leader()] end),
    log(),
    result("stop", fun() -> [application:stop(sa_one), log(), whereis(sa_one), application:stop(sa_one)] end),
    result("unload", fun() -> [application:unload(sa_one), application:unload(sa_one), application:get_env(sa_one, b)] end),
    result("dependency missing", fun() -> application:load(app(sa_two, [])), application:load(dep(sa_dep, sa_two)), application:start(sa_dep) end),
    result("ensure_all_started", fun() -> [application:ensure_all_started(sa_dep), application:ensure_all_started(sa_dep), application:ensure_started(sa_two)] end),
    result("stop both", fun() -> [application:stop(sa_dep), application:stop(sa_two), application:unload(sa_dep), application:unload(sa_two)] end),
    log(),
    result("failing", fun() -> application:load(app(sa_bad, [])), R = application:start(sa_bad), application:unload(sa_bad), short(R) end),
    result("crashing", fun() -> application:load(app(sa_crash, [])), R = application:start(sa_crash), application:unload(sa_crash), short(R) end),
    log(),
    result("phases", fun() -> application:load(app(sa_phase, [{start_phases, [{one, []}, {two, [x]}]}])), R = application:start(sa_phase), L = log(), application:stop(sa_phase), application:unload(sa_phase), {R, L} end),
    log(),
    result("temporary ends", fun() -> application:load(app(sa_temp, [])), application:start(sa_temp, temporary), P = whereis(sa_temp), exit(P, kill), R = show:until(fun() -> not lists:keymember(sa_temp, 1, application:which_applications()) end), application:unload(sa_temp), R end),
    result("bad app", fun() -> [application:load({application, x}), application:start(no_such_app), application:load(no_such_app)] end),
    result("ensure_loaded", fun() -> application:ensure_all_started([kernel, stdlib]) end),
    result("kernel", fun() -> [application:get_key(kernel, description), element(1, lists:keyfind(stdlib, 1, application:which_applications()))] end).

dep(N, On) -> {application, N, [{description, ""}, {vsn, "1"}, {modules, []}, {registered, []}, {applications, [kernel, stdlib, On]}]}.
log() -> receive {log, X} -> [X | log()] after 10 -> [] end.
note(X) -> case persistent_term:get(sa_log, none) of none -> ok; P -> P ! {log, X} end.
short({error, {{bad_return, {_, {'EXIT', {R, _}}}}, A}}) -> {bad_return, R, element(2, A)};
short({error, {E, {A, start, _}}}) -> {E, A};
short(X) -> X.

start(_, [sa_bad]) -> {error, refused};
start(_, [sa_crash]) -> error(crashed);
start(Type, [Name]) -> note({start, Type, Name}), supervisor:start_link({local, Name}, ?MODULE, Name).
init(_) -> {ok, {#{intensity => 3}, [#{id => w, start => {?MODULE, worker, []}}]}}.
worker() -> {ok, spawn_link(fun() -> receive stop -> ok end end)}.
start_phase(P, T, A) -> note({phase, P, T, A}), ok.
prep_stop(S) -> note(prep_stop), S.
stop(_) -> note(stop), ok.
config_change(_, _, _) -> ok.
