%% One round of the soak: every load in a process of its own, all at once. A load returns how much it did; what it
%% finds missing it says with lost/2.
-module(soak).
-export([start/2, round/3, quiet/1, census/0, leftovers/1]).
-export([lost/2, parallel/1, parallel/2, pick/1, random/1, await_down/1, until/1, directory/0, shallower/0]).
-export([run_on_erl/1, run_on_erl/2]).

%% Generous: a machine that is busy with other things must not make a round fail.
-define(ROUND_MS, 600000).
-define(PATIENCE_MS, 120000).

%% Directory: where files may be made. Shallower: what the depths of soak_deep are divided by.
start(Directory, Shallower) ->
    ok = logger:set_primary_config(level, none),
    ok = file:set_cwd(Directory),
    persistent_term:put({soak, directory}, Directory),
    persistent_term:put({soak, shallower}, Shallower),
    ok.

directory() -> persistent_term:get({soak, directory}).
shallower() -> persistent_term:get({soak, shallower}).

%% {Counts, Losses}: how often each load did what, and what it lost, as text.
round(Round, Seed, Loads) ->
    Running = maps:from_list([begin
        {_, Ref} = spawn_monitor(fun() -> load(Load, Round, Seed) end),
        {Ref, Load}
    end || Load <- Loads]),
    gather(Running, [], [], erlang:monotonic_time(millisecond) + ?ROUND_MS).

load(Load, Round, Seed) ->
    rand:seed(exsss, {Seed, Round, erlang:phash2(Load)}),
    Counts = Load:run(Round),
    receive Stray -> lost("~p got a message that nobody waited for: ~P", [Load, Stray, 20]) after 0 -> ok end,
    exit({soak_done, Counts}).

gather(Running, Counts, Losses, _) when map_size(Running) =:= 0 -> {Counts, Losses};
gather(Running, Counts, Losses, Deadline) ->
    Left = max(0, Deadline - erlang:monotonic_time(millisecond)),
    receive
        {'DOWN', Ref, process, _, {soak_done, Done}} when is_map_key(Ref, Running) ->
            {Load, Rest} = maps:take(Ref, Running),
            gather(Rest, [{Load, What, N} || {What, N} <- Done] ++ Counts, Losses, Deadline);
        {'DOWN', Ref, process, _, Reason} when is_map_key(Ref, Running) ->
            {Load, Rest} = maps:take(Ref, Running),
            gather(Rest, Counts, [text("~p: ~P", [Load, Reason, 60]) | Losses], Deadline)
    after Left ->
        {Counts, [text("~p does not end", [Load]) || Load <- maps:values(Running)] ++ Losses}
    end.

text(Format, Arguments) -> unicode:characters_to_binary(io_lib:format(Format, Arguments)).

%% Ends the load: something is missing.
lost(Format, Arguments) -> error({lost, text(Format, Arguments)}).

%% ---- what a node holds

%% Processes (but those that the host started to ask), ports, tables, timers: what a round must not leave behind.
census() ->
    {erlang:system_info(process_count), length(erlang:ports()), length(ets:all()), length(erlang:loaded())}.

%% Waits until no more than Processes are left, and collects the garbage of all of them.
quiet(Processes) ->
    until(fun() -> erlang:system_info(process_count) =< Processes end),
    [erlang:garbage_collect(P) || P <- processes()],
    ok.

%% Processes that Before did not list, and what they are doing.
leftovers(Before) ->
    [text("~p ~p", [P, process_info(P, [registered_name, initial_call, current_function])]) || P <- processes() -- Before].

%% ---- helpers of the loads

random(N) -> rand:uniform(N).
pick(List) -> lists:nth(rand:uniform(length(List)), List).

%% Runs Fun(1) … Fun(N) in processes of their own; their values, in this order.
parallel(N, Fun) -> parallel([fun() -> Fun(I) end || I <- lists:seq(1, N)]).
parallel(Funs) ->
    Seeds = [rand:uniform(1 bsl 58) || _ <- Funs],
    Refs = [begin
        {_, Ref} = spawn_monitor(fun() -> rand:seed(exsss, Seed), exit({value, Fun()}) end),
        Ref
    end || {Seed, Fun} <- lists:zip(Seeds, Funs)],
    [case await_down(Ref) of
        {value, Value} -> Value;
        Reason -> lost("a process of the load ended: ~P", [Reason, 30])
    end || Ref <- Refs].

%% The exit reason that a monitor tells.
await_down(Ref) ->
    receive {'DOWN', Ref, process, _, Reason} -> Reason
    after ?PATIENCE_MS -> lost("a monitored process is dead or never dies, and no DOWN came", [])
    end.

%% Waits until Fun() holds.
until(Fun) -> until(Fun, erlang:monotonic_time(millisecond) + ?PATIENCE_MS).
until(Fun, Deadline) ->
    case Fun() of
        true -> ok;
        false ->
            erlang:monotonic_time(millisecond) < Deadline orelse lost("what was waited for does not happen: ~p", [erlang:fun_info(Fun)]),
            receive after 5 -> until(Fun, Deadline) end
    end.

%% ---- the loads on the real erl, to see that what they expect is right

run_on_erl(Rounds) -> run_on_erl(Rounds, [soak_spawn, soak_supervisor, soak_calls, soak_timers, soak_ets, soak_binary,
    soak_mailbox, soak_code, soak_files, soak_values, soak_shared, soak_deep]).
run_on_erl(Rounds, Loads) ->
    Directory = filename:join("/tmp", "soak_on_erl_" ++ os:getpid()),
    ok = filelib:ensure_dir(filename:join(Directory, "file")),
    ok = start(Directory, 1),
    [begin
        {Time, {Counts, Losses}} = timer:tc(fun() -> round(Round, 1, Loads) end),
        io:format("~p ms ~p~n~ts", [Time div 1000, Counts, [[Loss, $\n] || Loss <- Losses]])
    end || Round <- lists:seq(1, Rounds)],
    io:format("~p ~p~n", [census(), erlang:memory()]).
