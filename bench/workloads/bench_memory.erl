%% What idle processes take: `-run bench_memory main N` spawns N of them and prints
%% {memory,N,BytesEach,MicrosecondsForAll,ResidentKilobytes} while all are alive.
-module(bench_memory).
-export([main/1]).

main([Count]) ->
    N = list_to_integer(Count),
    erlang:garbage_collect(),
    Before = erlang:memory(total),
    {Microseconds, Pids} = timer:tc(fun() -> spawn_all(N, []) end),
    N = length([P || P <- Pids, is_process_alive(P)]),
    %% The list of pids is not the processes' own.
    Bytes = erlang:memory(total) - Before - 2 * N * erlang:system_info(wordsize),
    io:format("~w.~n", [{memory, N, Bytes div N, Microseconds, resident()}]),
    halt(0).

spawn_all(0, Pids) -> Pids;
spawn_all(N, Pids) -> spawn_all(N - 1, [spawn(fun() -> receive stop -> ok end end) | Pids]).

resident() ->
    {ok, Status} = file:read_file("/proc/self/status"),
    [_, Rest] = binary:split(Status, <<"VmRSS:">>),
    list_to_integer(hd(string:lexemes(binary_to_list(Rest), " \t\n"))).
