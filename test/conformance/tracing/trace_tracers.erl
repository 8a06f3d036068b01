%% Who is told: another process, nobody who is dead, never the tracee itself.
-module(trace_tracers).
-export([main/0, f/1]).

main() ->
    erlang:trace_pattern({?MODULE, f, 1}, true, [local]),
    other(),
    itself(),
    second(),
    dies(),
    erlang:trace_pattern({?MODULE, f, 1}, false, [local]).

collector() -> spawn(fun() -> collect([]) end).
collect(L) -> receive {take, P} -> P ! {taken, lists:reverse(L)}, collect([]); M -> collect([M | L]) end.
taken(C) -> C ! {take, self()}, receive {taken, L} -> L end.

other() ->
    C = collector(),
    show:term(erlang:trace(self(), true, [call, {tracer, C}])),
    f(1),
    f(2),
    show:term(erlang:trace(self(), false, [call])),
    f(3),
    [show:term(M) || M <- taken(C)],
    show:term(erlang:trace(self(), true, [send, {tracer, erl_tracer, C}])),
    show:term(erlang:trace_info(self(), tracer) =:= {tracer, C}),
    erlang:trace(self(), false, [all]),
    exit(C, kill).

%% The tracee is the tracer: it is told nothing.
itself() ->
    show:term(erlang:trace(self(), true, [call, send])),
    show:term(erlang:trace_info(self(), flags)),
    f(1),
    self() ! message,
    receive M -> show:term(M) end,
    erlang:trace(self(), false, [all]),
    show:term(erlang:trace_info(self(), flags)).

%% One tracer each.
second() ->
    P = spawn(fun() -> receive after infinity -> ok end end),
    show:term(erlang:trace(P, true, [call])),
    show:term(show:call(fun() -> catch erlang:trace(P, true, [send]) end) =/= 1),
    show:term(show:call(fun() -> erlang:trace(P, false, [call]) end)),
    show:term(erlang:trace_info(P, flags)),
    show:term(show:call(fun() -> erlang:trace(P, true, [send]) end)),
    exit(P, kill).

dies() ->
    C = collector(),
    Tester = self(),
    P = spawn(fun L() -> receive {call, X} -> f(X), Tester ! called, L() end end),
    erlang:trace(P, true, [call, {tracer, C}]),
    P ! {call, 1},
    receive called -> ok end,
    [show:term(M) || M <- taken(C)],
    R = monitor(process, C),
    exit(C, kill),
    receive {'DOWN', R, _, _, _} -> ok end,
    P ! {call, 2},
    receive called -> ok end,
    show:term({is_process_alive(P), erlang:trace_info(P, flags)}),
    show:term(erlang:trace(P, true, [call])),
    P ! {call, 3},
    receive called -> ok end,
    [show:term(tracee:named(P, M)) || M <- tracee:delivered(P)],
    exit(P, kill).

f(X) -> X.
