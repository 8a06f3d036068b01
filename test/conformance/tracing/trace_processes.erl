%% The flag procs, and what spawning and linking hand on.
-module(trace_processes).
-export([main/0]).

main() ->
    show_procs("life", [procs], fun life/0),
    show_procs("uncaught", [procs], fun() -> exit({because, [1, 2]}) end),
    show_procs("links", [procs], fun links/0),
    [show_procs(Flags, Flags, fun children/0) || Flags <- [
        [procs], [procs, set_on_spawn], [procs, set_on_first_spawn], [procs, set_on_link], [procs, set_on_first_link]]],
    monitors(),
    new().

%% One process after the other: what several tell mixes as they run.
show_procs(Label, Flags, F) ->
    io:format("~0tp~n", [Label]),
    Messages = tracee:run(Flags, F),
    [show:term(M) || M <- Messages, element(2, M) =:= tracee],
    io:format("others~n"),
    [show:term(M) || M <- Messages, element(2, M) =/= tracee].

life() ->
    register(trace_processes_name, self()),
    unregister(trace_processes_name),
    register(trace_processes_name, self()),
    P = spawn(lists, seq, [1, 2]),
    gone(P),
    Q = spawn(fun() -> ok end),
    gone(Q).

gone(P) ->
    R = monitor(process, P),
    receive {'DOWN', R, _, _, _} -> ok end.

links() ->
    P = spawn(fun() -> receive stop -> ok end end),
    link(P),
    link(P),
    unlink(P),
    unlink(P),
    link(self()),
    process_flag(trap_exit, true),
    Q = spawn_link(fun() -> exit(done) end),
    receive {'EXIT', Q, _} -> ok end,
    catch link(Q),
    receive {'EXIT', Q, noproc} -> ok end,
    exit(P, kill).

children() ->
    process_flag(trap_exit, true),
    P = spawn_link(fun() -> ok end),
    receive {'EXIT', P, _} -> ok end,
    gone(spawn(fun() -> gone(spawn(fun() -> ok end)) end)),
    Q = spawn_link(fun() -> ok end),
    receive {'EXIT', Q, _} -> ok end.

monitors() ->
    show_procs("monitors", [procs], fun() ->
        {_, R} = spawn_monitor(fun() -> ok end),
        receive {'DOWN', R, _, _, _} -> ok end,
        process_flag(trap_exit, true),
        {P, _} = spawn_opt(fun() -> ok end, [link, monitor]),
        receive {'EXIT', P, _} -> ok end
    end).

%% Processes that are made after the flags are set.
new() ->
    0 = erlang:trace(new_processes, true, [procs]),
    P = spawn(fun() -> receive go -> ok end end),
    Old = erlang:trace(new_processes, false, [procs]),
    show:term({Old, erlang:trace_info(P, flags), erlang:trace_info(P, tracer) =:= {tracer, self()}}),
    R = monitor(process, P),
    P ! go,
    receive {'DOWN', R, _, _, _} -> ok end,
    [show:term(tracee:named(P, M)) || M <- tracee:delivered(P)].
