%% gen_event: add, delete, swap, supervised handlers, calls, crashes in handlers, notify and sync_notify.
-module(gen_event_handlers).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2, code_change/3]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    process_flag(trap_exit, true),
    {ok, M} = gen_event:start_link({local, ge_mgr}),
    A = {?MODULE, a}, B = {?MODULE, b},
    result("empty", fun() -> gen_event:which_handlers(M) end),
    result("add", fun() -> [gen_event:add_handler(M, A, 1), gen_event:add_handler(M, B, 2), gen_event:add_handler(M, A, 3), gen_event:which_handlers(M)] end),
    result("notify", fun() -> [gen_event:sync_notify(M, {add, 10}), gen_event:call(M, A, get), gen_event:call(M, B, get)] end),
    result("async notify", fun() -> [gen_event:notify(ge_mgr, {add, 5}), gen_event:call(M, A, get)] end),
    result("info", fun() -> M ! {add, 100}, gen_event:call(M, B, get) end),
    result("bad handler", fun() -> gen_event:call(M, nobody, get) end),
    result("delete", fun() -> [gen_event:delete_handler(M, B, why), gen_event:delete_handler(M, B, again), gen_event:which_handlers(M)] end),
    result("swap", fun() -> [gen_event:swap_handler(M, {A, swapped}, {B, fresh}), gen_event:call(M, B, get), gen_event:which_handlers(M)] end),
    result("remove in event", fun() -> [gen_event:sync_notify(M, remove), gen_event:which_handlers(M)] end),
    result("sup handler", fun() -> gen_event:add_sup_handler(M, A, 1), gen_event:sync_notify(M, remove), receive {gen_event_EXIT, H, R} -> {H, R} after 60000 -> none end end),
    result("crash", fun() -> gen_event:add_sup_handler(M, A, 1), gen_event:sync_notify(M, crash), X = receive {gen_event_EXIT, H, {'EXIT', {R, _}}} -> {H, R} after 60000 -> none end, {X, gen_event:which_handlers(M), is_process_alive(M)} end),
    result("crash in call", fun() -> gen_event:add_handler(M, A, 1), {element(1, gen_event:call(M, A, crash)), gen_event:which_handlers(M)} end),
    result("bad return", fun() -> gen_event:add_sup_handler(M, A, 1), gen_event:sync_notify(M, bad), receive {gen_event_EXIT, H, R} -> {H, R} after 60000 -> none end end),
    result("swap in event", fun() -> gen_event:add_handler(M, A, 9), gen_event:sync_notify(M, {swap, B}), [gen_event:which_handlers(M), gen_event:call(M, B, get)] end),
    result("bad init", fun() -> [gen_event:add_handler(M, {?MODULE, x}, {fail, F}) || F <- [error, other]] end),
    result("module only", fun() -> [gen_event:add_handler(M, ?MODULE, 7), gen_event:call(M, ?MODULE, get), gen_event:delete_handler(M, ?MODULE, x)] end),
    result("owner dies", fun() -> Me = self(), P = spawn(fun() -> gen_event:add_sup_handler(M, {?MODULE, own}, 1), Me ! added, receive stop -> exit(owner_gone) end end), receive added -> ok end, N1 = length(gen_event:which_handlers(M)), P ! stop, {N1, show:until(fun() -> length(gen_event:which_handlers(M)) =:= N1 - 1 end)} end),
    result("hibernate", fun() -> gen_event:add_handler(M, {?MODULE, h}, 0), gen_event:sync_notify(M, hibernate), gen_event:call(M, {?MODULE, h}, get) end),
    result("send_request", fun() -> R = gen_event:send_request(M, {?MODULE, h}, get), gen_event:wait_response(R, 60000) end),
    result("call timeout", fun() -> element(1, catch_it(fun() -> gen_event:call(M, {?MODULE, h}, sleep, 10) end)) end),
    M ! wake,
    gen_event:which_handlers(M),
    flush(),
    result("stop", fun() -> [gen_event:stop(M), receive {'EXIT', M, X} -> X end, collect([])] end),
    result("not running", fun() -> gen_event:notify(no_such_mgr, x) end).

flush() -> receive _ -> flush() after 0 -> ok end.
collect(A) -> receive X -> collect([X | A]) after 20 -> lists:sort(A) end.
catch_it(F) -> try F() catch K:R -> {K, R} end.

init({fail, error}) -> error(oops);
init({fail, other}) -> {error, refused};
init({fresh, Old}) -> {ok, {swapped_from, Old}};
init(N) -> {ok, N}.
handle_event({add, N}, S) when is_integer(S) -> {ok, S + N};
handle_event(remove, _) -> remove_handler;
handle_event(crash, _) -> error(crashed);
handle_event(bad, _) -> bad_return;
handle_event({swap, To}, S) -> {swap_handler, now, S, To, fresh};
handle_event(hibernate, S) -> {ok, S, hibernate};
handle_event(_, S) -> {ok, S}.
handle_call(get, S) -> {ok, S, S};
handle_call(crash, _) -> error(crashed);
handle_call(sleep, S) -> receive wake -> {ok, slept, S} end.
handle_info({add, N}, S) when is_integer(S) -> {ok, S + N};
handle_info(_, S) -> {ok, S}.
terminate(R, S) -> {term, case R of {error, {'EXIT', {E, _}}} -> {crash, E}; _ -> R end, S}.
code_change(_, S, _) -> {ok, S}.
