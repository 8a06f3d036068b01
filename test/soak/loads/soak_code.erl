%% Modules that change while they run: processes, funs and literals of old code, purges soft and hard, on_load functions
%% that refuse, code compiled on the node.
-module(soak_code).
-export([run/1]).

-define(RELOADS, 20).
%% The bytes of soak_hot's version, and what stands before its number.
-define(PLACE, 16#5EEDBEEF:32).
-define(FIRST, 16#10000000).
%% Rounds between two compilations.
-define(COMPILE_EVERY, 4).

run(Round) ->
    {soak_hot, Beam, File} = code:get_object_code(soak_hot),
    load(soak_hot, File, Beam, ?FIRST),
    [reload(Beam, File, ?FIRST + Round * 1000 + I) || I <- lists:seq(1, ?RELOADS)],
    loaded_by_two(Round),
    on_load(Round),
    Compiled = compiled(Round rem ?COMPILE_EVERY, Round),
    [{reloads, ?RELOADS + 3}, {compilations, Compiled}].

version(Beam, Version) ->
    Changed = binary:replace(Beam, <<?PLACE>>, <<Version:32>>, [global]),
    Changed =/= Beam orelse soak:lost("the place of the version", []),
    Changed.
load(Module, File, Beam, Version) ->
    case code:load_binary(Module, File, version(Beam, Version)) of
        {module, Module} -> ok;
        Other -> soak:lost("a load: ~p", [Other])
    end,
    case Module:version() of
        Version -> ok;
        Found -> soak:lost("version ~p, there is ~p", [Version, Found])
    end.

reload(Beam, File, Version) ->
    Old = soak_hot:version(),
    Self = self(),
    {Loop, LoopRef} = spawn_monitor(soak_hot, loop, [state]),
    {Inside, InsideRef} = spawn_monitor(fun() -> exit({came_back, soak_hot:wait_inside(Self)}) end),
    receive {inside, Inside} -> ok after 120000 -> soak:lost("a process", []) end,
    %% This one runs no old code, but holds a literal of it.
    Literal = soak_hot:literal(),
    Copy = binary_to_term(term_to_binary(Literal)),
    Table = ets:new(funs, []),
    ets:insert(Table, [{I, (fun soak_hot:make/1)(I)} || I <- lists:seq(1, 5)]),
    load(soak_hot, File, Beam, Version),
    asked(Loop, Old),
    check_work(Version),
    case soak:random(3) of
        1 ->
            %% Nobody is killed, and who upgrades lets go of the old code.
            code:soft_purge(soak_hot) andalso soak:lost("a process that runs old code", []),
            Loop ! upgrade,
            asked(Loop, Version),
            Inside ! go,
            {came_back, {{Old, Self, 1}, Copy}} = soak:await_down(InsideRef),
            code:soft_purge(soak_hot) orelse soak:lost("an upgrade", []),
            Loop ! stop,
            normal = soak:await_down(LoopRef);
        2 ->
            true = code:purge(soak_hot),
            killed = soak:await_down(LoopRef),
            killed = soak:await_down(InsideRef);
        3 ->
            Loop ! upgrade,
            asked(Loop, Version),
            true = code:purge(soak_hot),
            killed = soak:await_down(InsideRef),
            Loop ! stop,
            normal = soak:await_down(LoopRef)
    end,
    false = erlang:check_old_code(soak_hot),
    Literal =:= Copy orelse soak:lost("a literal of purged code", []),
    %% Funs that are in no heap outlive their code.
    [{'EXIT', {{badfun, Fun}, _}} = (catch Fun(x)) || {_, Fun} <- ets:tab2list(Table)],
    ets:delete(Table),
    {Version, a, b} = (soak_hot:make(a))(b).

asked(Loop, Version) ->
    Loop ! {version, self()},
    receive {version, Loop, Version, state} -> ok after 120000 -> soak:lost("a process of version ~p", [Version]) end.

check_work(Version) ->
    {Version, Sum, 292, Squares} = soak_hot:work(100),
    5050 = Sum,
    10 = map_size(Squares).

%% Loading the same code again keeps its funs.
loaded_by_two(Round) ->
    {soak_hot, Beam, File} = code:get_object_code(soak_hot),
    Version = ?FIRST + Round * 1000,
    load(soak_hot, File, Beam, Version),
    code:purge(soak_hot),
    Table = ets:new(funs, []),
    ets:insert(Table, {fun_of, soak_hot:make(1)}),
    load(soak_hot, File, Beam, Version),
    [{_, Fun}] = ets:lookup(Table, fun_of),
    {Version, 1, 2} = Fun(2),
    ets:delete(Table),
    code:purge(soak_hot).

on_load(Round) ->
    {soak_on_load, Beam, File} = code:get_object_code(soak_on_load),
    Version = ?FIRST + Round,
    persistent_term:put({soak, on_load}, ok),
    load(soak_on_load, File, Beam, Version),
    persistent_term:put({soak, on_load}, {error, refused}),
    {error, on_load_failure} = code:load_binary(soak_on_load, File, version(Beam, Version + 1)),
    Version = soak_on_load:version(),
    code:purge(soak_on_load),
    true = code:delete(soak_on_load),
    code:purge(soak_on_load),
    false = code:is_loaded(soak_on_load).

compiled(0, Round) ->
    Forms = [{attribute, 1, module, soak_made}, {attribute, 1, export, [{f, 1}]},
        {function, 2, f, 1, [{clause, 2, [{var, 2, 'X'}], [], [{tuple, 2, [{integer, 2, Round}, {var, 2, 'X'}]}]}]}],
    {ok, soak_made, Beam} = compile:forms(Forms, [debug_info]),
    {module, soak_made} = code:load_binary(soak_made, "soak_made.beam", Beam),
    {Round, x} = soak_made:f(x),
    code:purge(soak_made),
    true = code:delete(soak_made),
    code:purge(soak_made),
    1;
compiled(_, _) -> 0.
