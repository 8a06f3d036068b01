%% apply and spawn with more arguments than a function can have, and with too many.
%% erl: -kernel logger_level none -noshell -s many_arguments main -s init stop
-module(many_arguments).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    [begin
         Args = lists:seq(1, N),
         result({N, "apply/3"}, fun() -> short(fun() -> apply(lists, no_such_function, Args) end) end),
         result({N, "apply/3 by name"}, fun() -> M = id(lists), short(fun() -> apply(M, id(no_such_function), Args) end) end),
         result({N, "apply/2 of an external fun"}, fun() -> short(fun() -> apply(id(fun lists:map/2), Args) end) end),
         result({N, "spawn"}, fun() -> {P, R} = spawn_monitor(lists, no_such_function, Args), down(P, R) end),
         result({N, "spawn_link"}, fun() -> process_flag(trap_exit, true), P = spawn_link(lists, no_such_function, Args), receive {'EXIT', P, {Why, [{M, F, A, _} | _]}} -> {Why, M, F, length(A)} end end),
         result({N, "spawn_request"}, fun() -> R = erlang:spawn_request(lists, no_such_function, Args, [monitor]), receive {spawn_reply, R, ok, P} -> down(P, R) end end),
         result({N, "initial call"}, fun() -> P = erlang:spawn_opt(lists, no_such_function, Args, [{priority, low}]), initial_call(P) end)
     end || N <- [254, 255, 256, 300, 1000, 1022]],
    [result({N, "too many"}, fun() -> short(fun() -> apply(lists, no_such_function, lists:seq(1, N)) end) end) || N <- [1023, 1024, 2000]],
    [begin
         Args = lists:seq(1, N),
         result({N, "hibernate"}, fun() -> {P, R} = spawn_monitor(fun() -> erlang:hibernate(lists, no_such_function, Args) end), P ! x, down(P, R) end),
         result({N, "hibernate in a catch"}, fun() -> {P, R} = spawn_monitor(fun() -> exit(catch {caught, erlang:hibernate(lists, no_such_function, Args)}) end), P ! x, down(P, R) end)
     end || N <- [0, 255, 256, 1023, 1024, 1025, 2000]],
    [result({N, "spawn too many"}, fun() -> {P, R} = spawn_monitor(lists, no_such_function, lists:seq(1, N)), down(P, R) end) || N <- [1023, 1024, 2000]],
    result("hibernate improper", fun() -> erlang:hibernate(lists, foo, id([a | b])) end),
    result("hibernate nowhere", fun() -> erlang:hibernate(id(1), foo, []) end),
    result("improper", fun() -> apply(lists, foo, id([a | b])) end),
    result("spawn improper", fun() -> spawn(lists, foo, id([a | b])) end),
    [result({make_fun, N}, fun() -> erlang:make_fun(id(lists), foo, id(N)) end) || N <- [0, 255, 256, -1]].

short(F) ->
    try F()
    catch error:{badarity, {_, A}} -> {badarity, length(A)};
          error:Reason:Stack -> case Stack of [{M, Fn, A, _} | _] when Reason =:= undef, is_list(A) -> {undef, M, Fn, length(A)}; _ -> Reason end
    end.
down(P, R) -> receive {'DOWN', R, process, P, Reason} -> outcome(Reason) end.
outcome({Why, [{M, F, A, _} | _]}) -> {Why, M, F, length(A)};
outcome({'EXIT', Reason}) -> {'EXIT', outcome(Reason)}.
%% It may be over before it is asked.
initial_call(P) ->
    R = monitor(process, P),
    Call = process_info(P, initial_call),
    receive {'DOWN', R, process, P, _} -> ok end,
    case Call of {initial_call, {lists, no_such_function, _}} -> ok; undefined -> ok; Other -> Other end.
