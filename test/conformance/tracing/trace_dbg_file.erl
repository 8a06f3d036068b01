%% alone: dbg is one for the node
%% dbg with a port that writes to files, and the client that reads them.
-module(trace_dbg_file).
-export([main/0, f/1]).

main() ->
    File = "trace_dbg_file_" ++ os:getpid(),
    file:delete(File),
    {ok, _} = dbg:tracer(port, dbg:trace_port(file, File)),
    show:result(port, fun() -> {ok, P} = dbg:get_tracer(), is_port(P) end),
    traced(3),
    show:term(dbg:flush_trace_port()),
    dbg:stop_clear(),
    show:term(read(File)),
    file:delete(File),
    wrapped("trace_dbg_wrap_" ++ os:getpid()).

traced(N) ->
    dbg:tpl(?MODULE, f, 1, [{'_', [], [{return_trace}]}]),
    {P, R} = spawn_monitor(fun() -> receive go -> [f(X) || X <- lists:seq(1, N)] end end),
    dbg:p(P, [c, procs, timestamp]),
    P ! go,
    receive {'DOWN', R, _, _, _} -> ok end,
    Ref = erlang:trace_delivered(all),
    receive {trace_delivered, all, Ref} -> ok end.

read(What) ->
    Tester = self(),
    P = dbg:trace_client(file, What, {fun(end_of_trace, L) -> Tester ! {read, lists:reverse(L)}, L; (M, L) -> [timeless(M) | L] end, []}),
    true = is_pid(P),
    receive {read, L} -> show:norm(L) end.
timeless(M) -> setelement(size(M), M, time).

%% Several files in turn: the oldest goes.
wrapped(Name) ->
    {ok, _} = dbg:tracer(port, dbg:trace_port(file, {Name, wrap, ".trace", 400, 3})),
    traced(40),
    dbg:flush_trace_port(),
    dbg:stop_clear(),
    Files = filelib:wildcard(Name ++ "*.trace"),
    show:term([string:prefix(F, Name) || F <- lists:sort(Files)]),
    show:term([{element(1, M), element(3, M)} || F <- Files, M <- messages(F), element(3, M) =:= exit]),
    [file:delete(F) || F <- Files].

%% What is in one file: a byte 0, a size, an external term, and so on.
messages(File) ->
    {ok, Bytes} = file:read_file(File),
    [binary_to_term(T) || <<0, N:32, T:N/binary>> <= Bytes].

f(X) -> X * 2.
