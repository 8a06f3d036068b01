%% Supervisors whose children crash. Every start of a child is told; the last started of each is the one that its
%% supervisor knows; a supervisor that gives up takes all of its children with it.
-module(soak_supervisor).
-behaviour(supervisor).
-export([run/1, init/1, start_child/2]).

-define(CHILDREN, 20).
-define(CRASHES, 60).

run(_) ->
    process_flag(trap_exit, true),
    Restarts = restarts(one_for_one, ?CRASHES) + restarts(rest_for_one, ?CRASHES div 4) + restarts(one_for_all, ?CRASHES div 4),
    gives_up(),
    crowd(80),
    process_flag(trap_exit, false),
    [{restarts, Restarts}].

init({simple, Tell}) -> {ok, {#{strategy => simple_one_for_one}, [child(crowd, Tell, temporary)]}};
init({Strategy, Intensity, Tell}) ->
    {ok, {#{strategy => Strategy, intensity => Intensity, period => 3600}, [child(I, Tell, permanent) || I <- lists:seq(1, ?CHILDREN)]}}.
child(Id, Tell, Restart) -> #{id => Id, start => {?MODULE, start_child, [Id, Tell]}, restart => Restart, shutdown => 5000}.

start_child(Id, Tell) ->
    {ok, proc_lib:spawn_link(fun() ->
        Tell ! {up, Id, self()},
        receive {crash, How} -> exit(How) end
    end)}.

%% How many children `Crashes` crashes started anew.
restarts(Strategy, Crashes) ->
    {ok, Supervisor} = supervisor:start_link(?MODULE, {Strategy, 1000000, self()}),
    Up0 = ups(lists:seq(1, ?CHILDREN), #{}),
    Up = lists:foldl(fun(_, Up1) ->
        Id = soak:random(?CHILDREN),
        #{Id := Pid} = Up1,
        Ref = monitor(process, Pid),
        How = soak:pick([kill, oops, {shutdown, x}]),
        case How of kill -> exit(Pid, kill); _ -> Pid ! {crash, How} end,
        Reason = soak:await_down(Ref),
        Reason =:= How orelse {How, Reason} =:= {kill, killed} orelse soak:lost("the reason ~p: ~p", [How, Reason]),
        ups(started_anew(Strategy, Id), Up1)
    end, Up0, lists:seq(1, Crashes)),
    Known = maps:from_list([{Id, Pid} || {Id, Pid, _, _} <- supervisor:which_children(Supervisor)]),
    Known =:= Up orelse soak:lost("a ~p supervisor knows ~p, started were ~p", [Strategy, Known, Up]),
    lists:all(fun is_process_alive/1, maps:values(Up)) orelse soak:lost("a child of a ~p supervisor", [Strategy]),
    ends(Supervisor, maps:values(Up), fun() -> exit(Supervisor, shutdown) end),
    Crashes.

started_anew(one_for_one, Id) -> [Id];
started_anew(rest_for_one, Id) -> lists:seq(Id, ?CHILDREN);
started_anew(one_for_all, _) -> lists:seq(1, ?CHILDREN).

ups(Ids, Up) ->
    lists:foldl(fun(Id, Up1) ->
        receive {up, Id, Pid} -> Up1#{Id => Pid} after 120000 -> soak:lost("the start of child ~p", [Id]) end
    end, Up, Ids).

ends(Supervisor, Children, How) ->
    Refs = [monitor(process, P) || P <- [Supervisor | Children]],
    How(),
    [soak:await_down(Ref) || Ref <- Refs],
    receive {'EXIT', Supervisor, shutdown} -> ok after 120000 -> soak:lost("the exit of a supervisor", []) end.

%% More crashes than it may see in its period.
gives_up() ->
    {ok, Supervisor} = supervisor:start_link(?MODULE, {one_for_one, 2, self()}),
    Up = ups(lists:seq(1, ?CHILDREN), #{}),
    #{1 := First, 2 := Second, 3 := Third} = Up,
    ends(Supervisor, maps:values(Up), fun() -> [exit(P, kill) || P <- [First, Second, Third]] end),
    %% The two that came back before the third crash.
    ups([1, 2], #{}).

%% Children made on demand: those that were not killed are counted.
crowd(N) ->
    {ok, Supervisor} = supervisor:start_link(?MODULE, {simple, self()}),
    Children = [begin {ok, Pid} = supervisor:start_child(Supervisor, []), Pid end || _ <- lists:seq(1, N)],
    [receive {up, crowd, _} -> ok after 120000 -> soak:lost("a child of the crowd", []) end || _ <- Children],
    {Dead, Alive} = lists:split(N div 2, Children),
    [exit(P, kill) || P <- Dead],
    soak:until(fun() -> proplists:get_value(active, supervisor:count_children(Supervisor)) =:= length(Alive) end),
    lists:sort(Alive) =:= lists:sort([P || {_, P, _, _} <- supervisor:which_children(Supervisor)]) orelse soak:lost("a child of the crowd", []),
    ends(Supervisor, Alive, fun() -> exit(Supervisor, shutdown) end).
