%% backtrace_depth cuts the trace; stack of a process that died, of process_info, of a catch in old style.
-module(stack_depth).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    show:call(fun body/0).

body() ->
    [result({depth, D}, fun() -> erlang:system_flag(backtrace_depth, D), try deep(30) catch _:_:S -> length(S) end end) || D <- [8, 3, 0, 1, 12]],
    erlang:system_flag(backtrace_depth, 8),
    result("down reason", fun() -> {R, [{M, F, A, L} | _]} = show:down(fun() -> deep(0) end), {R, M, F, A, L =/= []} end),
    result("catch", fun() -> {'EXIT', {R, [{M, F, A, _} | _]}} = (catch deep(0)), {R, M, F, A} end),
    result("catch exit has none", fun() -> catch exit(reason) end),
    result("process_info", fun() -> {current_stacktrace, [{M, F, A, _} | _]} = process_info(self(), current_stacktrace), {M, F, A} end),
    result("waiting process", fun() ->
        P = spawn(fun() -> waits() end),
        erlang:yield(), timer:sleep(20),
        {current_stacktrace, [{M, F, A, L} | _]} = process_info(P, current_stacktrace),
        {current_function, CF} = process_info(P, current_function),
        exit(P, kill),
        {M, F, A, proplists:get_value(line, L) > 0, CF}
    end),
    result("initial call", fun() -> P = spawn(lists, reverse, [[]]), is_pid(P) end).

deep(0) -> error(bottom);
deep(N) -> [deep(N - 1)].
waits() -> receive x -> ok end, waits().
