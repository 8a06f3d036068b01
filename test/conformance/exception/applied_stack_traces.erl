%% Where a trace begins when what fails was applied: of the BIFs, erlang:error, exit and throw show the function that
%% applied them, also when they replaced its frame.
-module(applied_stack_traces).
-export([main/0, list/3, list_in_body/3, spread/3, spread_in_body/3, function/3]).

main() ->
    Ways = [list, list_in_body, spread, spread_in_body, function],
    Calls = [{exit, [x]}, {throw, [x]}, {error, [x]}, {error, [x, [a, b]]}, {error, [x, none]}, {error, [x, [a], []]},
             {hd, [[]]}, {list_to_atom, [1]}, {exit, [1, 2]}, {raise, [error, x, []]}, {nif_error, [x]}, {unknown, [y]}],
    [t({Way, F, Args}, fun() -> ?MODULE:Way(erlang, F, Args) end) || {F, Args} <- Calls, Way <- Ways],
    [t({Way, nth}, fun() -> ?MODULE:Way(lists, nth, [0, []]) end) || Way <- Ways],
    {Pid, Ref} = spawn_monitor(erlang, error, [spawned]),
    receive {'DOWN', Ref, process, Pid, Reason} -> io:format("~p~n", [Reason]) end.

t(Label, F) ->
    try F() of
        V -> io:format("~p: value ~p~n", [Label, V])
    catch C:R:S -> io:format("~p: ~p ~p~n", [Label, C, {R, S}])
    end.

list(M, F, Args) -> apply(M, F, Args).
list_in_body(M, F, Args) -> {apply(M, F, Args)}.

spread(M, F, [A]) -> M:F(A);
spread(M, F, [A, B]) -> M:F(A, B);
spread(M, F, [A, B, C]) -> M:F(A, B, C).

spread_in_body(M, F, [A]) -> {M:F(A)};
spread_in_body(M, F, [A, B]) -> {M:F(A, B)};
spread_in_body(M, F, [A, B, C]) -> {M:F(A, B, C)}.

function(M, F, Args) ->
    Fun = erlang:make_fun(M, F, length(Args)),
    apply(Fun, Args).
