%% The text that the default formatter makes of crashes: gen_server, supervisor, proc_lib, plain processes; pids normalised.
-module(crash_reports).
-behaviour(gen_server).
-behaviour(supervisor).
-export([main/0, init/1, handle_call/3, handle_cast/2, worker/1, log/2]).
-import(show, [result/2]).

main() ->
    logger:update_handler_config(default, level, none),
    logger:add_handler(cr_test, ?MODULE, #{config => self(), level => all}),
    logger:set_primary_config(level, all),
    show:call(fun body/0),
    logger:set_primary_config(level, none),
    logger:remove_handler(cr_test),
    logger:update_handler_config(default, level, all).

body() ->
    process_flag(trap_exit, true),
    logger:update_handler_config(cr_test, config, self()),
    case_("spawned error", fun() -> spawn(fun() -> worker(error) end) end, 1),
    case_("spawned exit", fun() -> spawn(fun() -> exit(quiet) end) end, 0),
    case_("spawned throw", fun() -> spawn(fun() -> throw(ball) end) end, 1),
    case_("badarith", fun() -> spawn(fun() -> worker(1) end) end, 1),
    case_("undef", fun() -> spawn(no_module, no_function, [1]) end, 1),
    case_("proc_lib error", fun() -> proc_lib:spawn(fun() -> worker(error) end) end, 1),
    case_("gen_server crash", fun() -> {ok, P} = gen_server:start(?MODULE, server, []), catch gen_server:call(P, crash) end, 2),
    case_("gen_server bad return", fun() -> {ok, P} = gen_server:start(?MODULE, server, []), catch gen_server:call(P, bad) end, 2),
    case_("gen_server stop", fun() -> {ok, P} = gen_server:start(?MODULE, server, []), catch gen_server:call(P, {stop, strange}) end, 2),
    case_("unexpected info", fun() -> {ok, P} = gen_server:start(?MODULE, server, []), P ! surprise, gen_server:stop(P) end, 1),
    case_("supervisor restarts", fun() -> {ok, S} = supervisor:start_link(?MODULE, sup), [{_, P, _, _}] = supervisor:which_children(S), exit(P, kill), show:until(fun() -> [{_, Q, _, _}] = supervisor:which_children(S), is_pid(Q) andalso Q =/= P end), unlink(S), exit(S, shutdown) end, 1),
    case_("supervisor gives up", fun() -> supervisor:start_link(?MODULE, badsup) end, 1).

case_(Name, F, N) ->
    io:format("== ~s~n", [Name]),
    F(),
    First = [receive {text, T} -> T after 60000 -> "nothing\n" end || _ <- lists:seq(1, N)],
    Texts = First ++ rest(),
    [io:format("~ts~n", [T]) || T <- lists:sort(Texts)].

rest() -> receive {text, T} -> [T | rest()] after 60 -> [] end.

log(#{msg := Msg, meta := Meta} = Ev, #{config := To}) ->
    case Msg of
        {report, #{label := {supervisor, progress}}} -> ok;
        _ ->
            Text = unicode:characters_to_list(logger_formatter:format(Ev#{meta := Meta#{time => 0}}, #{template => [level, ": ", msg, "\n"], legacy_header => false, single_line => false})),
            To ! {text, clean(Text)}
    end.

clean(T) ->
    lists:foldl(fun({Re, To}, A) -> re:replace(A, Re, To, [global, unicode, {return, list}]) end, T,
        [{"<[0-9]+\\.[0-9]+\\.[0-9]+>", "<pid>"}, {"#Ref<[0-9.]+>", "#Ref<>"}, {"#Fun<([a-z_]+)\\.[0-9]+\\.[0-9]+>", "#Fun<\\1>"}, {"(reductions|heap_size|stack_size|total_heap_size): [0-9]+", "\\1: N"},
         {"line,[0-9]+", "line,N"}, {"\\(([a-z_/]*/)?([a-z_]+\\.erl), line [0-9]+\\)", "(\\2)"}, {"\"[^\"]*/([a-z_]+\\.erl)\"", "\"\\1\""}, {"messages: .*", "messages: []"}, {"message_queue_len: .*", "message_queue_len: N"}]).

init(server) -> {ok, state};
init(sup) -> {ok, {#{}, [#{id => w, start => {?MODULE, worker, [start]}}]}};
init(badsup) -> {ok, {#{}, [#{id => b, start => {?MODULE, worker, [fail]}}]}}.
handle_call(crash, _, _) -> error(told_to);
handle_call(bad, _, _) -> nonsense;
handle_call({stop, R}, _, S) -> {stop, R, S}.
handle_cast(_, S) -> {noreply, S}.
worker(error) -> error({deliberate, [1, 2]});
worker(start) -> {ok, spawn_link(fun() -> receive stop -> ok end end)};
worker(fail) -> {error, cannot};
worker(N) -> N / (N - 1).
