%% What the system tracer is told of tokens: sends, receives, prints, spawns, exits, timestamps.
-module(seq_trace_reports).
-export([main/0, child/1]).
-import(show, [id/1]).

main() ->
    {Names, Reports} = show:call(fun body/0),
    lists:foreach(fun(R) -> io:format("~0tp~n", [name(R, Names)]) end, Reports),
    io:format("tracer is ~p~n", [seq_trace:get_system_tracer()]).

body() ->
    Me = self(),
    Tracer = spawn_link(fun() -> tracer(Me, []) end),
    Echo = spawn_link(fun echo/0),
    seq_trace:set_system_tracer(Tracer),
    process_flag(trap_exit, true),
    step(Tracer, "send and receive"), Echo ! {Me, {hello, "world"}}, got(),
    step(Tracer, "print"), seq_trace:print(hi), seq_trace:print(17, {to, label}), catch seq_trace:print(other, lost),
    step(Tracer, "nobody"), (dead()) ! lost,
    step(Tracer, "sends only"), seq_trace:set_token('receive', false), Echo ! {Me, a}, got(),
    step(Tracer, "receives only"), seq_trace:set_token(send, false), Echo ! {Me, b}, got(),
    step(Tracer, "alias"), A = alias(), A ! m, got(),
    step(Tracer, "link breaks"), P1 = spawn_link(?MODULE, child, [Me]), got(), got(),
    step(Tracer, "spawn"), P2 = spawn(?MODULE, child, [Me]), got(),
    step(Tracer, "spawn_monitor"), {P3, _} = spawn_monitor(?MODULE, child, [Me]), got(), got(),
    step(Tracer, "spawn_request"), R4 = erlang:spawn_request(?MODULE, child, [Me], [{reply_tag, answer}]), {_, _, _, P4} = got(), got(),
    step(Tracer, "spawn_request without reply"), erlang:spawn_request(?MODULE, child, [Me], [{reply, no}]), got(),
    step(Tracer, "spawn_request badly"), erlang:spawn_request(?MODULE, child, [Me], [id(foo)]), got(),
    step(Tracer, "serial after spawn"), spawn(?MODULE, child, [Me]), got(), Echo ! {Me, c}, got(),
    step(Tracer, "sensitive"), process_flag(sensitive, true), Echo ! {Me, d}, got(), process_flag(sensitive, false),
    step(Tracer, "the tracer itself"), seq_trace:set_system_tracer(Me), Echo ! {Me, e}, [got() || _ <- [1, 2, 3]], seq_trace:set_system_tracer(Tracer),
    step(Tracer, "now"), seq_trace:set_token(timestamp, true), Me ! f, got(),
    step(Tracer, "strict"), seq_trace:set_token(strict_monotonic_timestamp, true), Me ! f, got(),
    step(Tracer, "monotonic"), seq_trace:set_token(monotonic_timestamp, true), Me ! f, got(),
    seq_trace:set_token([]),
    seq_trace:set_system_tracer(false),
    Tracer ! {stop, Me},
    Reports = receive {reports, L} -> L end,
    {#{Me => me, Echo => echo, Tracer => tracer, A => alias, P1 => p1, P2 => p2, P3 => p3, R4 => r4, P4 => p4}, Reports}.

%% Begins with a fresh token, and a mark among the reports.
step(Tracer, What) ->
    drain(),
    seq_trace:set_token([]),
    Tracer ! {step, What, self()},
    receive stepped -> ok end,
    seq_trace:set_token(serial, {1, 10}), seq_trace:set_token(label, 17),
    [seq_trace:set_token(F, true) || F <- [send, 'receive', print]].

got() -> receive M -> M after 60000 -> none end.
drain() -> receive _ -> drain() after 20 -> ok end.
echo() -> receive {P, M} -> P ! {echo, M}, echo() end.
child(Me) -> Me ! {child, seq_trace:get_token()}, exit(done).
dead() -> T = seq_trace:set_token([]), {P, R} = spawn_monitor(fun() -> ok end), receive {'DOWN', R, _, _, _} -> ok end, seq_trace:set_token(T), P.
tracer(Me, L) ->
    receive
        {stop, Me} -> Me ! {reports, lists:reverse(L)};
        {step, What, P} -> P ! stepped, tracer(Me, [What | L]);
        {seq_trace, Label, Info, Time} -> tracer(Me, [{seq_trace, Label, Info, kind(Time)} | L]);
        M -> tracer(Me, [M | L])
    end.
kind({A, B, C}) when is_integer(A), is_integer(B), is_integer(C) -> now;
kind({A, B}) when is_integer(A), is_integer(B) -> strict;
kind(A) when is_integer(A) -> monotonic.

name(T, Names) when is_map_key(T, Names) -> map_get(T, Names);
name([H | T], Names) -> [name(H, Names) | name(T, Names)];
name(T, Names) when is_tuple(T) -> list_to_tuple(name(tuple_to_list(T), Names));
name(T, _) -> show:norm(T).
