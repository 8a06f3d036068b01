%% Links: both directions, unlink, trap_exit, exit/2 with each reason, links to the dead, a table of all combinations.
-module(links).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    process_flag(trap_exit, true),
    Reasons = [normal, kill, killed, shutdown, {shutdown, x}, other, {complex, [1, "two"]}],
    result("linked exits", fun() -> [begin P = spawn_link(fun() -> exit(R) end), receive {'EXIT', P, X} -> X end end || R <- Reasons] end),
    result("returns", fun() -> P = spawn_link(fun() -> ok end), receive {'EXIT', P, X} -> X end end),
    [result({exit2, R, Trap}, fun() -> target(R, Trap) end) || R <- Reasons, Trap <- [false, true]],
    [result({linked_to_dying, R, Trap}, fun() -> linked(R, Trap) end) || R <- Reasons, Trap <- [false, true]],
    result("self exit normal, no trap", fun() -> show:down(fun() -> exit(self(), normal), receive after 50 -> exit(survived) end end) end),
    result("self exit normal, trap", fun() -> show:down(fun() -> process_flag(trap_exit, true), exit(self(), normal), receive {'EXIT', P, R} -> exit({got, P =:= self(), R}) after 60000 -> exit(survived) end end) end),
    result("self exit kill", fun() -> show:down(fun() -> process_flag(trap_exit, true), exit(self(), kill), receive after 60000 -> exit(survived) end end) end),
    result("link to dead, trap", fun() -> P = dead(), true = link(P), receive {'EXIT', P, X} -> X after 60000 -> none end end),
    result("link to dead, no trap", fun() -> P = dead(), show:down(fun() -> link(P), receive after 60000 -> ok end end) end),
    result("link to self", fun() -> {link(self()), element(2, process_info(self(), links)) =:= []} end),
    result("unlink", fun() -> P = spawn_link(fun() -> receive stop -> exit(boom) end end), unlink(P), P ! stop, receive {'EXIT', P, X} -> X after 50 -> none end end),
    result("unlink twice", fun() -> P = spawn(fun() -> ok end), {unlink(P), unlink(P)} end),
    result("unlink keeps old message", fun() -> P = spawn_link(fun() -> exit(boom) end), show:until(fun() -> {messages, L} = process_info(self(), messages), lists:member({'EXIT', P, boom}, L) end), unlink(P), receive {'EXIT', P, X} -> X after 0 -> none end end),
    result("double link", fun() -> P = spawn_link(fun() -> receive stop -> ok end end), link(P), link(P), {links, L} = process_info(self(), links), unlink(P), {links, L2} = process_info(self(), links), {length(L), length(L2)} end),
    result("chain", fun() -> chain(50) end),
    result("star", fun() -> star(100) end),
    result("links of both", fun() -> P = spawn_link(fun() -> receive {From, ask} -> From ! {links, process_info(self(), links)} end end), P ! {self(), ask}, receive {links, {links, L}} -> L =:= [self()] end end),
    result("exit bad", fun() -> exit(id(self), reason) end),
    result("exit dead", fun() -> exit(dead(), kill) end),
    result("flag", fun() -> {process_flag(trap_exit, false), process_flag(trap_exit, true), process_info(self(), trap_exit)} end),
    result("error reason", fun() -> P = spawn_link(fun() -> error(bad) end), receive {'EXIT', P, {bad, [{?MODULE, _, _, _} | _]}} -> with_stack end end),
    result("throw reason", fun() -> P = spawn_link(fun() -> throw(ball) end), receive {'EXIT', P, {{nocatch, ball}, [_ | _]}} -> nocatch end end),
    receive M -> io:format("left over: ~w~n", [show:norm(M)]) after 0 -> ok end.

target(R, Trap) ->
    P = spawn(fun() -> process_flag(trap_exit, Trap), receive {ready, F} -> F ! ok end, receive {'EXIT', _, X} -> exit({trapped, X}); checked -> exit(survived) end end),
    Ref = monitor(process, P),
    P ! {ready, self()}, receive ok -> ok end,
    exit(P, R), P ! checked,
    receive {'DOWN', Ref, _, _, X} -> X end.

linked(R, Trap) ->
    Me = self(),
    P = spawn(fun() ->
        process_flag(trap_exit, Trap),
        Child = spawn_link(fun() -> receive go -> exit(R) end end),
        Me ! {self(), Child},
        receive {'EXIT', Child, X} -> exit({trapped, X}) after case {R, Trap} of {normal, false} -> 50; _ -> 60000 end -> exit(survived) end
    end),
    Ref = monitor(process, P),
    receive {P, C} -> C ! go end,
    receive {'DOWN', Ref, _, _, X} -> X end.

dead() -> {P, R} = spawn_monitor(fun() -> ok end), receive {'DOWN', R, _, _, _} -> P end.

chain(N) -> show:down(fun() -> chain_link(N), receive after 2000 -> ok end end).
chain_link(0) -> exit(end_of_chain);
chain_link(N) -> spawn_link(fun() -> chain_link(N - 1), receive after 2000 -> ok end end).

star(N) ->
    Me = self(),
    Ps = [spawn(fun() -> receive {link, P} -> link(P), Me ! linked end, receive after 5000 -> ok end end) || _ <- lists:seq(1, N)],
    Center = spawn(fun() -> receive die -> exit(star_died) end end),
    Refs = [monitor(process, P) || P <- Ps],
    [begin P ! {link, Center}, receive linked -> ok end end || P <- Ps],
    Center ! die,
    lists:usort([receive {'DOWN', R, _, _, X} -> X end || R <- Refs]).
