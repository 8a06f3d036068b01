%% gen_server and gen_statem: every call is answered, times out or tells that its server is gone; the server has counted
%% as many as were made.
-module(soak_calls).
-behaviour(gen_server).
-export([run/1, init/1, handle_call/3, handle_cast/2, handle_info/2]).

-define(CLIENTS, 12).
-define(CALLS, 40).

run(_) ->
    {Answered, Late} = servers(),
    crashing(),
    States = statem(),
    asleep(30),
    [{calls, Answered}, {timeouts, Late}, {states, States}].

init(Count) -> {ok, Count}.
handle_call({echo, X}, _, Count) -> {reply, X, Count + 1};
handle_call({sleepy, X}, _, Count) -> {reply, X, Count + 1, hibernate};
handle_call({later, X}, From, Count) ->
    spawn_link(fun() -> receive after 1 -> gen_server:reply(From, X) end end),
    {noreply, Count + 1};
handle_call(never, _, Count) -> {noreply, Count + 1};
handle_call(crash, _, _) -> exit(crashed);
handle_call(count, _, Count) -> {reply, Count, Count}.
handle_cast(one, Count) -> {noreply, Count + 1}.
handle_info(one, Count) -> {noreply, Count + 1}.

servers() ->
    {ok, Server} = gen_server:start_link(?MODULE, 0, []),
    Results = soak:parallel(?CLIENTS, fun(_) -> lists:foldl(fun(_, Sum) -> client(Server, Sum) end, {0, 0, 0}, lists:seq(1, ?CALLS)) end),
    {Answered, Late, Told} = lists:foldl(fun({A, L, T}, {A0, L0, T0}) -> {A + A0, L + L0, T + T0} end, {0, 0, 0}, Results),
    Answered + Late + Told =:= ?CLIENTS * ?CALLS orelse soak:lost("a call", []),
    case gen_server:call(Server, count, infinity) of
        Count when Count =:= Answered + Late + Told -> ok;
        Count -> soak:lost("the server heard ~p, it was told ~p", [Count, {Answered, Late, Told}])
    end,
    ok = gen_server:stop(Server),
    {Answered, Late}.

client(Server, {Answered, Late, Told}) ->
    X = {make_ref(), binary:copy(<<"x">>, soak:random(300))},
    case soak:random(20) of
        1 ->
            {'EXIT', {timeout, _}} = (catch gen_server:call(Server, never, 2)),
            {Answered, Late + 1, Told};
        2 ->
            gen_server:cast(Server, one),
            {Answered, Late, Told + 1};
        3 ->
            Server ! one,
            {Answered, Late, Told + 1};
        N ->
            X = gen_server:call(Server, {case N rem 3 of 0 -> echo; 1 -> later; 2 -> sleepy end, X}, infinity),
            {Answered + 1, Late, Told}
    end.

%% Callers of a server that crashes are all told so.
crashing() ->
    {ok, Server} = gen_server:start(?MODULE, 0, []),
    soak:parallel(10, fun(I) ->
        case catch gen_server:call(Server, case I of 5 -> crash; _ -> never end, infinity) of
            {'EXIT', {crashed, _}} -> ok;
            {'EXIT', {noproc, _}} -> ok;
            Other -> soak:lost("the end of a server: ~P", [Other, 20])
        end
    end).

%% A machine that postpones what it cannot do yet, with time-outs of each kind.
statem() ->
    {ok, Machine} = gen_statem:start_link(soak_statem, [], []),
    Values = soak:parallel(8, fun(I) -> [gen_statem:call(Machine, {take, I, N}, infinity) || N <- lists:seq(1, 10)] end),
    Values =:= [[{I, N} || N <- lists:seq(1, 10)] || I <- lists:seq(1, 8)] orelse soak:lost("an answer of a state machine", []),
    {Taken, Doors} = gen_statem:call(Machine, counts, infinity),
    Taken =:= 80 orelse soak:lost("a state machine took ~p of 80", [Taken]),
    ok = gen_statem:stop(Machine),
    Doors.

%% Hibernated processes wake with what they had.
asleep(N) ->
    Self = self(),
    Sleepers = [begin
        State = lists:seq(1, soak:random(500)),
        {spawn_link(fun() -> receive wait -> ok end, erlang:hibernate(erlang, apply, [fun(S) -> receive tell -> Self ! {state, self(), S} end end, [State]]) end), State}
    end || _ <- lists:seq(1, N)],
    [P ! wait || {P, _} <- Sleepers],
    [P ! tell || {P, _} <- Sleepers],
    [receive {state, P, State} -> ok after 120000 -> soak:lost("the state of a hibernated process", []) end || {P, State} <- Sleepers].
