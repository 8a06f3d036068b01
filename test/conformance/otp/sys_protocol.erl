%% sys: get_state, replace_state, get_status, suspend and resume, statistics, log, install, terminate; a special process.
-module(sys_protocol).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).
-export([special_init/1, system_continue/3, system_terminate/4, system_get_state/1, system_replace_state/2, system_code_change/4]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    {ok, P} = gen_server:start({local, sys_srv}, ?MODULE, 5, []),
    result("get_state", fun() -> sys:get_state(P) end),
    result("replace_state", fun() -> [sys:replace_state(P, fun(N) -> N * 2 end), sys:get_state(sys_srv)] end),
    result("replace fails", fun() -> [element(1, catch_it(fun() -> sys:replace_state(P, fun(_) -> error(no) end) end)), sys:get_state(P)] end),
    result("suspend", fun() -> ok = sys:suspend(P), R = (catch gen_server:call(P, get, 20)), ok = sys:resume(P), {element(1, R), gen_server:call(P, get)} end),
    flush(),
    result("status", fun() -> {status, P2, {module, M}, [D, S, Pa, Dbg, Misc]} = sys:get_status(P), {P2 =:= P, M, is_list(D), S, Pa =:= P, Dbg, [K || {K, _} <- Misc], proplists:get_value(data, Misc) =/= undefined} end),
    result("statistics", fun() -> ok = sys:statistics(P, true), gen_server:call(P, get), gen_server:cast(P, x), gen_server:call(P, get), {ok, L} = sys:statistics(P, get), sys:statistics(P, false), [{K, V} || {K, V} <- L, K =:= messages_in orelse K =:= messages_out] end),
    result("no statistics", fun() -> sys:statistics(P, get) end),
    result("log", fun() -> ok = sys:log(P, {true, 3}), [gen_server:call(P, get) || _ <- [1, 2, 3]], {ok, L} = sys:log(P, get), sys:log(P, false), {length(L), [element(1, E) || E <- L]} end),
    result("install", fun() -> Me = self(), F = fun(S, E, _) -> Me ! {event, element(1, E)}, S + 1 end, ok = sys:install(P, {F, 0}), gen_server:call(P, get), gen_server:cast(P, y), gen_server:call(P, get), ok = sys:remove(P, F), [receive {event, K} -> K after 0 -> none end || _ <- lists:seq(1, 6)] end),
    flush(),
    result("install done", fun() -> F = fun(_, _, _) -> done end, sys:install(P, {F, x}), gen_server:call(P, get), sys:remove(P, F) end),
    result("no_debug", fun() -> sys:no_debug(P) end),
    result("terminate", fun() -> R = monitor(process, P), [sys:terminate(P, {shutdown, told}), receive {'DOWN', R, _, _, X} -> X end] end),
    result("no process", fun() -> element(1, catch_it(fun() -> sys:get_state(no_such_proc) end)) end),
    {ok, S} = proc_lib:start_link(?MODULE, special_init, [self()]),
    result("special", fun() -> S ! {self(), ask}, [receive {S, X} -> X end, sys:get_state(S), sys:replace_state(S, fun(X2) -> {new, X2} end), sys:suspend(S), sys:change_code(S, ?MODULE, old, extra), sys:resume(S), sys:get_state(S)] end),
    result("special status", fun() -> {status, _, {module, M}, [_, St, _, _, Misc]} = sys:get_status(S), {M, St, Misc} end),
    unlink(S),
    result("special terminate", fun() -> R = monitor(process, S), sys:terminate(S, bye), receive {'DOWN', R, _, _, X} -> X end end),
    result("debug_options", fun() -> [sys:debug_options([]), length(sys:debug_options([statistics, {log, 5}]))] end).

flush() -> receive _ -> flush() after 0 -> ok end.
catch_it(F) -> try F() catch K:R -> {K, R} end.
init(N) -> {ok, N}.
handle_call(get, _, S) -> {reply, S, S}.
handle_cast(_, S) -> {noreply, S}.
handle_info(_, S) -> {noreply, S}.

special_init(Parent) -> proc_lib:init_ack(Parent, {ok, self()}), loop(Parent, sys:debug_options([]), state0).
loop(Parent, D, S) ->
    receive
        {system, From, R} -> sys:handle_system_msg(R, From, Parent, ?MODULE, D, S);
        {From, ask} -> From ! {self(), S}, loop(Parent, D, S)
    end.
system_continue(Parent, D, S) -> loop(Parent, D, S).
system_terminate(R, _, _, _) -> exit({special, R}).
system_get_state(S) -> {ok, S}.
system_replace_state(F, S) -> N = F(S), {ok, N, N}.
system_code_change(S, _, old, extra) -> {ok, {changed, S}}.
