%% What every conformance program may call.
-module(show).
-export([result/2, results/1, term/1, norm/1, id/1, down/1, call/1, sorted/1, until/1, dead/0, captured/1, timeless/1]).

%% Prints what F returns or raises, as one line.
result(Label, F) ->
    try F() of
        V -> io:format("~ts: ~0tp~n", [label(Label), norm(V)])
    catch
        Class:Reason -> io:format("~ts: ~w ~0tp~n", [label(Label), Class, norm(Reason)])
    end.

results(List) -> lists:foreach(fun({Label, F}) -> result(Label, F) end, List).

label(L) when is_list(L) -> L;
label(L) when is_binary(L) -> L;
label(L) -> io_lib:format("~0tp", [L]).

term(T) -> io:format("~0tp~n", [norm(T)]).

%% The value as it is, in a way that the compiler cannot see through.
id(X) -> X.

%% Pids, references, ports and funs replaced by what they are, since their numbers differ from run to run.
norm(P) when is_pid(P) -> '<pid>';
norm(R) when is_reference(R) -> '<ref>';
norm(P) when is_port(P) -> '<port>';
norm(F) when is_function(F) ->
    case erlang:fun_info(F, type) of
        {type, external} -> F;
        _ -> {'<fun>', element(2, erlang:fun_info(F, arity))}
    end;
norm([H | T]) -> [norm(H) | norm(T)];
norm(T) when is_tuple(T) -> list_to_tuple(norm(tuple_to_list(T)));
norm(M) when is_map(M) -> maps:from_list([{norm(K), norm(V)} || {K, V} <- maps:to_list(M)]);
norm(X) -> X.

%% A map as a sorted list, since the order of large maps is left open.
sorted(M) when is_map(M) -> lists:sort(maps:to_list(M)).

%% Runs F in a process of its own: how it ended, as a monitor sees it.
down(F) ->
    {P, R} = spawn_monitor(F),
    receive {'DOWN', R, process, P, Reason} -> Reason end.

%% Runs F in a process of its own and returns its value, or {exit, Reason}.
call(F) ->
    case down(fun() -> exit({'$value', F()}) end) of
        {'$value', V} -> V;
        Reason -> {exit, Reason}
    end.

%% Waits until F() is true, which it should become soon: no sleep is long enough on every machine. `never` after a minute.
until(F) -> until(F, erlang:monotonic_time(second) + 60).

until(F, End) ->
    case F() of
        true -> true;
        _ ->
            case erlang:monotonic_time(second) > End of
                true -> never;
                %% Whoever looks for something takes the messages that have come; process_info(self(), messages) alone does not.
                false -> receive '$never sent' -> ok after 1 -> until(F, End) end
            end
    end.

%% A process that has ended.
dead() ->
    {P, R} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', R, process, P, _} -> P end.

%% What F and the processes that it starts write, as text; F's value is lost.
captured(F) ->
    Old = group_leader(), Writer = spawn_link(fun() -> collect([]) end),
    group_leader(Writer, self()),
    try F() after group_leader(Old, self()) end,
    Writer ! {written, self()},
    receive {Writer, Text} -> unicode:characters_to_list(Text) end.

collect(Text) ->
    receive
        {io_request, From, As, Request} ->
            {Reply, More} = write(Request),
            From ! {io_reply, As, Reply},
            collect([Text, More]);
        {written, To} -> To ! {self(), Text}
    end.

write({put_chars, _, Chars}) -> {ok, Chars};
write({put_chars, _, M, F, A}) -> {ok, apply(M, F, A)};
write({requests, L}) -> lists:foldl(fun(R, {_, T}) -> {Reply, More} = write(R), {Reply, [T, More]} end, {ok, []}, L);
write(_) -> {{error, request}, []}.

%% A text without what differs from run to run: times, pids and references.
timeless(Text) ->
    lists:foldl(fun({Pattern, By}, T) -> re:replace(T, Pattern, By, [global, unicode, {return, list}]) end, Text,
        [{"\\[[0-9.]+ s\\] ", ""}, {"in [0-9.]+ s", "in T"}, {"time=\"[0-9.]+\"", "time=T"}, {"<[0-9]+[.][0-9]+[.][0-9]+>", "<pid>"},
         {"#Ref<[0-9.]+>", "#Ref"}, {"finished in [0-9.]+", "finished in T"}]).
