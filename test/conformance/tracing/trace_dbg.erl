%% alone: dbg is one for the node
%% dbg: tracers, patterns, match specifications made of funs, what it prints.
-module(trace_dbg).
-export([main/0, f/1, g/2]).
-include_lib("stdlib/include/ms_transform.hrl").

main() ->
    handler(),
    specs(),
    asked().

worker() -> spawn(fun loop/0).
loop() -> receive {From, F} -> V = F(), From ! {done, V}, loop() end.
work(P, F) -> P ! {self(), F}, receive {done, V} -> V end.

handler() ->
    Tester = self(),
    {ok, Tracer} = dbg:tracer(process, {fun(M, N) -> Tester ! {N, M}, N + 1 end, 0}),
    show:term(is_pid(Tracer)),
    P = worker(),
    show:term(dbg:tp(?MODULE, f, 1, dbg:fun2ms(fun([X]) when X > 1 -> return_trace(), message({caller(), X}) end))),
    show:term(dbg:tpl(?MODULE, g, [])),
    show:term(element(1, dbg:p(P, [c, m]))),
    work(P, fun() -> ?MODULE:f(1), ?MODULE:f(2), f(3) end),
    show:term(dbg:ctpl(?MODULE, g)),
    work(P, fun() -> ?MODULE:f(4) end),
    settle(P),
    show:term(dbg:stop_clear()),
    all(),
    exit(P, kill).

%% Until the tracer has seen everything.
settle(P) ->
    Ref = erlang:trace_delivered(P),
    receive {trace_delivered, P, Ref} -> ok end,
    {ok, T} = dbg:get_tracer(),
    sync(T).
sync(T) -> case process_info(T, [message_queue_len, status]) of
        [{message_queue_len, 0}, {status, waiting}] -> ok;
        _ -> timer:sleep(1), sync(T)
    end.
all() -> receive {N, M} when is_integer(N) -> show:term({N, show:norm(M)}), all() after 0 -> ok end.

specs() ->
    {ok, _} = dbg:tracer(process, {fun(_, _) -> ok end, ok}),
    show:term(dbg:tp(?MODULE, f, 1, [{'_', [], [{return_trace}]}])),
    show:term(dbg:tp(?MODULE, f, 1, [{'_', [], [{exception_trace}]}])),
    show:term(dbg:tp(?MODULE, f, 1, c)),
    show:term(dbg:tp(?MODULE, f, 1, [{nonsense}])),
    show:term(dbg:tp(no_such_module, f, 1, [])),
    dbg:ltp(),
    show:term(dbg:dtp()),
    dbg:ltp(),
    show:term(dbg:tp({?MODULE, '_', '_'}, [])),
    show:term(element(1, dbg:ctp())),
    show:term(dbg:n(node())),
    show:term(dbg:stop_clear()).

%% fun2ms, and flags by short names.
asked() ->
    show:term(dbg:fun2ms(fun([A, B]) when A > B, is_atom(A) -> message({A, B}) end)),
    show:term(dbg:fun2ms(fun(_) -> exception_trace(), silent(true), caller() end)),
    {ok, _} = dbg:tracer(process, {fun(_, _) -> ok end, ok}),
    P = worker(),
    [begin dbg:p(P, F), show:term({F, erlang:trace_info(P, flags)}), dbg:p(P, clear) end || F <- [s, r, m, c, p, [sos, sofs], [sol, sofl], all, [timestamp, arity, return_to]]],
    show:term(dbg:p(P, nonsense)),
    dbg:stop_clear(),
    exit(P, kill).

f(X) -> g(X, X + 1).
g(X, Y) -> X * Y.
