%% Times bench:one/2 and shows what it returned: `-run bench_driver main TEST N REPS` prints
%% {bench,TEST,N,[{Microseconds,Hash}]}. Each repetition runs in a fresh process; the hash of the result
%% is what tells a row that did its work from one that did not.
-module(bench_driver).
-export([main/1]).

main([Test, N, Reps]) ->
    Runs = [run(list_to_atom(Test), list_to_integer(N)) || _ <- lists:seq(1, list_to_integer(Reps))],
    io:format("~w.~n", [{bench, list_to_atom(Test), list_to_integer(N), Runs}]),
    halt(0).

run(Test, N) ->
    {Pid, Ref} = spawn_monitor(fun() ->
        Begun = erlang:monotonic_time(microsecond),
        Value = bench:one(Test, N),
        Ended = erlang:monotonic_time(microsecond),
        exit({Ended - Begun, erlang:phash2(Value)})
    end),
    receive
        {'DOWN', Ref, process, Pid, {Us, Hash}} when is_integer(Us), is_integer(Hash) -> {Us, Hash};
        {'DOWN', Ref, process, Pid, Reason} -> erlang:display({failed, Test, Reason}), halt(1)
    end.
