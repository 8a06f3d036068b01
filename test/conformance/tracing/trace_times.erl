%% Timestamps: which kind, and that they grow.
-module(trace_times).
-export([main/0, f/1]).

main() ->
    erlang:trace_pattern({?MODULE, f, 1}, [{'_', [], [{return_trace}]}], [local]),
    [show_times(Flags) || Flags <- [[timestamp], [monotonic_timestamp], [strict_monotonic_timestamp],
        [timestamp, monotonic_timestamp], [strict_monotonic_timestamp, monotonic_timestamp], [scheduler_id], [scheduler_id, timestamp]]],
    erlang:trace_pattern({?MODULE, f, 1}, false, [local]).

show_times(Flags) ->
    Messages = tracee:run([call, procs, send | Flags], fun() -> self() ! f(1), spawn(fun() -> ok end) end),
    show:term({Flags, [kinds(lists:member(scheduler_id, Flags), M) || M <- Messages]}),
    Times = [element(size(M), M) || M <- Messages, element(1, M) =:= trace_ts],
    show:term(Times =:= lists:sort(Times)).

%% The scheduler's number stands before the time.
kinds(false, M) -> setelement(size(M), M, kind(element(size(M), M)));
kinds(true, M) when element(1, M) =:= trace -> setelement(size(M), M, scheduler(element(size(M), M)));
kinds(true, M) -> kinds(false, setelement(size(M) - 1, M, scheduler(element(size(M) - 1, M)))).
scheduler(N) when is_integer(N), N > 0 -> scheduler.

kind({Mega, S, U}) when is_integer(Mega), is_integer(S), is_integer(U), Mega > 1000 -> now;
kind({M, N}) when is_integer(M), is_integer(N) -> strict;
kind(N) when is_integer(N), N < 0 -> monotonic;
kind(X) -> X.

f(X) -> X + 1.
