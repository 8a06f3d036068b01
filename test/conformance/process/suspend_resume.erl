%% suspend_process and resume_process: counting, options, death of either side.
-module(suspend_resume).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    P = counter(),
    result("runs", fun() -> {ask(P), ask(P)} end),
    result("suspended", fun() -> erlang:suspend_process(P), P ! {self(), ask}, X = receive {P, N} -> N after 50 -> silent end, {X, process_info(P, status)} end),
    result("resumed", fun() -> erlang:resume_process(P), receive {P, N} -> N after 60000 -> silent end end),
    result("counts", fun() -> erlang:suspend_process(P), erlang:suspend_process(P), erlang:resume_process(P), P ! {self(), ask}, X = receive {P, N} -> N after 30 -> silent end, erlang:resume_process(P), {X, receive {P, M} -> M after 60000 -> silent end} end),
    result("suspending", fun() -> erlang:suspend_process(P), {suspending, [{P2, A, B}]} = process_info(self(), suspending), erlang:resume_process(P), {P =:= P2, A, B} end),
    result("unless", fun() -> [erlang:suspend_process(P, [unless_suspending]), erlang:suspend_process(P, [unless_suspending]), erlang:resume_process(P)] end),
    result("async", fun() -> true = erlang:suspend_process(P, [asynchronous]), show:until(fun() -> process_info(P, status) =:= {status, suspended} end), X = process_info(P, status), erlang:resume_process(P), X end),
    result("not suspended", fun() -> erlang:resume_process(P) end),
    result("self", fun() -> erlang:suspend_process(self()) end),
    result("suspender dies", fun() -> show:call(fun() -> erlang:suspend_process(P), ok end), ask(P) end),
    result("busy process", fun() -> Q = spawn(fun() -> spin(0) end), erlang:suspend_process(Q), {_, R1} = process_info(Q, reductions), receive after 30 -> ok end, {_, R2} = process_info(Q, reductions), exit(Q, kill), R1 =:= R2 end),
    result("message while suspended", fun() -> erlang:suspend_process(P), [P ! {self(), ask} || _ <- [1, 2, 3]], {_, L} = process_info(P, message_queue_len), erlang:resume_process(P), {L, length([receive {P, _} -> x end || _ <- [1, 2, 3]])} end),
    exit(P, kill),
    result("dead", fun() -> erlang:suspend_process(P) end),
    result("bad", fun() -> erlang:suspend_process(id(a)) end).

counter() -> spawn(fun() -> count(0) end).
count(N) -> receive {From, ask} -> From ! {self(), N}, count(N + 1) end.
ask(P) -> P ! {self(), ask}, receive {P, N} -> N after 60000 -> silent end.
spin(N) -> spin(N + 1).
