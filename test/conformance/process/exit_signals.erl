%% Exit reasons through links and monitors together, kill against killed, exits while busy, exits in guards of order.
-module(exit_signals).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    result("kill a looping process", fun() -> {P, R} = spawn_monitor(fun() -> spin(0) end), exit(P, kill), receive {'DOWN', R, _, _, X} -> X end end),
    result("shutdown a looping process", fun() -> {P, R} = spawn_monitor(fun() -> spin(0) end), exit(P, stop_it), receive {'DOWN', R, _, _, X} -> X end end),
    result("normal does not end it", fun() -> {P, R} = spawn_monitor(fun() -> receive stop -> exit(stopped) end end), exit(P, normal), P ! stop, receive {'DOWN', R, _, _, X} -> X end end),
    result("kill through link is killed", fun() ->
        Me = self(),
        {P, R} = spawn_monitor(fun() -> Q = spawn_link(fun() -> receive after infinity -> ok end end), Me ! {q, Q}, receive after infinity -> ok end end),
        receive {q, Q} -> exit(Q, kill) end, receive {'DOWN', R, _, P, X} -> X end end),
    result("kill reason by exit/1 is kill to links", fun() ->
        {P, R} = spawn_monitor(fun() -> process_flag(trap_exit, true), Q = spawn_link(fun() -> exit(kill) end), receive {'EXIT', Q, X} -> exit({seen, X}) end end),
        receive {'DOWN', R, _, P, X} -> X end end),
    result("kill reason by exit/1 without trap", fun() ->
        {P, R} = spawn_monitor(fun() -> spawn_link(fun() -> exit(kill) end), receive after infinity -> ok end end),
        receive {'DOWN', R, _, P, X} -> X end end),
    result("messages then exit keep order", fun() ->
        process_flag(trap_exit, true), Me = self(),
        P = spawn_link(fun() -> Me ! 1, Me ! 2, exit(three) end),
        L = [receive M -> M end || _ <- [1, 2, 3]], process_flag(trap_exit, false), show:norm(L) end),
    result("exit then message", fun() ->
        {P, R} = spawn_monitor(fun() -> process_flag(trap_exit, true), collect(3, []) end),
        P ! a, exit(P, b), P ! c,
        receive {'DOWN', R, _, P, X} -> show:norm(X) end end),
    result("exit signal to a dead name", fun() -> catch exit(whereis(nobody), x) end),
    result("error in spawn_link without trap", fun() ->
        {P, R} = spawn_monitor(fun() -> spawn_link(fun() -> exit({bad, thing}) end), receive after infinity -> ok end end),
        receive {'DOWN', R, _, P, X} -> X end end),
    result("exit in receive after", fun() -> show:down(fun() -> receive after 5 -> exit(timed) end end) end),
    %% whether the flag or the signal comes first is open: it is seen when the process is scheduled out between them
    result("process_flag in time", fun() -> lists:member(show:down(fun() -> process_flag(trap_exit, true), exit(self(), a), process_flag(trap_exit, false), receive {'EXIT', _, a} -> exit(kept) after 60000 -> exit(lost) end end), [a, kept]) end),
    result("big reason", fun() -> {L, N} = show:down(fun() -> exit({lists:seq(1, 10000), 5}) end), {lists:sum(L), N} end),
    result("reason with binary", fun() -> B = binary:copy(<<"x">>, 1000), byte_size(show:down(fun() -> exit(<<B/binary, "y">>) end)) end),
    result("two links one exit each", fun() ->
        process_flag(trap_exit, true), P = spawn(fun() -> receive go -> exit(gone) end end), link(P), link(P), P ! go,
        A = receive {'EXIT', P, X} -> X end, B = receive {'EXIT', P, Y} -> Y after 30 -> none end, process_flag(trap_exit, false), {A, B} end),
    result("group", fun() ->
        {P, R} = spawn_monitor(fun() -> Ps = [spawn_link(fun() -> receive after infinity -> ok end end) || _ <- lists:seq(1, 20)], exit(lists:nth(10, Ps), together), receive after infinity -> ok end end),
        receive {'DOWN', R, _, P, X} -> X end end),
    result("suspended process is killed", fun() -> {P, R} = spawn_monitor(fun() -> receive after infinity -> ok end end), erlang:suspend_process(P), exit(P, kill), receive {'DOWN', R, _, P, X} -> X end end),
    result("exit(self) in catch", fun() -> show:down(fun() -> (catch exit(inside)), exit(outside) end) end),
    result("exit/2 to self is no exception", fun() -> show:down(fun() -> catch exit(self(), direct), exit(outside) end) end).

spin(N) -> spin(N + 1).
collect(0, A) -> exit({all, lists:reverse(A)});
collect(N, A) -> receive {'EXIT', _, X} -> collect(N - 1, [{exit, X} | A]); X -> collect(N - 1, [X | A]) after 60000 -> exit({some, lists:reverse(A)}) end.
