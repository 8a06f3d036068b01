%% Long mailboxes of small and large messages, taken from the front, the middle and the end, with collections between.
-module(mailbox_floods).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    [result({order, N}, fun() -> flood(N), checksum(in_order(N, [])) end) || N <- [10, 63, 64, 65, 200, 5000]],
    result(backwards, fun() -> flood(700), checksum([take(I) || I <- lists:seq(700, 1, -1)]) end),
    result(every_third, fun() -> flood(900), A = [take(I) || I <- lists:seq(3, 900, 3)], collect(), {checksum(A), checksum(rest([]))} end),
    result(call_amid, fun() -> flood(1000), P = spawn(fun server/0), A = [call(P, I) || I <- lists:seq(1, 50)], flood(500), B = call(P, 51), stop(P), {A, B, checksum(rest([]))} end),
    result(messages, fun() -> flood(300), {messages, L} = process_info(self(), messages), R = rest([]), {checksum(L), L =:= R} end),
    result(of_another, fun() -> P = spawn(fun() -> receive go -> ok end end), [P ! term(I) || I <- lists:seq(1, 300)], {messages, L} = process_info(P, messages), exit(P, kill), checksum(L) end),
    result(killed, fun() -> [killed(N) || N <- [1, 64, 65, 100, 400]] end),
    result(flushed, fun flushed/0),
    result(off_heap, fun() -> process_flag(message_queue_data, off_heap), flood(400), process_flag(message_queue_data, on_heap), flood(400), collect(), checksum(rest([])) end),
    result(kept, fun() -> flood(2000), Kept = [take(I) || I <- lists:seq(1, 2000, 7)], collect(), _ = rest([]), collect(), checksum(Kept) end),
    result(binaries, fun() -> Big = binary:copy(<<7>>, 1000), S = self(), spawn(fun() -> [S ! {I, Big, binary:part(Big, I, 10)} || I <- lists:seq(1, 500)] end),
        L = [receive {I, B, Part} -> {byte_size(B), Part} end || I <- lists:seq(500, 1, -1)], collect(), checksum(L) end),
    result(many_senders, fun() -> S = self(), [spawn(fun() -> [S ! {I, J} || J <- lists:seq(1, 50)] end) || I <- lists:seq(1, 40)],
        [[receive {I, J} -> J end || J <- lists:seq(1, 50)] =:= lists:seq(1, 50) || I <- lists:seq(40, 1, -1)] end),
    result(timeouts, fun() -> flood(200), A = receive never -> 1 after 0 -> none end, B = receive {_, never} -> 1 after 5 -> none end, {A, B, checksum(rest([]))} end),
    result(hibernated, fun() -> P = spawn(fun() -> receive start -> proc_lib:hibernate(erlang, apply, [fun woken/0, []]) end end),
        R = monitor(process, P), [P ! term(I) || I <- lists:seq(1, 200)], P ! start, receive {'DOWN', R, _, _, Why} -> Why end end).

woken() -> receive start -> ok after 0 -> ok end, exit({woken, checksum(rest([]))}).

%% Atoms, literals, small and large tuples, binaries.
term(I) when I rem 5 =:= 0 -> {I, lists:seq(1, I rem 97)};
term(I) when I rem 7 =:= 0 -> {I, binary:copy(<<I:16>>, I rem 80)};
term(I) when I rem 11 =:= 0 -> {I, {a, "literal", #{k => I}}};
term(I) -> {I, I}.

flood(N) ->
    S = self(),
    {P, R} = spawn_monitor(fun() -> [begin S ! term(I), I rem 13 =:= 0 andalso (S ! noise) end || I <- lists:seq(1, N)] end),
    receive {'DOWN', R, process, P, normal} -> ok end.

in_order(0, Acc) -> _ = rest([]), lists:reverse(Acc);
in_order(N, Acc) -> receive {_, _} = M -> in_order(N - 1, [M | Acc]) end.
take(I) -> receive {I, _} = M -> M end.
rest(Acc) -> receive M -> rest([M | Acc]) after 0 -> lists:reverse(Acc) end.
collect() -> erlang:garbage_collect(), _ = id(lists:seq(1, 20000)), ok.
checksum(T) -> erlang:phash2(T).

server() -> receive {From, Ref, X} -> From ! {Ref, X * 2}, server(); stop -> ok end.
call(P, X) -> Ref = make_ref(), P ! {self(), Ref, X}, receive {Ref, Y} -> Y end.
stop(P) -> P ! stop.

killed(N) ->
    {P, R} = spawn_monitor(fun() -> receive go -> ok end end),
    [P ! term(I) || I <- lists:seq(1, N)],
    {message_queue_len, L} = process_info(P, message_queue_len),
    exit(P, kill),
    receive {'DOWN', R, _, _, Why} -> {L, Why} end.

%% DOWN messages dropped from the middle of a long mailbox.
flushed() ->
    flood(100),
    Ps = [spawn_monitor(fun() -> exit({reason, I}) end) || I <- lists:seq(1, 50)],
    [begin M = monitor(process, P), receive {'DOWN', M, _, _, _} -> ok end end || {P, _} <- Ps],
    flood(100),
    [demonitor(R, [flush]) || {_, R} <- Ps],
    collect(),
    L = rest([]),
    {length(L), checksum(L)}.
