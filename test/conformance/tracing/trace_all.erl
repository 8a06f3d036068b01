%% alone: traces every process of the node
%% Specifications of many processes: all, existing, new, processes, ports; and a pattern for every function.
-module(trace_all).
-export([main/0, work/1]).

main() ->
    counts(),
    everything(),
    followed().

%% How many were found, beside how many there are.
counts() ->
    [begin
        N = erlang:trace(Spec, true, Flags),
        show:term({Spec, Flags, found(N)}),
        erlang:trace(Spec, false, Flags)
     end || Spec <- [all, existing, processes, existing_processes, ports, existing_ports, new, new_processes, new_ports],
        Flags <- [[call], [send], [silent], [arity], [ports], [call, timestamp], []]].

found(N) ->
    Processes = length(processes()), Ports = length(erlang:ports()),
    if N =:= 0 -> none; N =:= Processes -> processes; N =:= Ports -> ports; N =:= Processes + Ports -> both; true -> N end.

%% All functions of all modules.
everything() ->
    Local = erlang:trace_pattern({'_', '_', '_'}, true, [local]),
    show:term(Local > 5000),
    Calls = [MFA || {trace, tracee, call, MFA = {M, _, _}} <- tracee:run([call, arity], fun() -> work(3) end), lists:member(M, [?MODULE, lists, maps])],
    show:term(Calls),
    erlang:trace_pattern({'_', '_', '_'}, false, [local]),
    show:term(tracee:run([call], fun() -> work(3) end)).

work(N) ->
    L = lists:seq(1, N),
    M = maps:from_list([{X, X} || X <- L]),
    lists:sum(maps:values(M)).

%% Children of a traced process, however deep.
followed() ->
    erlang:trace_pattern({?MODULE, work, 1}, true, [local]),
    Messages = tracee:run([call, set_on_spawn], fun() ->
        work(1),
        wait(spawn(fun() -> work(2), wait(spawn(fun() -> work(3) end)) end))
    end),
    [show:term(show:norm(M)) || M <- Messages],
    erlang:trace_pattern({?MODULE, work, 1}, false, [local]).

wait(P) ->
    R = monitor(process, P),
    receive {'DOWN', R, _, _, _} -> ok end.
