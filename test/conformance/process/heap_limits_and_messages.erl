%% max_heap_size counts what a process receives: it is killed, and the logger is told, when it takes in too much.
-module(heap_limits_and_messages).
-export([main/0, log/2]).
-import(show, [result/2]).

main() ->
    [result({Name, kill}, fun() -> ended(Limit, true, Send) end) || {Name, Limit, Send} <- cases()],
    [result({Name, only_log}, fun() -> ended(Limit, false, Send) end) || {Name, Limit, Send} <- cases()],
    result("report", fun report/0).

cases() ->
    Big = lists:seq(1, 200000),
    [{"one large message", 100000, fun(P) -> P ! {take, Big} end},
     {"many middling messages", 100000, fun(P) -> [P ! {take, lists:seq(1, 20000)} || _ <- lists:seq(1, 20)] end},
     {"small messages", 100000, fun(P) -> [P ! {take, I} || I <- lists:seq(1, 100)] end},
     {"large binary", 100000, fun(P) -> P ! {take, binary:copy(<<"x">>, 5000000)} end},
     {"large message within the limit", 2000000, fun(P) -> P ! {take, Big} end}].

%% How the receiver ended: it keeps all that it takes.
ended(Limit, Kill, Send) ->
    {P, R} = spawn_opt(fun() -> take([]) end, [monitor, {max_heap_size, #{size => Limit, kill => Kill, error_logger => false}}]),
    Send(P),
    P ! stop,
    receive {'DOWN', R, process, P, Why} -> Why end.

take(L) ->
    receive
        {take, X} -> touch(X), take([X | L]);
        stop -> erlang:garbage_collect(), exit({kept, length(L)})
    end.
touch(X) when is_list(X) -> lists:foldl(fun(I, S) -> [I, S | []], S + 1 end, 0, X);
touch(_) -> ok.

report() ->
    Me = self(),
    ok = logger:add_handler(heap_limits_and_messages, ?MODULE, #{config => Me}),
    ok = logger:set_handler_config(default, level, none),
    {P, R} = spawn_opt(fun() -> take([]) end, [monitor, {max_heap_size, 100000}]),
    P ! {take, lists:seq(1, 200000)},
    Why = receive {'DOWN', R, process, P, W} -> W end,
    Told = receive {logged, P, Level, Format, Args} -> {Level, lists:member("maximum heap size reached", string:split(Format, "Context:            ", all)), argument_kinds(Args), string:find(Format, "maximum heap size reached") =/= nomatch} after 10000 -> none end,
    logger:set_handler_config(default, level, all),
    logger:remove_handler(heap_limits_and_messages),
    {Why, Told}.

argument_kinds([P, Max, Total, Kill, Log, Queue, Info]) ->
    {is_pid(P), Max, Total >= Max, Kill, Log, Queue, [K || {K, V} <- Info, is_integer(V)]}.

log(#{level := Level, msg := {Format, Args}, meta := #{pid := P}}, #{config := To}) when is_list(Args) -> To ! {logged, P, Level, lists:flatten(Format), Args};
log(_, _) -> ok.
