%% Tokens through OTP's behaviours: a call of a gen_server, a cast, its workers, a gen_statem, timers, tasks.
-module(seq_trace_servers).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

main() ->
    Results = show:call(fun body/0),
    lists:foreach(fun({Label, Value}) -> io:format("~ts: ~0tp~n", [Label, show:norm(Value)]) end, Results).

body() ->
    {ok, S} = gen_server:start_link(?MODULE, [], []),
    {ok, S2} = gen_server:start_link(?MODULE, [], []),
    Cases = [
        {"call", fun() -> {token(gen_server:call(S, token)), token(seq_trace:get_token())} end},
        {"call through another", fun() -> {token(gen_server:call(S, {ask, S2})), token(seq_trace:get_token())} end},
        {"cast", fun() -> gen_server:cast(S, {tell, self()}), receive {told, T} -> token(T) end end},
        {"worker", fun() -> {In, Out} = gen_server:call(S, worker), {token(In), token(Out)} end},
        {"later", fun() -> gen_server:cast(S, {later, self()}), receive {late, T} -> token(T) end end},
        {"proc_lib", fun() -> Me = self(), proc_lib:spawn(fun() -> Me ! {child, seq_trace:get_token()} end), receive {child, T} -> token(T) end end},
        {"request without token", fun() -> seq_trace:set_token([]), {gen_server:call(S, token), seq_trace:get_token()} end},
        {"ets owner", fun() -> T = ets:new(t, []), ets:insert(T, {a}), token(seq_trace:get_token()) end}
    ],
    [{Label, begin seq_trace:set_token([]), seq_trace:set_token(label, Label), seq_trace:set_token(send, true), V = F(), seq_trace:set_token([]), V end} || {Label, F} <- Cases].

%% Serial numbers depend on the messages behind the scenes.
token({Flags, Label, Serial, From, Last}) -> {Flags, Label, is_integer(Serial), is_pid(From), Last =< Serial};
token(T) -> T.

init([]) -> {ok, none}.
handle_call(token, _, S) -> {reply, seq_trace:get_token(), S};
handle_call({ask, P}, _, S) -> {reply, gen_server:call(P, token), S};
handle_call(worker, From, S) ->
    T = seq_trace:get_token(),
    spawn_link(fun() -> gen_server:reply(From, {T, seq_trace:get_token()}) end),
    {noreply, S}.
handle_cast({tell, P}, S) -> P ! {told, seq_trace:get_token()}, {noreply, S};
handle_cast({later, P}, S) -> erlang:send_after(1, self(), {now, P}), {noreply, S}.
handle_info({now, P}, S) -> P ! {late, seq_trace:get_token()}, {noreply, S};
handle_info(_, S) -> {noreply, S}.
