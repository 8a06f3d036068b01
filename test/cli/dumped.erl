%% A node with something of everything for a crash dump, and what OTP's crashdump_viewer (observer) reads in such a file.
-module(dumped).
-export([main/0, waiting/1, view/1]).

main() ->
    P = spawn(?MODULE, waiting, [held()]),
    register(dumped_waiting, P),
    P ! {hello, [world, <<"and more">>]},
    P ! second,
    link(P),
    monitor(process, P),
    monitor(process, dumped_waiting),
    dumped_set = ets:new(dumped_set, [named_table]),
    ets:insert(dumped_set, [{N, N * N} || N <- lists:seq(1, 10)]),
    dumped_tree = ets:new(dumped_tree, [named_table, ordered_set, public, compressed]),
    persistent_term:put(dumped_term, {a, persistent, #{term => "text"}}),
    erlang:send_after(100_000_000, P, {late, message}),
    erlang:send_after(100_000_000, dumped_waiting, by_name),
    register(dumped_hibernating, spawn(fun() -> erlang:hibernate(?MODULE, waiting, [more]) end)),
    register(dumped_secret, spawn(fun() -> process_flag(sensitive, true), put(secret, word), waiting(secret) end)),
    {status, waiting} = ready(dumped_waiting),
    {status, waiting} = ready(dumped_hibernating),
    {status, waiting} = ready(dumped_secret),
    erlang:halt("all of it").

ready(Name) ->
    case process_info(whereis(Name), status) of
        {status, waiting} = Waiting -> Waiting;
        _ -> erlang:yield(), ready(Name)
    end.

%% Terms of all kinds, but for bitstrings of broken bytes: erl drops their last bits.
held() ->
    Shared = {shared, [1, 2, 3]},
    Long = binary:copy(<<"0123456789">>, 20),
    Bits = <<5:3, Long/binary>>,
    <<_:3, Unaligned:24/bits, _/bits>> = Bits,
    {Shared, Shared, [improper | tail], 1.5, -2.0e-300, 1 bsl 100, -(1 bsl 70), 'an atom', "text", [],
     <<"short">>, Long, binary:part(Long, 5, 10), binary:part(Long, 70, 100), Unaligned, #{}, #{1 => one, two => [2]},
     maps:from_list([{N, {N, N}} || N <- lists:seq(1, 100)]), fun lists:map/2, fun(X) -> {X, Shared} end, {}, self()}.

waiting(Held) ->
    put(kept, {Held, 7}),
    put("key", value),
    try receive never -> ok end catch _:_ -> Held end,
    {Held, done}.

view([File]) ->
    {ok, _} = crashdump_viewer:start_link(),
    crashdump_viewer:read_file(File),
    await(),
    {ok, General, Warnings} = crashdump_viewer:general_info(),
    show(general, {element(3, General), element(7, General), Warnings}),
    {ok, Procs, []} = crashdump_viewer:processes(),
    %% element 3: the name, which for others is what they were spawned as
    Pids = maps:from_list([{element(3, P), element(2, P)} || P <- Procs]),
    [process(Name, maps:get(Name, Pids)) || Name <- ["dumped_hibernating", "dumped_secret", "dumped_waiting"]],
    {ok, Tables, []} = crashdump_viewer:ets_tables(all),
    [show(ets, {element(4, T), element(5, T), element(6, T), element(7, T), element(9, T)}) || T <- lists:sort(Tables), lists:prefix("dumped", element(5, T))],
    {ok, Timers, []} = crashdump_viewer:timers(all),
    [show(timer, {element(3, T), element(4, T)}) || T <- lists:keysort(4, Timers), lists:member(element(4, T), ["{late,message}", "by_name"])],
    {ok, Terms, []} = crashdump_viewer:persistent_terms(),
    show(persistent, [T || {K, _} = T <- Terms, K =:= dumped_term]),
    {ok, Modules, []} = crashdump_viewer:loaded_modules(),
    show(modules, [M || M <- ["dumped", "lists", "kernel"], Mod <- Modules, element(2, Mod) =:= {list_to_binary(M), nq}]),
    {ok, Ports, []} = crashdump_viewer:ports(),
    show(ports, lists:usort([element(11, P) || P <- Ports, string:find(element(11, P), "fd") =/= nomatch])),
    {ok, Memory, []} = crashdump_viewer:memory(),
    show(memory, [Kind || {Kind, Bytes} <- Memory, list_to_integer(Bytes) > 0]),
    {ok, Atoms, []} = crashdump_viewer:atoms(),
    show(atoms, lists:member({<<"dumped_secret">>, nq}, [A || {_, A} <- Atoms])),
    halt().

%% read_file/1 does its work in the server; the next call waits for it.
await() ->
    case catch crashdump_viewer:general_info() of
        {ok, _, _} -> ok;
        _ -> await()
    end.

process(Name, Pid) ->
    {ok, P, Warnings} = crashdump_viewer:proc_details(pid_to_list(Pid)),
    show(Name, Warnings),
    %% Places in observer's record: what it was spawned as, state, length of the queue.
    [show(Name, element(N, P)) || N <- [4, 7, 9]],
    show(Name, {messages, plain(element(10, P))}),
    show(Name, {dictionary, lists:sort(plain(element(18, P)))}),
    %% Return addresses and handlers are text.
    show(Name, {stack, [{Y, plain(T)} || {Y, T} <- element(38, P), not (is_list(T) andalso lists:prefix("Return", T) orelse is_list(T) andalso lists:prefix("Catch", T))]}),
    %% Links, monitors, monitored by.
    show(Name, [length(L) || N <- [12, 13, 14], L <- [element(N, P)], is_list(L)]).

%% Pids, addresses and hidden binaries differ from node to node.
plain(['#CDVPid' | _]) -> pid;
plain(['#CDVBin', Offset, Size, _]) -> {binary, Offset, Size};
plain([H | T]) -> [plain(H) | plain(T)];
plain(T) when is_tuple(T) -> list_to_tuple(plain(tuple_to_list(T)));
plain(M) when is_map(M) -> maps:map(fun(_, V) -> plain(V) end, M);
plain(T) -> T.

show(Label, What) -> io:format("~tp: ~0tp~n", [Label, What]).
