%% receive: order of clauses against order of messages, guards, nested, in every position, timeouts with values, references, deep queues.
-module(receive_variants).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    result("first message that any clause takes", fun() -> send([a, b, c]), R = receive c -> c; b -> b end, {R, drain()} end),
    result("guards decide", fun() -> send([1, 5, 9]), R = receive N when N > 4 -> N end, {R, drain()} end),
    result("failing guard skips", fun() -> send([x, [1], y]), R = receive L when hd(L) =:= 1 -> L end, {R, drain()} end),
    result("bound variables", fun() -> K = id(k), send([{j, 1}, {k, 2}, {k, 3}]), R = receive {K, V} -> V end, {R, drain()} end),
    result("map and binary patterns", fun() -> send([#{a => 1}, <<1, 2>>, #{k => v}, <<"x", "yz">>]), A = receive #{k := V} -> V end, B = receive <<"x", T/binary>> -> T end, {A, B, drain()} end),
    result("nested", fun() -> send([in, out, in2]), R = receive out -> receive in2 -> receive in -> all after 0 -> missed end end end, {R, drain()} end),
    result("in a try", fun() -> send([{throw, x}, {error, y}]), [try receive {throw, X} -> throw(X) end catch throw:Z -> {caught, Z} end, try receive {error, X2} -> error(X2) end catch error:Z2 -> {caught, Z2} after send([after_ran]) end, drain()] end),
    result("in an after", fun() -> send([later]), try id(body) after receive later -> ok end end end),
    result("as an argument", fun() -> send([1, 2]), receive A -> A end + receive B -> B end * 10 end),
    result("in a list", fun() -> send([1, 2, 3]), [receive X -> X end || _ <- [a, b, c]] end),
    result("in a fun", fun() -> F = fun(T) -> receive {T, V} -> V after 0 -> none end end, send([{b, 1}, {a, 2}]), [F(a), F(b), F(c)] end),
    result("tail calls", fun() -> send(lists:seq(1, 1000) ++ [stop]), loop(0) end),
    result("after 0", fun() -> send([a, b]), R = receive c -> c after 0 -> none end, {R, drain()} end),
    result("after values", fun() -> [receive x -> x after id(T) -> {timed, T} end || T <- [0, 1, 2]] end),
    result("after in nested", fun() -> receive x -> x after 1 -> receive y -> y after 1 -> z end end end),
    result("only after", fun() -> send([kept]), receive after 1 -> ok end, drain() end),
    result("no match stays", fun() -> send([{a, 1}, {b, 2}]), receive {c, _} -> c after 1 -> ok end, drain() end),
    result("timeout then match", fun() -> Me = self(), spawn(fun() -> receive after 5 -> Me ! late end end), A = receive late -> early after 0 -> none end, B = receive late -> late end, {A, B} end),
    result("messages while waiting", fun() -> Me = self(), spawn(fun() -> [begin Me ! {noise, N}, erlang:yield() end || N <- lists:seq(1, 50)], Me ! wanted end), R = receive wanted -> got end, {R, length(drain())} end),
    result("ref receive", fun() -> send(lists:duplicate(1000, noise)), R = make_ref(), self() ! {R, x}, A = receive {R, V} -> V end, {A, length(drain())} end),
    result("ref made early", fun() -> R = make_ref(), send(lists:duplicate(100, noise)), self() ! {R, early}, F = fun(Q) -> receive {Q, V} -> V after 0 -> none end end, {F(R), F(make_ref()), length(drain())} end),
    result("monitor ref", fun() -> send([a, b]), {P, R} = spawn_monitor(fun() -> exit(done) end), {receive {'DOWN', R, process, P, X} -> X end, drain()} end),
    result("two refs", fun() -> R1 = make_ref(), R2 = make_ref(), self() ! {R2, two}, self() ! {R1, one}, {receive {R1, A} -> A end, receive {R2, B} -> B end} end),
    result("ref across calls", fun() -> R = ask(self(), q), send([z]), self() ! {R, answer}, {wait_for(R), drain()} end),
    result("ref and timeout", fun() -> R = make_ref(), send([z]), {receive {R, _} -> got after 1 -> timed end, drain()} end),
    result("large message", fun() -> B = lists:seq(1, 50000), send([{big, B}]), receive {big, L} -> lists:sum(L) end end),
    result("shared parts", fun() -> T = {lists:seq(1, 10)}, send([{T, T}]), receive {A, B} -> A =:= B end end),
    result("self in message", fun() -> self() ! {self(), make_ref(), fun() -> 5 end}, receive {P, R, F} -> {P =:= self(), is_reference(R), F()} end end),
    result("count", fun() -> send([a, b, c]), {message_queue_len, N} = process_info(self(), message_queue_len), {messages, M} = process_info(self(), messages), drain(), {N, M} end),
    result("select deep", fun() -> send(lists:seq(1, 3000)), R = [receive N -> N end || N <- [3000, 1, 1500, 2999]], {R, length(drain())} end),
    result("exceptions keep the queue", fun() -> send([a, b]), catch receive b -> error(oops) end, drain() end),
    result("ping pong through clauses", fun() -> P = spawn_link(fun() -> server(#{}) end), R = [call(P, M) || M <- [{put, a, 1}, {put, b, 2}, {get, a}, {get, c}, size, clear, size]], P ! stop, R end),
    result("priority receive", fun() -> send([{low, 1}, {high, 2}, {low, 3}, {high, 4}]), prio() end),
    result("state machine", fun() -> P = spawn_link(fun() -> locked([], 3) end), [begin P ! {self(), D}, receive {P, X} -> X end end || D <- [1, 2, 3, push, 2, 1, 3]] end),
    result("receive in spawn order", fun() -> Me = self(), [spawn(fun() -> receive {go, N} -> Me ! {done, N} end end) ! {go, N} || N <- [1, 2, 3]], lists:sort([receive {done, N} -> N end || _ <- [1, 2, 3]]) end),
    result("rest", fun() -> drain() end).

send(L) -> [self() ! X || X <- L], ok.
drain() -> receive M -> [M | drain()] after 0 -> [] end.
loop(S) -> receive stop -> S; N -> loop(S + N) end.
ask(P, Q) -> R = make_ref(), P ! {ignored, Q}, receive {ignored, Q} -> ok end, R.
wait_for(R) -> receive {R, X} -> X end.
server(M) -> receive {P, R, {put, K, V}} -> P ! {R, ok}, server(M#{K => V}); {P, R, {get, K}} -> P ! {R, maps:find(K, M)}, server(M); {P, R, size} -> P ! {R, map_size(M)}, server(M); {P, R, clear} -> P ! {R, ok}, server(#{}); stop -> ok end.
call(P, X) -> R = make_ref(), P ! {self(), R, X}, receive {R, A} -> A after 60000 -> timeout end.
prio() -> receive {high, X} -> [{high, X} | prio()] after 0 -> receive {low, X} -> [{low, X} | prio()] after 0 -> [] end end.
locked(Seen, N) when length(Seen) =:= N -> open(lists:reverse(Seen));
locked(Seen, N) -> receive {P, D} when is_integer(D) -> P ! {self(), {digit, D}}, locked([D | Seen], N); {P, _} -> P ! {self(), locked}, locked(Seen, N) end.
open(Code) -> receive {P, push} -> P ! {self(), {opened, Code}}, locked([], 3); {P, _} -> P ! {self(), still_open}, open(Code) end.
