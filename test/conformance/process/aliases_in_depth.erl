%% Aliases: every kind, their ends, as targets of send in all forms, with monitors, in dead processes, timers, order, comparison, text.
%% What was sent to an alias is taken before the alias ends, since OTP leaves open what becomes of it otherwise.
-module(aliases_in_depth).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    Me = self(),
    result("explicit", fun() -> A = alias(), A ! one, A ! two, D = drain(), U = unalias(A), A ! three, {D, drain(), U, unalias(A)} end),
    result("explicit option", fun() -> A = alias([explicit_unalias]), A ! x, {drain(), unalias(A)} end),
    result("reply", fun() -> A = alias([reply]), A ! one, A ! two, {drain(), unalias(A)} end),
    result("reply from another", fun() -> A = alias([reply]), [spawn_monitor(fun() -> A ! {from, N} end) || N <- [1, 2, 3]], [receive {'DOWN', _, _, _, normal} -> ok end || _ <- [1, 2, 3]], {length(drain()), unalias(A)} end),
    [result({"bad", O}, fun() -> alias(O) end) || O <- [[x], x, [reply, explicit_unalias], [reply, x], [{alias, reply}]]],
    result("unalias forms", fun() -> [unalias(make_ref()), catch_(fun() -> unalias(x) end), catch_(fun() -> unalias(self()) end)] end),
    result("unalias of another's", fun() -> A = alias(), R = show:call(fun() -> unalias(A) end), A ! still, {R, drain(), unalias(A)} end),
    result("send forms", fun() -> A = alias(), [erlang:send(A, s1), erlang:send(A, s2, []), erlang:send(A, s3, [noconnect]), erlang:send(A, s4, [nosuspend]), erlang:send_nosuspend(A, s5), A ! s6, drain(), unalias(A)] end),
    result("send to no alias", fun() -> R = make_ref(), [R ! x, erlang:send(R, y), erlang:send(R, z, [nosuspend, noconnect]), drain()] end),
    [result({"monitor alias", K}, fun() ->
        P = spawn(fun() -> receive {to, A} -> A ! a1, A ! a2 end end), R = monitor(process, P, [{alias, K}]), P ! {to, R},
        W = monitor(process, P), receive {'DOWN', W, _, _, _} -> ok end, First = drain(), R ! late, {[norm(M) || M <- First], drain(), unalias(R), demonitor(R, [info])} end) || K <- [explicit_unalias, demonitor, reply_demonitor]],
    [result({"demonitor", K}, fun() -> P = spawn(fun() -> receive after infinity -> ok end end), R = monitor(process, P, [{alias, K}]), R ! one, O = drain(), D = demonitor(R, [info]), R ! two, X = {O, drain(), D, unalias(R)}, exit(P, kill), X end) || K <- [explicit_unalias, demonitor, reply_demonitor]],
    [result({"unalias keeps the monitor", K}, fun() -> P = spawn(fun() -> receive after infinity -> ok end end), R = monitor(process, P, [{alias, K}]), U = unalias(R), R ! no, exit(P, kill), {U, receive {'DOWN', R, _, _, X} -> X end, drain()} end) || K <- [explicit_unalias, demonitor, reply_demonitor]],
    [result({"dead already", K}, fun() -> P = spawn(fun() -> ok end), W = monitor(process, P), receive {'DOWN', W, _, _, _} -> ok end, R = monitor(process, P, [{alias, K}]), D = receive {'DOWN', R, _, _, X} -> X end, R ! after_down, {D, drain(), unalias(R)} end) || K <- [explicit_unalias, demonitor, reply_demonitor]],
    result("monitor bad", fun() -> [catch_(fun() -> monitor(process, Me, O) end) || O <- [[{alias, x}], [alias], x, [{tag, a}, {alias, demonitor}, {bad, 1}]]] end),
    result("tag and alias", fun() -> P = spawn(fun() -> exit(tagged) end), R = monitor(process, P, [{tag, {my, tag}}, {alias, reply_demonitor}]), receive {{my, tag}, R, process, P, X} -> {X =:= tagged orelse X =:= noproc, unalias(R)} end end),
    result("name", fun() -> register(aliases_depth_name, P = spawn(fun() -> receive {to, A} -> A ! named end end)), R = monitor(process, aliases_depth_name, [{alias, demonitor}]), P ! {to, R}, {receive named -> ok end, receive {'DOWN', R, process, {N, _}, X} -> {N, X} end} end),
    result("passed on", fun() -> A = alias(), P = spawn(fun() -> receive {a, B} -> Q = spawn(fun() -> receive {b, C} -> C ! far end end), Q ! {b, B} end end), P ! {a, A}, R = receive far -> got end, unalias(A), R end),
    result("owner dies", fun() -> {_, W} = spawn_monitor(fun() -> exit({alias, alias()}) end), A = receive {'DOWN', W, _, _, {alias, X}} -> X end, A ! nobody, {is_reference(A), drain(), unalias(A)} end),
    result("alias in messages", fun() -> A = alias(), A ! {self, A}, R = receive {self, B} -> B =:= A end, B2 = binary_to_term(term_to_binary(A)), B2 ! through, {R, B2 =:= A, drain(), unalias(A)} end),
    result("alias and text", fun() -> A = alias(), R = list_to_ref(ref_to_list(A)), R ! by_text, X = drain(), unalias(A), {R =:= A, X} end),
    result("order with pid sends", fun() -> A = alias(), [begin Me ! {p, N}, A ! {a, N} end || N <- [1, 2, 3]], X = drain(), unalias(A), X end),
    result("trap exit and alias", fun() -> process_flag(trap_exit, true), {P, R} = spawn_opt(fun() -> exit(bye) end, [link, {monitor, [{alias, reply_demonitor}]}]), A = receive {'EXIT', P, X} -> X end, B = receive {'DOWN', R, _, _, Y} -> Y end, R ! late, process_flag(trap_exit, false), {A, B, drain()} end),
    result("process_info", fun() -> A = alias(), {monitors, M} = process_info(Me, monitors), unalias(A), M end),
    result("process_info monitors", fun() -> P = spawn(fun() -> receive after infinity -> ok end end), R = monitor(process, P, [{alias, demonitor}]), {monitors, M} = process_info(Me, monitors), {monitored_by, B} = process_info(P, monitored_by), demonitor(R), exit(P, kill), {M =:= [{process, P}], B =:= [Me]} end),
    result("many", fun() -> As = [alias([reply]) || _ <- lists:seq(1, 500)], [A ! {m, N} || {N, A} <- lists:enumerate(As)], [A ! again || A <- As], lists:sum([N || {m, N} <- drain()]) end),
    result("call protocol", fun() ->
        S = spawn(fun L() -> receive {call, A, X} -> A ! {reply, A, X * 2}, L(); stop -> ok end end),
        Call = fun(X, T) -> R = monitor(process, S, [{alias, reply_demonitor}]), S ! {call, R, X}, receive {reply, R, Y} -> {ok, Y}; {'DOWN', R, _, _, E} -> {down, E} after T -> demonitor(R, [flush]), timeout end end,
        A = [Call(N, 5000) || N <- [1, 2, 3]], erlang:suspend_process(S), B = Call(9, 5), erlang:resume_process(S), C = Call(4, 5000), S ! stop, W = monitor(process, S), receive {'DOWN', W, _, _, _} -> ok end, {A, B, C, Call(5, 5000), drain()} end).

drain() -> receive M -> [M | drain()] after 0 -> [] end.
norm({'DOWN', _, process, _, R}) -> {down, R};
norm(M) -> M.
catch_(F) -> try F() catch C:R -> {C, R} end.
