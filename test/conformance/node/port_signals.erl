%% Ports as Erlang sees them: names, data, owners, links, monitors, exit and bad signals, information.
-module(port_signals).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

cat() -> open_port({spawn, "cat"}, [binary]).
next() -> receive X -> X after 60000 -> none end.
all(N) -> [next() || _ <- lists:seq(1, N)].

body() ->
    process_flag(trap_exit, true),
    result("open", fun() -> [catch_open(W, S) || {W, S} <- [{{spawn_executable, "/no/such"}, []}, {{spawn_executable, "/etc/passwd"}, []}, {{spawn, ""}, []}, {{fd, a, 1}, []}, {{spawn, "cat"}, [foo]}, {{spawn, "cat"}, [{packet, 3}]}, {{spawn, "cat"}, [{line, 0}]}, {{spawn, "cat"}, [{args, []}]}, {{spawn, "cat"}, foo}, {{spawn_driver, "no_such_driver"}, []}]] end),
    flush(),
    result("name", fun() -> P = cat(), register(a_port, P), R = [erlang:port_info(P, registered_name), whereis(a_port) =:= P, a_port ! {self(), {command, "x"}}, next(), port_close(a_port), next(), whereis(a_port)], R end),
    result("data", fun() -> P = cat(), A = erlang:port_get_data(P), erlang:port_set_data(P, {deep, ["term", #{a => 1}]}), B = erlang:port_get_data(P), erlang:port_set_data(P, small), C = erlang:port_get_data(P), port_close(P), next(), {A, B, C} end),
    result("info", fun() -> P = cat(), port_command(P, "12345"), next(), R = [erlang:port_info(P, I) || I <- [name, connected, links, input, output, registered_name, monitors, monitored_by, locking, parallelism, queue_size]], {os_pid, N} = erlang:port_info(P, os_pid), K = [Key || {Key, _} <- erlang:port_info(P)], port_close(P), next(), {R, is_integer(N), K, erlang:port_info(P), erlang:port_info(P, links)} end),
    result("bad info", fun() -> P = cat(), R = [catch_error(fun() -> erlang:port_info(P, foo) end), catch_error(fun() -> erlang:port_info(foo, links) end)], port_close(P), next(), R end),
    result("closed", fun() -> P = cat(), [port_close(P), next()] ++ [catch_error(F) || F <- [fun() -> port_close(P) end, fun() -> port_command(P, "x") end, fun() -> erlang:port_get_data(P) end, fun() -> erlang:port_set_data(P, x) end, fun() -> port_connect(P, self()) end, fun() -> port_control(P, 1, "x") end]] ++ [P ! {self(), {command, "x"}}, next_soon()] end),
    result("close", fun() -> P = cat(), P ! {self(), close}, all(2) end),
    result("connect", fun() -> P = cat(), Me = self(), Q = spawn(fun() -> receive go -> ok end, P ! {self(), {command, "from q"}}, receive M -> Me ! {got, M} end, P ! {self(), {connect, Me}}, receive M2 -> Me ! {got, M2} end end), P ! {self(), {connect, Q}}, A = next(), Q ! go, B = all(2), C = erlang:port_info(P, connected), port_close(P), {A, B, C, next()} end),
    result("port_connect", fun() -> P = cat(), [port_connect(P, self()), catch_error(fun() -> port_connect(P, foo) end), port_close(P), next()] end),
    result("kill", fun() -> P = cat(), exit(P, kill), next() end),
    result("normal", fun() -> P = cat(), exit(P, normal), next() end),
    result("reason", fun() -> P = cat(), exit(P, {some, "reason"}), next() end),
    flush(),
    result("bad command", fun() -> P = cat(), [catch_error(fun() -> port_command(P, "x", [foo]) end), port_command(P, "x", [nosuspend]), next(), catch_error(fun() -> port_command(P, "x", [force]) end), port_close(P), next()] end),
    result("monitor", fun() -> P = cat(), register(monitored, P), R1 = monitor(port, P), R2 = monitor(port, monitored), R3 = monitor(port, P), demonitor(R3), port_close(P), Ms = lists:sort(all(3)), Left = next_soon(), {[case M of {'DOWN', R1, A, _, C} -> {first, A, C}; {'DOWN', R2, A, {N, _}, C} -> {second, A, N, C}; O -> O end || M <- Ms], Left} end),
    result("monitor closed", fun() -> P = cat(), port_close(P), next(), R = monitor(port, P), {'DOWN', R, T, _, W} = next(), {T, W} end),
    result("link", fun() -> Me = self(), P = cat(), unlink(P), Q = spawn(fun() -> process_flag(trap_exit, true), link(P), Me ! linked, receive M -> Me ! {q, M} end end), linked = next(), {links, L} = erlang:port_info(P, links), A = L =:= [Q], port_close(P), {A, next(), next_soon()} end),
    result("owner dies", fun() -> Me = self(), {Q, R} = spawn_monitor(fun() -> P = cat(), Me ! P, receive stop -> exit(bye) end end), P = next(), M = monitor(port, P), Q ! stop, [case X of {'DOWN', M, port, _, W} -> {port, W}; {'DOWN', R, process, _, W} -> {process, W} end || X <- lists:sort(all(2))] end),
    result("ports", fun() -> Before = length(erlang:ports()), P = cat(), A = lists:member(P, erlang:ports()), port_close(P), next(), {A, length(erlang:ports()) - Before} end),
    result("driver", fun() -> {ok, F} = file:open(<<"in memory">>, [ram, read, write, binary]), [file:read(F, 2), file:position(F, eof), file:write(F, "!"), file:pread(F, 0, 100), file:close(F)] end),
    result("list to port", fun() -> P = cat(), L = erlang:port_to_list(P), R = list_to_port(L) =:= P, port_close(P), next(), {R, is_port(P), lists:prefix("#Port<0.", L)} end).

next_soon() -> receive X -> X after 50 -> none end.
catch_error(F) -> try F() catch C:R -> {C, R} end.
catch_open(What, Settings) -> try P = open_port(What, Settings), port_close(P), flush(), opened catch error:R -> R end.
flush() -> receive _ -> flush() after 100 -> ok end.
