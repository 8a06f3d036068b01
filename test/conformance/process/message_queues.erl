%% Mailboxes on and off the heap: order, garbage collection, changes of the flag with messages waiting, long queues.
%% slow under stress: its mailboxes are long
-module(message_queues).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    [result({Q, "order"}, fun() -> run(Q, fun() -> [receive {n, I} -> I end || I <- lists:seq(1, 2000)] =:= lists:seq(1, 2000) end, fun(P) -> [P ! {n, I} || I <- lists:seq(1, 2000)] end) end) || Q <- [on_heap, off_heap]],
    [result({Q, "big"}, fun() -> run(Q, fun() -> lists:sum([receive {l, L} -> length(L) end || _ <- lists:seq(1, 50)]) end, fun(P) -> [P ! {l, lists:seq(1, 1000)} || _ <- lists:seq(1, 50)] end) end) || Q <- [on_heap, off_heap]],
    [result({Q, "gc with messages"}, fun() -> run(Q, fun() -> queued(100), garbage_collect(), garbage_collect(), lists:sum([receive {k, {X, _}} -> X end || _ <- lists:seq(1, 100)]) end, fun(P) -> [P ! {k, {I, lists:seq(1, I)}} || I <- lists:seq(1, 100)] end) end) || Q <- [on_heap, off_heap]],
    [result({Q, "selective from the end"}, fun() -> run(Q, fun() -> queued(300), [receive {s, I} -> I end || I <- lists:seq(300, 1, -1)] =:= lists:seq(300, 1, -1) end, fun(P) -> [P ! {s, I} || I <- lists:seq(1, 300)] end) end) || Q <- [on_heap, off_heap]],
    [result({A, to, B}, fun() -> run(A, fun() -> queued(50), Old = process_flag(message_queue_data, B), garbage_collect(), {Old, [receive {c, I, _} -> I end || I <- lists:seq(1, 50)] =:= lists:seq(1, 50)} end, fun(P) -> [P ! {c, I, lists:seq(1, I)} || I <- lists:seq(1, 50)] end) end) || A <- [on_heap, off_heap], B <- [on_heap, off_heap]],
    result("bad", fun() -> process_flag(message_queue_data, id(elsewhere)) end),
    result("queue of a dead process", fun() -> {P, R} = spawn_monitor(fun() -> receive stop -> ok end end), [P ! {junk, lists:seq(1, 100)} || _ <- lists:seq(1, 1000)], P ! stop, receive {'DOWN', R, _, _, X} -> X end end),
    result("binaries", fun() -> run(off_heap, fun() -> lists:sum([receive {b, B} -> byte_size(B) end || _ <- lists:seq(1, 100)]) end, fun(P) -> B = binary:copy(<<"b">>, 5000), [P ! {b, binary:part(B, I, 100)} || I <- lists:seq(1, 100)] end) end),
    result("100000", fun() -> run(off_heap, fun() -> receive go -> ok end, count(0) end, fun(P) -> [P ! x || _ <- lists:seq(1, 100000)], P ! go end) end),
    result("copy of messages", fun() -> self() ! {a, [1, {2}]}, self() ! "two", {messages, M} = process_info(self(), messages), flush(), M end).

run(Q, F, Send) ->
    {P, R} = spawn_opt(fun() -> exit({v, F()}) end, [monitor, {message_queue_data, Q}]),
    Send(P),
    receive {'DOWN', R, _, P, {v, V}} -> V; {'DOWN', R, _, P, X} -> {died, X} after 20000 -> exit(P, kill), none end.
queued(N) -> show:until(fun() -> process_info(self(), message_queue_len) =:= {message_queue_len, N} end).
count(N) -> receive x -> count(N + 1) after 0 -> N end.
flush() -> receive _ -> flush() after 0 -> ok end.
