%% Ports to programs and os:cmd: output, exit status, input, lines, environment, working folder, closing.
-module(os_commands).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    process_flag(trap_exit, true),
    result("cmd", fun() -> [os:cmd("echo hello"), os:cmd("printf '%s' \"a b\""), os:cmd("exit 3"), os:cmd("echo err >&2")] end),
    result("find", fun() -> [filename:basename(os:find_executable("sh")), os:find_executable("no_such_program_here")] end),
    result("status", fun() -> P = open_port({spawn, "sh -c 'echo out; exit 7'"}, [exit_status]), collect(P, []) end),
    result("binary", fun() -> P = open_port({spawn_executable, os:find_executable("printf")}, [{args, ["%s-%s", "x", <<"y z">>]}, binary, exit_status]), collect(P, []) end),
    result("line", fun() -> P = open_port({spawn, "printf 'one\\ntwo two\\nthree\\n'"}, [{line, 5}, exit_status]), collect(P, []) end),
    result("cat", fun() -> P = open_port({spawn, "cat"}, [binary]), P ! {self(), {command, "to cat\n"}}, A = receive {P, {data, D}} -> D after 60000 -> none end, P ! {self(), close}, B = receive {P, closed} -> closed after 60000 -> none end, {A, B} end),
    result("port_command", fun() -> P = open_port({spawn, "cat"}, [binary]), [port_command(P, ["a", <<"b">>]), receive {P, {data, D}} -> D after 60000 -> none end, port_close(P), receive {'EXIT', P, R} -> R after 60000 -> none end] end),
    result("packet", fun() -> P = open_port({spawn, "cat"}, [{packet, 2}, binary]), port_command(P, "framed"), R = receive {P, {data, D}} -> D after 60000 -> none end, port_close(P), R end),
    result("env and cd", fun() -> P = open_port({spawn, "sh -c 'echo $OC_VAR; pwd'"}, [{env, [{"OC_VAR", "value"}]}, {cd, "/"}, exit_status]), collect(P, []) end),
    result("stderr", fun() -> P = open_port({spawn, "sh -c 'echo e >&2'"}, [stderr_to_stdout, exit_status]), collect(P, []) end),
    result("eof", fun() -> P = open_port({spawn, "echo x"}, [eof]), A = receive {P, {data, D}} -> D end, B = receive {P, eof} -> eof after 60000 -> none end, port_close(P), {A, B} end),
    result("info", fun() -> P = open_port({spawn, "cat"}, []), R = [erlang:port_info(P, connected) =:= {connected, self()}, erlang:port_info(P, name), lists:member(P, erlang:ports()), is_integer(element(2, erlang:port_info(P, os_pid))), erlang:port_info(P, links) =:= {links, [self()]}], port_close(P), R ++ [erlang:port_info(P)] end),
    result("owner dies", fun() -> Me = self(), spawn(fun() -> P = open_port({spawn, "cat"}, []), Me ! {p, P} end), P = receive {p, X} -> X end, show:until(fun() -> erlang:port_info(P) =:= undefined end) end),
    result("connect", fun() -> Me = self(), P = open_port({spawn, "cat"}, [binary]), Q = spawn(fun() -> receive {P, {data, D}} -> Me ! {got, D} end end), true = port_connect(P, Q), unlink(P), port_command(P, "for q"), R = receive {got, D} -> D after 60000 -> none end, R end),
    result("big", fun() -> P = open_port({spawn, "cat"}, [binary]), B = binary:copy(<<"0123456789">>, 20000), port_command(P, B), R = gather(P, byte_size(B), 0), port_close(P), R end),
    result("missing", fun() -> open_port({spawn_executable, "/no/such/file"}, []) end),
    result("bad", fun() -> open_port(id({foo, "x"}), []) end),
    result("closed", fun() -> P = open_port({spawn, "cat"}, []), port_close(P), port_command(P, "x") end),
    result("monitor", fun() -> P = open_port({spawn, "cat"}, []), R = monitor(port, P), port_close(P), receive {'DOWN', R, port, P, X} -> X after 60000 -> none end end),
    result("not a string", fun() -> os:cmd(id([a])) end).

collect(P, A) -> receive {P, {exit_status, S}} -> {join(lists:reverse(A)), S}; {P, {data, D}} -> collect(P, [D | A]) after 60000 -> {timeout, A} end.
join([{_, _} | _] = L) -> L;
join([B | _] = L) when is_binary(B) -> iolist_to_binary(L);
join(L) -> lists:append(L).
gather(_, N, N) -> N;
gather(P, N, M) -> receive {P, {data, D}} -> gather(P, N, M + byte_size(D)) after 60000 -> {only, M} end.
