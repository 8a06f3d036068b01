%% Group leaders: inheritance, changing one's own and another's, leaders that are gone.
-module(group_leaders).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    G = spawn_link(fun leader/0),
    result("own", fun() -> is_pid(group_leader()) end),
    result("inherited", fun() -> O = group_leader(), group_leader(G, self()), R = show:call(fun() -> show:call(fun() -> group_leader() =:= G end) end), group_leader(O, self()), R end),
    result("of another", fun() -> P = spawn(fun() -> receive {F, ask} -> F ! {gl, group_leader()} end end), true = group_leader(G, P), P ! {self(), ask}, receive {gl, X} -> X =:= G end end),
    result("process_info", fun() -> P = spawn(fun() -> receive stop -> ok end end), group_leader(G, P), R = process_info(P, group_leader) =:= {group_leader, G}, P ! stop, R end),
    result("to itself", fun() -> show:call(fun() -> group_leader(self(), self()), group_leader() =:= self() end) end),
    result("dead process", fun() -> group_leader(G, show:dead()) end),
    result("bad", fun() -> [try group_leader(id(A), id(B)) catch error:E -> E end || {A, B} <- [{x, self()}, {self(), x}, {undefined, self()}]] end),
    result("output goes there", fun() -> O = group_leader(), group_leader(G, self()), io:format("hidden ~w", [1]), group_leader(O, self()), G ! {self(), last}, receive {last, L} -> L end end),
    result("dead leader", fun() -> show:call(fun() -> group_leader(show:dead(), self()), try io:format("x") catch error:E -> E end end) end),
    unlink(G), exit(G, kill).

leader() -> leader(none).
leader(Last) ->
    receive
        {io_request, F, R, {put_chars, _, M, Fn, A}} -> F ! {io_reply, R, ok}, leader(lists:flatten(apply(M, Fn, A)));
        {io_request, F, R, {put_chars, _, C}} -> F ! {io_reply, R, ok}, leader(C);
        {P, last} -> P ! {last, Last}, leader(Last)
    end.
