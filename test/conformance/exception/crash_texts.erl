%% What a crashed process leaves in the log as text: error reports of plain processes, crash reports of proc_lib, every form of reason.
-module(crash_texts).
-behaviour(gen_server).
-export([main/0, log/2, init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2, plib/1]).

main() ->
    logger:update_handler_config(default, level, none),
    logger:set_primary_config(level, all),
    ok = logger:add_handler(crash_texts, ?MODULE, #{config => self(), level => all, filters => [], filter_default => log,
        formatter => {logger_formatter, #{template => [level, ": ", msg], single_line => false, legacy_header => false}}}),
    [plain(N, F) || {N, F} <- lists:enumerate(failures())],
    [plibs(N, F) || {N, F} <- lists:enumerate(failures())],
    [server(N, W) || {N, W} <- lists:enumerate([{call, error}, {call, exit}, {call, throw}, {call, bad}, {cast, error}, {info, exit}, {call, stop}, {call, shutdown}, {call, terminate}])],
    linked(),
    logger:remove_handler(crash_texts),
    logger:set_primary_config(level, none),
    logger:update_handler_config(default, level, all).

failures() ->
    [fun() -> error(plain_error) end, fun() -> exit(plain_exit) end, fun() -> exit(normal) end, fun() -> exit({shutdown, x}) end, fun() -> throw(thrown) end,
     fun() -> 1 / show:id(0) end, fun() -> {a, _} = show:id(b) end, fun() -> lists:nth(show:id(0), [a]) end, fun() -> no_module:f(1, "two", <<"three">>) end,
     fun() -> case show:id("str") of 1 -> ok end end, fun() -> (show:id(fun() -> ok end))(1) end, fun() -> erlang:error(with_args, [1, {two}, "3"]) end, fun() -> erlang:raise(error, raised, [{m, f, 1, [{file, "f.erl"}, {line, 2}]}]) end,
     fun() -> atom_to_list(show:id(1)) end, fun() -> ets:lookup(no_such_table, x) end, fun() -> error({tuple, "with string", <<"and binary">>, [{deep, #{map => 1}}]}) end, fun() -> maps:get(k, show:id(#{})) end, fun() -> exit({lists:duplicate(30, long), reason}) end, fun() -> error([1, 2, 3]) end, fun() -> exit("string reason") end].

%% The node reports these to its logger, which hands them on when it gets to it.
plain(N, F) ->
    {_, R} = spawn_monitor(F),
    Texts = receive {'DOWN', R, _, _, {_, [{_, _, _, _} | _]}} -> receive {text, T} -> [clean(T)] end; {'DOWN', R, _, _, _} -> [] end,
    io:format("plain ~w: ~ts~n", [N, indented(Texts)]).

plibs(N, F) ->
    P = proc_lib:spawn(?MODULE, plib, [F]),
    R = monitor(process, P), P ! go,
    receive {'DOWN', R, _, _, _} -> ok end,
    io:format("proc_lib ~w: ~ts~n", [N, texts()]).
plib(F) -> put(some, value), receive go -> ok end, F().

server(N, {How, What}) ->
    {ok, P} = gen_server:start({local, crash_texts_server}, ?MODULE, [], []),
    R = monitor(process, P),
    case How of
        call -> catch gen_server:call(P, What);
        cast -> gen_server:cast(P, What);
        info -> P ! What
    end,
    receive {'DOWN', R, _, _, _} -> ok end,
    io:format("server ~w: ~ts~n", [N, texts()]).

linked() ->
    process_flag(trap_exit, true),
    P = proc_lib:spawn_link(fun() -> process_flag(trap_exit, true), Q = proc_lib:spawn_link(fun() -> receive go -> error(child) end end), put(q, x), Q ! go, receive {'EXIT', Q, {R, _}} -> exit({from, R}) end end),
    receive {'EXIT', P, _} -> ok end,
    io:format("linked: ~ts~n", [texts()]).

%% These report themselves before they end.
texts() -> indented(got()).
indented(Texts) -> [["\n  | ", string:replace(T, "\n", "\n  | ", all)] || T <- Texts].
got() -> receive {text, T} -> [clean(T) | got()] after 0 -> [] end.

clean(T) ->
    lists:foldl(fun({Re, With}, Acc) -> re:replace(Acc, Re, With, [global, {return, list}, unicode]) end, T,
        [{"<[0-9]+\\.[0-9]+\\.[0-9]+>", "<PID>"}, {"#Ref<[0-9.]+>", "<REF>"}, {"#Fun<([a-z_]+)\\.[0-9.]+>", "#Fun<\\1>"}, {"(heap_size|stack_size|reductions): [0-9]+", "\\1: N"}, {"-fun-[0-9]+-", "-fun-"}, {"\"/[^\"]*/", "\""}]).

log(#{level := L, meta := M} = E, #{config := P, formatter := {F, C}}) ->
    case maps:get(pid, M, none) =:= whereis(application_controller) of
        true -> ok;
        false -> P ! {text, atom_to_list(L) ++ " " ++ unicode:characters_to_list(F:format(E, C))}
    end.

init([]) -> {ok, #{a => 1, list => "text"}}.
handle_call(error, _, _) -> error(in_call);
handle_call(exit, _, _) -> exit(in_call);
handle_call(throw, _, _) -> throw(in_call);
handle_call(bad, _, _) -> bad;
handle_call(stop, _, S) -> {stop, stopped, ok, S};
handle_call(shutdown, _, S) -> {stop, {shutdown, quietly}, ok, S};
handle_call(terminate, _, _) -> {stop, normal, ok, in_terminate}.
handle_cast(error, _) -> error(in_cast).
handle_info(exit, _) -> exit(in_info).
terminate(_, in_terminate) -> error(in_terminate);
terminate(_, _) -> ok.
