%% Exceptions, receive, calls of all kinds: to be damaged.
-module(hostile_control).
-export([run/0, attempt/1, nested/2, old/1, ask/2, selective/1, apply_it/3, deep/1, after_it/1, tail/2]).

run() ->
    R = {[attempt(F) || F <- raises()], nested(1, 0), old(fun() -> exit(gone) end), ask(echo(), hello), selective(5),
         apply_it(lists, reverse, [[1, 2, 3]]), deep(50), after_it(fun() -> 3 end), tail(100, [])},
    erlang:phash2(R).

raises() ->
    [fun() -> 1 end, fun() -> throw(ball) end, fun() -> exit({no, reason}) end, fun() -> error(bad, [a]) end, fun() -> hd(ident([])) end,
     fun() -> {ok, _} = ident(error) end, fun() -> case ident(1) of 2 -> ok end end, fun() -> N = length(ident([])), if N > 1 -> ok end end].
ident(X) -> X.

attempt(F) ->
    try F() of
        1 -> one;
        X -> {other, X}
    catch
        throw:T -> {thrown, T};
        exit:{_, R} -> {left, R};
        error:E:S -> {failed, E, length(S) > 0};
        C:_ -> C
    end.

nested(A, B) ->
    try
        try A div B catch error:badarith when A =:= 0 -> zero end
    catch
        error:R:S ->
            try erlang:raise(error, {again, R}, S) catch _:{again, X} -> {X, A} after put(nested, B) end
    after
        erase(nested)
    end.

old(F) -> case catch F() of {'EXIT', R} -> {exited, R}; V -> V end.

echo() -> spawn(fun() -> receive {From, Ref, M} -> From ! {Ref, {echo, M}} after 1000 -> ok end end).

ask(Pid, Message) ->
    Ref = monitor(process, Pid),
    Pid ! {self(), Ref, Message},
    receive
        {Ref, Answer} -> demonitor(Ref, [flush]), Answer;
        {'DOWN', Ref, process, _, Reason} -> {down, Reason}
    after 1000 -> timeout
    end.

selective(N) ->
    [self() ! {number, X} || X <- lists:seq(1, N)],
    A = receive {number, X} when X =:= N -> X after 10 -> none end,
    {A, flush([])}.
flush(Acc) -> receive {number, X} -> flush([X | Acc]) after 0 -> Acc end.

apply_it(M, F, A) -> {apply(M, F, A), M:F(hd(A)), erlang:apply(fun(X) -> length(X) end, A)}.

deep(0) -> [];
deep(N) -> [N | deep(N - 1)].

after_it(F) -> try F() after put(done, true), garbage_collect() end.

tail(0, Acc) -> length(Acc);
tail(N, Acc) when N rem 2 =:= 0 -> tail(N - 1, [{N} | Acc]);
tail(N, Acc) -> tail(N - 1, [[N | Acc]]).
