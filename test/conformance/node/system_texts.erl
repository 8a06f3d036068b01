%% The break handler's texts: erlang:system_info(procs), (info) and (loaded).
-module(system_texts).
-export([main/0, waiting/1]).
-include("../harness/show.hrl").

main() ->
    P = spawn(?MODULE, waiting, [[held, <<"bytes">>, {1.5, "text"}]]),
    register(system_texts_waiting, P),
    P ! {first, message},
    P ! "second",
    link(P),
    monitor(process, P),
    %% Asking for them has the process take them in, which erl shows then.
    {messages, [_, _]} = process_info(P, messages),
    {status, waiting} = waits(P),
    Procs = erlang:system_info(procs),
    ?R(is_binary(Procs)),
    procs(string:split(Procs, "=proc:", all)),
    ?R([N || N <- ["=proc:<0.0.0>\nState: Waiting\nName: init\n", "\n=port:#Port<"], string:find(Procs, N) =/= nomatch]),
    info(erlang:system_info(info)),
    loaded(),
    exit(P, kill).

waits(P) ->
    case process_info(P, status) of
        {status, waiting} = S -> S;
        _ -> erlang:yield(), waits(P)
    end.

waiting(Held) ->
    process_flag(trap_exit, true),
    put(kept, [Held]),
    try receive never -> ok end catch _:_ -> Held end,
    {Held, done}.

procs(["" | Sections]) -> procs(Sections);
procs(Sections) ->
    [Section] = [S || S <- Sections, string:find(S, "\nName: system_texts_waiting\n") =/= nomatch],
    [_Pid | Lines] = string:lexemes(hd(string:split(Section, "=port:")), "\n"),
    [case L of
         <<C, _/binary>> when C =:= $y; C =:= $0 -> io:format("~ts~n", [code(L)]);
         _ -> line(string:split(L, ":"))
     end || L <- Lines].

%% What has the same value on every node; of the others, the label. (erl shows every queue of messages as empty.)
line([Label, Value]) when Label =:= <<"State">>; Label =:= <<"Name">>; Label =:= <<"Spawned as">>; Label =:= <<"Message queue length">>;
                          Label =:= <<"Dictionary">>; Label =:= <<"OldHeap">> ->
    io:format("~ts:~ts~n", [Label, Value]);
line([<<"Link list">>, Value]) ->
    io:format("Link list:~ts~n", [re:replace(re:replace(Value, "<0[.0-9]*>", "PID", [global]), "#Ref<[.0-9]*>", "REF", [global])]);
line([<<"Internal State">>, Value]) ->
    io:format("Internal State: ~p~n", [string:find(Value, "ACT_PRIO_NORMAL | USR_PRIO_NORMAL | PRQ_PRIO_NORMAL") =/= nomatch]);
line([<<"Program counter">>, Value]) -> io:format("Program counter:~ts~n", [code(Value)]);
line([Label, _]) -> io:format("~ts~n", [Label]);
line([Line]) -> io:format("~ts~n", [code(Line)]).

code(Text) -> re:replace(re:replace(Text, "0x[0-9a-f]{16}", "ADDRESS", [global]), "/(\\d+) \\+ \\d+\\)", "/\\1 + N)", [global]).

info(Text) ->
    ?R(is_binary(Text)),
    <<"=memory\n", Rest/binary>> = Text,
    [Memory | Sections] = string:split(Rest, "\n=", all),
    [begin
         [Name, Bytes] = string:split(L, ": "),
         io:format("~ts ~p~n", [Name, binary_to_integer(Bytes) > 0])
     end || L <- string:lexemes(Memory, "\n")],
    Heads = [hd(string:split(S, "\n")) || S <- Sections],
    ?R([H || H <- [<<"index_table:atom_tab">>, <<"index_table:module_code">>, <<"index_table:export_list">>, <<"allocated_areas">>], lists:member(H, Heads)]),
    [Atoms] = [S || <<"index_table:atom_tab\n", S/binary>> <- Sections],
    [begin
         {match, [N]} = re:run(Atoms, [K, ": (\\d+)"], [{capture, [1], binary}]),
         io:format("atoms ~ts ~p~n", [K, binary_to_integer(N) >= F])
     end || {K, F} <- [{"limit", erlang:system_info(atom_limit)}, {"entries", 5000}]].

loaded() ->
    %% Twice, so that there is an old version.
    {sofs, Code, _} = code:get_object_code(sofs),
    [begin code:purge(sofs), {module, sofs} = erlang:load_module(sofs, Code) end || _ <- [1, 2]],
    Text = erlang:system_info(loaded),
    ?R(is_binary(Text)),
    [Current, Old | Lines] = string:lexemes(Text, "\n"),
    ?R([hd(string:split(L, ":")) || L <- [Current, Old]]),
    ?R([hd(string:split(L, " ")) || L <- Lines, lists:prefix("system_texts ", binary_to_list(L)) orelse lists:prefix("lists ", binary_to_list(L))]),
    ?R(lists:all(fun(L) -> re:run(L, "^[^ ]+ [1-9][0-9]*( \\([1-9][0-9]* old\\))?$", [{capture, none}]) =:= match end, Lines)),
    ?R([re:replace(L, "[0-9]+", "N", [global, {return, list}]) || L <- Lines, lists:prefix("sofs ", binary_to_list(L))]),
    code:purge(sofs).
