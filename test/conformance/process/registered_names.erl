%% register, unregister, whereis, registered, sends to names, names of the dead.
-module(registered_names).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    P = spawn(fun loop/0),
    result("register", fun() -> [register(rn_a, P), whereis(rn_a) =:= P, lists:member(rn_a, registered()), process_info(P, registered_name)] end),
    result("none", fun() -> [whereis(rn_b), process_info(self(), registered_name)] end),
    result("taken", fun() -> register(rn_a, self()) end),
    result("two names", fun() -> register(rn_b, P) end),
    result("send", fun() -> rn_a ! {self(), hi}, receive X -> X end end),
    result("send node", fun() -> {rn_a, node()} ! {self(), hi2}, receive X -> X end end),
    result("send unknown", fun() -> rn_zz ! hi end),
    result("send unknown node form", fun() -> {rn_zz, node()} ! hi end),
    result("erlang:send unknown", fun() -> erlang:send(rn_zz, hi, [nosuspend]) end),
    result("unregister", fun() -> [unregister(rn_a), whereis(rn_a)] end),
    result("unregister again", fun() -> unregister(rn_a) end),
    result("again", fun() -> [register(rn_a, P), register(rn_c, self()), unregister(rn_c)] end),
    result("death frees", fun() -> R = monitor(process, P), exit(P, kill), receive {'DOWN', R, _, _, X} -> {X, whereis(rn_a)} end end),
    result("dead pid", fun() -> register(rn_a, P) end),
    [result({bad, N}, fun() -> register(id(N), self()) end) || N <- [undefined, 1, "x", {a}]],
    result("not a pid", fun() -> register(rn_d, id(rn_d)) end),
    result("exit by name", fun() -> Q = spawn(fun loop/0), register(rn_e, Q), R = monitor(process, Q), exit(whereis(rn_e), bye), receive {'DOWN', R, _, _, X} -> X end end),
    result("race", fun() -> length([1 || true <- [show:call(fun() -> try register(rn_race, self()) catch error:badarg -> false end end) || _ <- lists:seq(1, 50)]]) end),
    result("init", fun() -> [is_pid(whereis(N)) || N <- [init, kernel_sup, code_server, application_controller, logger, user, file_server_2, erl_prim_loader]] end).

loop() -> receive {F, M} -> F ! {got, M}, loop() end.
