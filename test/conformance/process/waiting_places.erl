%% Where a process that waits is, for current_location, current_stacktrace and current_function: the head of its receive.
-module(waiting_places).
-export([main/0, plain/0, after_call/1, timed/1, only_timeout/0, in_case/1, nested/0, hibernating/0, in_catch/0, two/1, in_fun/0, tail/1]).
-import(show, [result/2]).

main() ->
    Start = fun(F, A) -> spawn(?MODULE, F, A) end,
    [result({F, Item}, fun() -> P = Start(F, A), R = waiting(P, Item), exit(P, kill), R end)
        || {F, A} <- [{plain, []}, {after_call, [x]}, {timed, [600000]}, {only_timeout, []}, {in_case, [a]}, {in_case, [b]}, {nested, []},
                      {hibernating, []}, {in_catch, []}, {two, [1]}, {two, [2]}, {in_fun, []}, {tail, [3]}],
           Item <- [current_location, current_stacktrace, current_function]],
    result(gen_server, fun() ->
        {ok, P} = proc_lib:start_link(?MODULE, after_call, [started]), R = waiting(P, current_stacktrace), unlink(P), exit(P, kill), R end),
    result(itself, fun() -> {current_location, {M, F, A, [_, {line, L}]}} = process_info(self(), current_location), {M, F, A, L} end).

waiting(P, Item) ->
    case process_info(P, [status, Item]) of
        [{status, waiting}, {Item, V}] -> cut(V);
        _ -> erlang:yield(), waiting(P, Item)
    end.

cut(L) when is_list(L) -> [cut(X) || X <- L];
cut({M, F, A, [{file, _}, {line, L}]}) -> {M, F, A, L};
cut(X) -> X.

plain() ->
    receive
        stop ->
            ok
    end.

after_call(X) ->
    case X of started -> proc_lib:init_ack({ok, self()}); _ -> ok end,
    self() ! {some, X},
    receive
        {other, Y} ->
            erlang:demonitor(Y, [flush]),
            {ok, X};
        {third, _} ->
            exit(third)
    end.

timed(T) ->
    put(a, lists:reverse([1])),
    receive
        {other, Y} ->
            erlang:demonitor(Y, [flush]);
        stop -> ok
    after T ->
        erlang:display(never),
        receive x -> y after 0 -> exit(never) end
    end.

only_timeout() ->
    put(b, 1),
    receive after 500000 -> ok end.

in_case(X) ->
    case show:id(X) of
        a ->
            receive {a, _} -> ok end;
        b ->
            put(c, show:id(1)),
            receive {b, _} -> ok after infinity -> ok end
    end.

nested() ->
    [inner(show:id(y))].

inner(Y) ->
    Z = [receive {Y, V} -> V end],
    {Z, Y}.

hibernating() ->
    proc_lib:hibernate(?MODULE, plain, []).

in_catch() ->
    catch begin
        put(d, show:id(1)),
        receive gone -> exit(here) end
    end.

two(N) ->
    self() ! first,
    receive first -> ok end,
    case N of
        1 -> ok;
        2 -> put(e, show:id(2))
    end,
    receive second -> ok end.

in_fun() ->
    F = fun(X) ->
        receive X -> ok end
    end,
    F(show:id(q)),
    ok.

tail(0) -> receive never -> ok end;
tail(N) -> tail(N - 1).
