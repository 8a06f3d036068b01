%% alone: follows every port that is opened
%% The flag ports, and what ports receive and send.
-module(trace_ports).
-export([main/0]).

main() ->
    process_flag(trap_exit, true),
    2 = length([0 = erlang:trace(new_ports, true, [F]) || F <- [ports, send]]),
    0 = erlang:trace(new_ports, true, ['receive']),
    show:term(erlang:trace_info(new_ports, flags)),
    show("talk", talk()),
    show("status", status()),
    show("close", closed()),
    show("kill", killed()),
    erlang:trace(new_ports, false, [all]),
    P = open_port({spawn, "cat"}, [binary]),
    show:term({erlang:trace_info(P, flags), erlang:trace(P, true, [send]), erlang:trace_info(P, flags), erlang:trace_info(P, tracer) =:= {tracer, self()}}),
    port_command(P, <<"again">>),
    receive {P, {data, <<"again">>}} -> ok end,
    show("later", P),
    port_close(P).

talk() ->
    P = open_port({spawn, "cat"}, [binary]),
    port_command(P, <<"hello">>),
    receive {P, {data, <<"hello">>}} -> ok end,
    P ! {self(), {command, ["ab", <<"c">>]}},
    receive {P, {data, <<"abc">>}} -> ok end,
    register(trace_ports_name, P),
    unregister(trace_ports_name),
    unlink(P),
    link(P),
    Tester = self(),
    spawn(fun() -> link(P), unlink(P), Tester ! linked end),
    receive linked -> ok end,
    port_connect(P, self()),
    P ! {self(), close},
    receive {P, closed} -> ok end,
    receive {'EXIT', P, _} -> ok end,
    P.
status() ->
    P = open_port({spawn, "sh -c 'read x; echo hi; exit 3'"}, [exit_status]),
    port_command(P, "\n"),
    receive {P, {data, "hi\n"}} -> ok end,
    receive {P, {exit_status, 3}} -> ok end,
    receive {'EXIT', P, _} -> ok end,
    P.
closed() ->
    P = open_port({spawn, "cat"}, []),
    port_close(P),
    receive {'EXIT', P, _} -> ok end,
    P.
killed() ->
    P = open_port({spawn, "cat"}, []),
    exit(P, kill),
    receive {'EXIT', P, _} -> ok end,
    P.

show(Label, P) ->
    io:format("~ts~n", [Label]),
    [show:term(show:norm(named(M))) || M <- messages(P), not control(M)].
%% OTP starts programs by a port_control of its own.
control({trace, _, _, {_, {control, _}}}) -> true;
control({trace, _, send, {_, {control, _}}, _}) -> true;
control(_) -> false.
named(M) -> setelement(2, M, port).
messages(P) -> receive M when element(1, M) =:= trace, element(2, M) =:= P -> [M | messages(P)] after 0 -> [] end.
