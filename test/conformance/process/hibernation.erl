%% hibernate: continues in the function, keeps messages and dictionary, wakes at once if there is a message.
-module(hibernation).
-export([main/0, woken/1, again/2]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    Me = self(),
    result("wakes", fun() -> P = spawn(fun() -> erlang:hibernate(?MODULE, woken, [{Me, state}]) end), P ! hello, get_one() end),
    result("status", fun() -> P = spawn(fun() -> put(k, v), erlang:hibernate(?MODULE, woken, [{Me, s}]) end), asleep(P), I = process_info(P, [status, current_function, dictionary]), P ! done, {I, get_one()} end),
    result("message first", fun() -> P = spawn(fun() -> receive go -> erlang:hibernate(?MODULE, woken, [{Me, s2}]) end end), P ! early, P ! go, get_one() end),
    result("again", fun() -> P = spawn(fun() -> again(Me, 3) end), [begin asleep(P), P ! N end || N <- [1, 2, 3]], [get_one() || _ <- [1, 2, 3]] end),
    result("catch is gone", fun() -> element(1, show:down(fun() -> catch erlang:hibernate(?MODULE, woken, [wrong]) , exit(never) end)) end, fun(P) -> P end),
    result("proc_lib", fun() -> P = proc_lib:spawn(fun() -> proc_lib:hibernate(?MODULE, woken, [{Me, pl}]) end), asleep(P), P ! hey, get_one() end),
    result("stack is small", fun() -> P = spawn(fun() -> deep(10000, Me) end), asleep(P), {stack_size, S} = process_info(P, stack_size), P ! up, {S < 100, get_one()} end),
    result("timer", fun() -> P = spawn(fun() -> erlang:send_after(20, self(), timer), erlang:hibernate(?MODULE, woken, [{Me, t}]) end), {is_pid(P), get_one()} end),
    result("bad", fun() -> erlang:hibernate(id(1), woken, []) end),
    result("kill", fun() -> {P, R} = spawn_monitor(fun() -> erlang:hibernate(?MODULE, woken, [{Me, x}]) end), asleep(P), exit(P, kill), receive {'DOWN', R, _, _, X} -> X end end).

result(L, F, _) -> self() ! wake, result(L, fun() -> Me = self(), {P, R} = spawn_monitor(fun() -> catch erlang:hibernate(?MODULE, woken, [{Me, z}]), Me ! after_catch end), P ! m, A = get_one(), receive {'DOWN', R, _, _, X} -> {A, X} end end).
woken({To, S}) -> receive M -> To ! {woken, S, M, get(k)} end.
again(_, 0) -> ok;
again(To, N) -> receive M -> To ! {M, N}, again(To, N - 1) after 0 -> erlang:hibernate(?MODULE, again, [To, N]) end.
deep(0, Me) -> erlang:hibernate(?MODULE, woken, [{Me, deep}]);
deep(N, Me) -> [N | deep(N - 1, Me)].
get_one() -> receive wake -> get_one(); X -> X after 60000 -> none end.
asleep(P) -> case process_info(P, current_function) of {current_function, {erlang, hibernate, 3}} -> ok; _ -> receive after 1 -> asleep(P) end end.
