%% proc_lib, gen and gen_server on top of each other in a small system: a worker pool with a queue, under load.
-module(gen_protocols).
-behaviour(gen_server).
-behaviour(supervisor).
-export([main/0, start_pool/0, start_worker/1, init/1, handle_call/3, handle_cast/2, handle_info/2]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    process_flag(trap_exit, true),
    {ok, Sup} = supervisor:start_link(?MODULE, top),
    result("one job", fun() -> job(fun() -> 6 * 7 end) end),
    result("many jobs", fun() -> Me = self(), [spawn(fun() -> Me ! {r, job(fun() -> I * I end)} end) || I <- lists:seq(1, 200)], lists:sum([receive {r, {ok, X}} -> X end || _ <- lists:seq(1, 200)]) end),
    result("crashing job", fun() -> job(fun() -> error(in_job) end) end),
    result("pool lives", fun() -> [job(fun() -> N end) || N <- [1, 2, 3, 4, 5]] end),
    result("killed worker", fun() -> Me = self(), spawn(fun() -> Me ! {k, job(fun() -> exit(self(), kill), receive after infinity -> ok end end)} end), R = receive {k, X} -> X after 60000 -> none end, {R, job(fun() -> alive end)} end),
    result("children", fun() -> lists:sort([{I, T} || {I, _, T, _} <- supervisor:which_children(Sup)]) end),
    result("state", fun() -> {pool, Free, Q, Busy} = sys:get_state(gp_pool), {length(Free) =< 3, queue:len(Q), map_size(Busy) =< 3} end),
    result("shutdown", fun() -> unlink(Sup), R = monitor(process, Sup), exit(Sup, shutdown), X = receive {'DOWN', R, _, _, Y} -> Y end, {X, whereis(gp_pool)} end).

job(F) -> gen_server:call(gp_pool, {job, F}).
start_pool() -> gen_server:start_link({local, gp_pool}, ?MODULE, pool, []).
start_worker(_) -> gen_server:start_link(?MODULE, worker, []).

init(top) -> {ok, {#{strategy => one_for_one, intensity => 100}, [#{id => pool, start => {?MODULE, start_pool, []}} | [#{id => {worker, I}, start => {?MODULE, start_worker, [I]}} || I <- [1, 2, 3]]]}};
init(pool) -> {ok, {pool, [], queue:new(), #{}}};
init(worker) -> gen_server:cast(gp_pool, {free, self()}), {ok, worker}.

handle_call({job, F}, From, {pool, Free, Q, Busy}) -> {noreply, dispatch({pool, Free, queue:in({F, From}, Q), Busy})}.
handle_cast({free, W}, {pool, Free, Q, Busy}) -> {noreply, dispatch({pool, [W | Free], Q, Busy})};
handle_cast({run, F, From, Pool}, worker) -> gen_server:reply(From, {ok, F()}), gen_server:cast(Pool, {done, self()}), {noreply, worker};
handle_cast({done, W}, {pool, Free, Q, Busy}) -> {{R, _}, B2} = maps:take(W, Busy), demonitor(R, [flush]), {noreply, dispatch({pool, [W | Free], Q, B2})}.
handle_info({'DOWN', _, process, W, R}, {pool, Free, Q, Busy}) ->
    case maps:take(W, Busy) of
        {{_, From}, B2} -> gen_server:reply(From, {failed, case R of {E, [_ | _]} -> E; _ -> R end}), {noreply, dispatch({pool, Free, Q, B2})};
        error -> {noreply, {pool, lists:delete(W, Free), Q, Busy}}
    end.

dispatch({pool, [W | Free], Q, Busy} = S) ->
    case queue:out(Q) of
        {{value, {F, From}}, Q2} -> R = monitor(process, W), gen_server:cast(W, {run, F, From, self()}), dispatch({pool, Free, Q2, Busy#{W => {R, From}}});
        {empty, _} -> S
    end;
dispatch(S) -> S.
