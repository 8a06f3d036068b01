%% Storms of processes that end in every way there is, with links and monitors. No message sent before an end is lost,
%% none comes twice or out of order, each end is told once and with its reason.
-module(soak_spawn).
-export([run/1]).

-define(WORKERS, 300).
-define(CHAIN, 50).
-define(NAMES, 30).

run(_) ->
    Messages = storm(?WORKERS),
    chain(?CHAIN),
    names(?NAMES),
    aliases(40),
    withdrawn(60),
    [{processes, ?WORKERS + ?CHAIN + 2 * ?NAMES + 100}, {messages, Messages}].

%% Workers send numbered messages, then end as their kind says; those of kind `killed` go on until somebody kills them.
storm(N) ->
    Self = self(),
    Workers = maps:from_list([begin
        Kind = soak:pick([{normal, soak:random(20)}, {crash, soak:random(20)}, {fail, soak:random(20)}, killed, linked]),
        {Pid, Ref} = spawn_monitor(fun() -> worker(Self, Kind) end),
        {Pid, {Ref, Kind, 0}}
    end || _ <- lists:seq(1, N)]),
    [exit(Pid, kill) || {Pid, {_, killed, _}} <- maps:to_list(Workers), soak:random(2) =:= 1],
    collect(Workers, 0).

worker(To, killed) -> forever(To, 1);
worker(To, linked) ->
    %% A link carries the end of one to the other.
    spawn_link(fun() -> exit(by_link) end),
    forever(To, 1);
worker(To, {End, N}) ->
    [To ! {number, self(), I} || I <- lists:seq(1, N)],
    case End of
        normal -> ok;
        crash -> exit({crash, N});
        fail -> error({fail, N})
    end.
forever(To, I) ->
    To ! {number, self(), I},
    receive after soak:random(3) -> forever(To, I + 1) end.

collect(Workers, Messages) when map_size(Workers) =:= 0 -> Messages;
collect(Workers, Messages) ->
    receive
        {number, Pid, I} ->
            case Workers of
                #{Pid := {Ref, Kind, Seen}} when I =:= Seen + 1 ->
                    Kind =:= killed andalso I =:= 10 andalso exit(Pid, kill),
                    collect(Workers#{Pid := {Ref, Kind, I}}, Messages + 1);
                _ -> soak:lost("message ~p of a worker after ~p", [I, maps:get(Pid, Workers, its_end)])
            end;
        {'DOWN', Ref, process, Pid, Reason} ->
            {{Ref, Kind, Seen}, Rest} = maps:take(Pid, Workers),
            ended_rightly(Kind, Seen, Reason) orelse soak:lost("a worker ~p was heard ~p times and ended with ~P", [Kind, Seen, Reason, 20]),
            collect(Rest, Messages)
    after 120000 -> soak:lost("~p workers never end", [map_size(Workers)])
    end.

ended_rightly({normal, N}, N, normal) -> true;
ended_rightly({crash, N}, N, {crash, N}) -> true;
ended_rightly({fail, N}, N, {{fail, N}, [_ | _]}) -> true;
ended_rightly(killed, _, killed) -> true;
ended_rightly(linked, _, by_link) -> true;
ended_rightly(_, _, _) -> false.

%% A chain of linked processes ends from its last link; who traps exits is told.
chain(N) ->
    Self = self(),
    Trapper = spawn(fun() ->
        process_flag(trap_exit, true),
        Next = spawn_link(fun() -> link_of(Self, N) end),
        receive {'EXIT', Next, Reason} -> Self ! {trapped, self(), Reason} end
    end),
    Links = [receive {link, Pid} -> Pid end || _ <- lists:seq(1, N)],
    Refs = [monitor(process, P) || P <- Links],
    hd([P || P <- [lists:last(Links)]]) ! break,
    [broken = soak:await_down(Ref) || Ref <- Refs],
    receive {trapped, Trapper, broken} -> ok after 120000 -> soak:lost("an exit signal", []) end.
link_of(Tell, 1) ->
    Tell ! {link, self()},
    receive break -> exit(broken) end;
link_of(Tell, N) ->
    Tell ! {link, self()},
    spawn_link(fun() -> link_of(Tell, N - 1) end),
    receive never -> ok end.

%% A name is free once its process is known dead.
names(N) ->
    [begin
        Name = list_to_atom("soak_name_" ++ integer_to_list(I)),
        {Pid, Ref} = spawn_monitor(fun() -> register(Name, self()), receive stop -> ok end end),
        soak:until(fun() -> whereis(Name) =:= Pid end),
        Name ! stop,
        normal = soak:await_down(Ref),
        undefined = whereis(Name),
        {_, Ref2} = spawn_monitor(fun() -> register(Name, self()) end),
        normal = soak:await_down(Ref2)
    end || I <- lists:seq(1, N)].

%% Answers to an alias that was taken back are dropped, the others come.
aliases(N) ->
    Server = spawn_link(fun() -> answer() end),
    [begin
        Alias = alias(),
        Server ! {ask, Alias, I},
        I rem 2 =:= 0 andalso receive {answer, Alias, I} -> ok after 120000 -> soak:lost("an answer to an alias", []) end,
        unalias(Alias)
    end || I <- lists:seq(1, N)],
    %% All that it answered too late has been sent when this is answered.
    Ref = make_ref(),
    Server ! {ask, self(), Ref},
    receive {answer, _, Ref} -> ok end,
    receive_late(),
    unlink(Server),
    exit(Server, kill).
receive_late() -> receive {answer, _, _} -> receive_late() after 0 -> ok end.
answer() -> receive {ask, To, What} -> To ! {answer, To, What}, answer() end.

%% A monitor that was taken back with `flush` is not heard of again.
withdrawn(N) ->
    [begin
        {Pid, Ref} = spawn_monitor(fun() -> receive after soak:random(2) -> ok end end),
        receive after soak:random(3) - 1 -> ok end,
        demonitor(Ref, [flush]),
        exit(Pid, kill)
    end || _ <- lists:seq(1, N)].
