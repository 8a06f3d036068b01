%% Tokens of sequential tracing: setting and asking, how they travel, what takes them away.
-module(seq_trace_tokens).
-export([main/0, child/2]).
-import(show, [id/1]).

%% What is printed goes to other processes: it is done by one without a token.
main() ->
    Results = show:call(fun body/0),
    lists:foreach(fun({Label, Value}) -> io:format("~ts: ~0tp~n", [Label, show:norm(Value)]) end, Results).

body() ->
    Me = self(),
    Echo = spawn_link(fun echo/0),
    Trapper = spawn_link(fun() -> process_flag(trap_exit, true), trapper(Me) end),
    register(seq_trace_echo, Echo),
    Infos = [send, spawn, 'receive', print, timestamp, monotonic_timestamp, strict_monotonic_timestamp, label, serial, foo, "x"],
    Cases = [
        {"info without", fun() -> [attempt(fun() -> seq_trace:get_token(id(I)) end) || I <- Infos] end},
        {"info with", fun() -> token(), [attempt(fun() -> seq_trace:get_token(id(I)) end) || I <- Infos] end},
        {"set", fun() -> [{attempt(fun() -> seq_trace:set_token(id(I), true) end), seq_trace:get_token(), seq_trace:set_token([])} || I <- Infos] end},
        {"set badly", fun() -> [attempt(fun() -> erlang:seq_trace(id(I), id(V)) end) || {I, V} <- [{send, maybe}, {serial, {1, a}}, {serial, 5}, {serial, {1, 2, 3}}, {sequential_trace_token, x}, {7, true}, {serial, {1 bsl 70, 2}}]] end},
        {"label of any kind", fun() -> [begin seq_trace:set_token(label, id(L)), {label, V} = seq_trace:get_token(label), V =:= L end || L <- [a, 17, 1 bsl 80, "list", {t, [<<"bin">>]}, #{a => 1}, binary:copy(<<"x">>, 200)]] end},
        {"clear returns", fun() -> token(), {seq_trace:set_token([]), seq_trace:set_token([]), seq_trace:get_token()} end},
        {"restore", fun() -> token(), seq_trace:set_token('receive', true), T = seq_trace:set_token([]), seq_trace:set_token(T), seq_trace:get_token() end},
        {"print counts", fun() -> token(), A = seq_trace:print(x), B = seq_trace:print(17, y), C = erlang:seq_trace_print(18, z), {A, B, C, seq_trace:get_token()} end},
        {"print without", fun() -> {seq_trace:print(x), erlang:seq_trace_print(x), erlang:seq_trace_print(17, y), attempt(fun() -> seq_trace:print(id(atom), x) end)} end},
        {"send and answer", fun() -> token(), Echo ! {Me, hi}, T = seq_trace:get_token(), {T, got()} end},
        {"by name", fun() -> token(), seq_trace_echo ! {Me, hi}, got() end},
        {"by name and node", fun() -> token(), {seq_trace_echo, node()} ! {Me, hi}, got() end},
        {"by alias", fun() -> token(), A = alias(), A ! hi, got() end},
        {"to oneself", fun() -> token(), Me ! hi, got() end},
        {"no token takes it away", fun() -> token(), Q = spawn(fun() -> receive go -> seq_trace:set_token([]), Me ! plain end end), Q ! go, got() end},
        {"no receiver", fun() -> token(), Q = dead(), Q ! hi, T = seq_trace:get_token(), catch id(nobody_here) ! hi, {T, seq_trace:get_token()} end},
        {"timers leave it", fun() -> token(), erlang:send_after(1, Me, tick), A = got(), erlang:start_timer(1, Me, tock), {A, got()} end},
        {"receive after leaves it", fun() -> token(), receive after 1 -> ok end, seq_trace:get_token() end},
        {"selective receive", fun() -> Me ! first, token(), Me ! second, receive second -> ok end, A = seq_trace:get_token(), {A, got()} end},
        {"collections keep it", fun() -> token(), seq_trace:set_token(label, {big, lists:seq(1, 20), binary:copy(<<"y">>, 100)}), erlang:garbage_collect(), Me ! {x, lists:seq(1, 10)}, erlang:garbage_collect(), _ = lists:seq(1, 10000), {got(), seq_trace:get_token(label)} end},
        {"peeked messages", fun() -> token(), Me ! {one, 1}, Me ! {two, 2}, receive {two, _} -> ok end, erlang:garbage_collect(), A = seq_trace:get_token(), {A, got(), process_info(Me, messages)} end},
        {"messages of process_info", fun() -> token(), Me ! {m, 1}, M = process_info(Me, messages), got(), M end},
        {"exit/2 with an atom", fun() -> token(), exit(Trapper, foo), got() end},
        {"exit/2 with a tuple", fun() -> token(), exit(Trapper, {foo, bar}), got() end},
        {"link to the dead", fun() -> process_flag(trap_exit, true), token(), link(dead()), R = got(), process_flag(trap_exit, false), R end},
        {"link broken without token", fun() -> process_flag(trap_exit, true), Q = spawn_link(fun() -> receive stop -> exit(done) end end), Q ! stop, token(), R = got(), process_flag(trap_exit, false), R end},
        {"DOWN with an atom", fun() -> {Q, M} = spawn_monitor(fun() -> receive stop -> exit(done) end end), Q ! stop, token(), {M =:= M, got()} end},
        {"DOWN with a tuple", fun() -> {Q, M} = spawn_monitor(fun() -> receive stop -> exit({done, 1}) end end), Q ! stop, token(), {M =:= M, got()} end},
        {"table given away", fun() -> token(), T = ets:new(x, []), ets:give_away(T, Trapper, gift), got() end},
        {"of another process", fun() -> token(), Q = spawn(?MODULE, child, [Me, stay]), wait(Q), R = process_info(Q, sequential_trace_token), exit(Q, kill), {R, process_info(dead(), sequential_trace_token)} end},
        {"reset", fun() -> token(), Me ! {under, way}, true = seq_trace:reset_trace(), {seq_trace:get_token(), got(), begin seq_trace:set_token(label, 1), seq_trace:get_token() end} end},
        {"reset badly", fun() -> attempt(fun() -> erlang:system_flag(reset_seq_trace, id(false)) end) end},
        {"tracer", fun() -> [attempt(fun() -> seq_trace:set_system_tracer(T) end) || T <- [Me, Echo, id(false), id(foo), id({a, b, c}), dead(), id(17)]] ++ [seq_trace:get_system_tracer()] end},
        {"tracer that dies", fun() -> Q = spawn(fun() -> receive stop -> ok end end), seq_trace:set_system_tracer(Q), A = erlang:system_info(sequential_tracer), Q ! stop, wait_dead(Q), {A, seq_trace:get_system_tracer()} end}
    ],
    [{Label, begin Value = F(), seq_trace:set_token([]), drain(), Value end} || {Label, F} <- Cases].

token() ->
    seq_trace:set_token([]), seq_trace:set_token(serial, {1, 10}), seq_trace:set_token(label, 17), seq_trace:set_token(send, true).

got() -> receive M -> {M, seq_trace:get_token()} after 60000 -> none end.
drain() -> receive _ -> drain() after 0 -> ok end.
attempt(F) -> try F() catch C:R -> {C, R} end.
echo() -> receive {P, M} -> P ! {echo, M, seq_trace:get_token()}, echo() end.
trapper(Me) -> receive M -> Me ! {trapped, M, seq_trace:get_token()}, trapper(Me) end.
child(_, stay) -> receive after infinity -> ok end.
dead() -> T = seq_trace:set_token([]), P = spawn(fun() -> ok end), wait_dead(P), [seq_trace:set_token(T) || T =/= []], P.
wait_dead(P) -> R = monitor(process, P), receive {'DOWN', R, _, _, _} -> ok end.
wait(P) -> case process_info(P, status) of {status, waiting} -> ok; _ -> erlang:yield(), wait(P) end.
