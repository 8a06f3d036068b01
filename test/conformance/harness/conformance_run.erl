%% Runs conformance programs one after the other in one node: `-run conformance_run main SECONDS PROGRAM…`, where a
%% program is a module with main/0 or the path of an Elixir script. Each program's output stands between two markers;
%% what it leaves behind is removed before the next one.
-module(conformance_run).
-export([main/1]).

%% OTP's own; qlc's parse transform, for one, sets another.
-define(BACKTRACE_DEPTH, 8).

main([Seconds | Names]) ->
    Limit = list_to_integer(Seconds) * 1000,
    lists:foreach(fun(Name) -> one(filename:extension(Name), Name, Limit) end, Names),
    halt(0).

one(".exs", File, Limit) ->
    start_elixir(filename:dirname(File)),
    run(filename:basename(File, ".exs"), 'Elixir.Code', eval_file, [list_to_binary(File)], Limit);
one("", Module, Limit) ->
    run(Module, list_to_atom(Module), main, [], Limit).

%% What `elixir` itself does before it runs a script; and what the scripts print with.
start_elixir(Folder) ->
    case application:ensure_all_started(elixir) of
        {ok, []} -> ok;
        {ok, [_ | _]} -> 'Elixir.Code':require_file(<<"../harness/show.exs">>, list_to_binary(Folder))
    end.

run(Name, Module, Function, Arguments, Limit) ->
    io:put_chars([30, "begin ", Name, $\n]),
    Applications = [A || {A, _, _} <- application:which_applications()],
    Processes = processes(),
    Tables = ets:all(),
    Names = registered(),
    {Pid, Ref} = spawn_monitor(Module, Function, Arguments),
    receive
        {'DOWN', Ref, process, Pid, normal} -> ok;
        {'DOWN', Ref, process, Pid, Reason} -> io:format("~n*** main ended with ~p~n", [Reason])
    after Limit ->
        Where = process_info(Pid, [current_function, status]),
        exit(Pid, kill),
        io:format("~n*** no end after ~w ms: ~w~n", [Limit, Where])
    end,
    [application:stop(A) || {A, _, _} <- application:which_applications(), not lists:member(A, Applications)],
    clean(Processes, Tables, Names),
    erlang:system_flag(backtrace_depth, ?BACKTRACE_DEPTH),
    io:put_chars([30, "end", $\n]).

clean(Processes, Tables, Names) ->
    Left = processes() -- Processes,
    Monitors = [{P, monitor(process, P)} || P <- Left, not kept(P)],
    [exit(P, kill) || {P, _} <- Monitors],
    [receive {'DOWN', R, process, _, _} -> ok after 5000 -> ok end || {_, R} <- Monitors],
    [catch unregister(N) || N <- registered() -- Names, not is_pid(whereis(N))],
    [catch ets:delete(T) || T <- ets:all() -- Tables, ets:info(T, owner) =:= self()],
    flush().

%% Servers that OTP starts when they are first needed stay.
kept(Pid) ->
    case process_info(Pid, registered_name) of
        {registered_name, Name} -> lists:member(Name, [timer_server, inet_db, inet_gethost_native, pg, logger_proxy,
                                                       global_group, dist_util, net_kernel, disk_log_server, dets, dets_sup]);
        _ -> lists:member(kernel_safe_sup, ancestors(Pid))
    end.

ancestors(Pid) ->
    case process_info(Pid, dictionary) of
        {dictionary, D} -> proplists:get_value('$ancestors', D, []);
        undefined -> []
    end.

flush() -> receive _ -> flush() after 0 -> ok end.
