%% Runs code in a traced process and prints what its tracer, the calling process, is told.
-module(tracee).
-export([run/2, show/2, show/3, delivered/1, named/2]).

%% The messages about a process that runs F with the trace flags Flags, in order. The process waits in a receive when it is
%% traced, so that its first event is the message that starts it.
run(Flags, F) ->
    Tester = self(),
    {P, R} = spawn_monitor(fun() -> Tester ! {self(), ready}, receive '$go' -> F() end end),
    receive {P, ready} -> ok end,
    waiting(P),
    1 = erlang:trace(P, true, Flags),
    P ! '$go',
    receive {'DOWN', R, process, P, _} -> ok end,
    [named(P, M) || M <- delivered(P)].

waiting(P) ->
    case process_info(P, status) of
        {status, waiting} -> ok;
        _ -> erlang:yield(), waiting(P)
    end.

%% Prints them, one a line.
show(Label, Flags, F) ->
    io:format("~ts~n", [Label]),
    show(Label, [M || M <- run(Flags, F)]).
show(_, Messages) -> lists:foreach(fun show:term/1, Messages).

%% All messages about the tracee P that are there once those on their way have come.
delivered(P) ->
    Ref = erlang:trace_delivered(P),
    receive {trace_delivered, P, Ref} -> ok end,
    drain().
drain() ->
    receive
        M when element(1, M) =:= trace; element(1, M) =:= trace_ts -> [M | drain()]
    after 0 -> []
    end.

%% The tracee and the tracer by name in a message.
named(P, P) -> tracee;
named(_, Q) when Q =:= self() -> tracer;
named(P, [H | T]) -> [named(P, H) | named(P, T)];
named(P, T) when is_tuple(T) -> list_to_tuple(named(P, tuple_to_list(T)));
named(_, X) -> X.
