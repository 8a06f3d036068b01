%% Spawning past the limit of processes: system_limit by every way to spawn, what the logger is told, and that the node goes on.
%% erl: +P 1024 -s full_process_table main -s init stop
-module(full_process_table).
-export([main/0]).

main() ->
    Reports = spawn_link(fun() -> reports([]) end),
    erlang:system_flag(system_logger, Reports),
    Full = fill([]),
    Limit = erlang:system_info(process_limit),
    io:format("full at the limit: ~p~n", [erlang:system_info(process_count) =:= Limit]),
    io:format("spawn: ~p~n", [attempt(fun() -> spawn(fun ok/0) end)]),
    io:format("spawn/3: ~p~n", [attempt(fun() -> spawn(erlang, now, []) end)]),
    io:format("spawn_link: ~p~n", [attempt(fun() -> spawn_link(fun ok/0) end)]),
    io:format("spawn_monitor: ~p~n", [attempt(fun() -> spawn_monitor(fun ok/0) end)]),
    io:format("spawn_opt: ~p~n", [attempt(fun() -> spawn_opt(fun ok/0, [link, {priority, high}]) end)]),
    Request = spawn_request(fun ok/0, [{reply_tag, answer}]),
    io:format("spawn_request: ~p~n", [receive {answer, Request, E, R} -> {E, R} end]),
    Silent = spawn_request(fun ok/0, [{reply, success_only}, {reply_tag, answer}]),
    io:format("spawn_request without an answer: ~p~n", [receive {answer, Silent, _, _} -> answered after 100 -> none end]),
    io:format("proc_lib: ~p~n", [attempt(fun() -> proc_lib:spawn_link(fun ok/0) end)]),
    io:format("gen_server: ~p~n", [attempt(fun() -> gen_server:start(?MODULE, [], []) end)]),
    io:format("links: ~p~n", [length(element(2, process_info(self(), links)))]),
    One = hd(Full),
    M = monitor(process, One),
    exit(One, kill),
    receive {'DOWN', M, _, _, Why} -> io:format("one is gone: ~p~n", [Why]) end,
    io:format("room for one: ~p~n", [is_pid(spawn(fun() -> receive stop -> ok end end))]),
    io:format("and no more: ~p~n", [attempt(fun() -> spawn(fun ok/0) end)]),
    Reports ! {tell, self()},
    %% How many is open: others on the node may have tried to spawn, too, and reports may still be on their way.
    receive {reports, All} -> [io:format("~p~n", [Report]) || Report <- lists:usort(All)] end,
    erlang:system_flag(system_logger, logger),
    [exit(P, kill) || P <- tl(Full)].

ok() -> ok.
fill(Full) ->
    try spawn(fun() -> receive stop -> ok end end) of
        P -> fill([P | Full])
    catch error:system_limit -> Full
    end.
attempt(F) -> try F() of V -> {value, V} catch C:E:S -> {C, E, top(S)} end.
%% The function that raised, wherever it stands in its file.
top([{M, F, _, _} | _]) -> {M, F}.

reports(All) ->
    receive
        {log, Level, Format, Args, #{error_logger := Origin, pid := Pid} = Meta} ->
            reports([{Level, Format, Args, Origin, is_pid(Pid), lists:sort(maps:keys(Meta))} | All]);
        {log, Level, Format, Args, Meta} -> reports([{Level, Format, Args, lists:sort(maps:keys(Meta))} | All]);
        {tell, To} -> To ! {reports, All}, reports(All);
        _ -> reports(All)
    end.
