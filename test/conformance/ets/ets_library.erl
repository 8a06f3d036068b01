%% What ets.erl and its neighbours build on the BIFs: folds, files, dets, continuations that are repaired.
-module(ets_library).
-include_lib("stdlib/include/ms_transform.hrl").
-include_lib("stdlib/include/qlc.hrl").
-export([main/0]).

main() ->
    T = ets:new(t, [ordered_set]),
    ets:insert(T, [{I, I * I, integer_to_list(I)} || I <- lists:seq(1, 50)]),
    show(ets:foldl(fun({K, V, _}, A) -> A + K * V end, 0, T)),
    show(ets:foldr(fun({K, _, _}, A) -> [K | A] end, [], T)),
    show(ets:match_delete(T, {'_', '_', "7"})),
    show(ets:select(T, ets:fun2ms(fun({K, V, S}) when K rem 10 =:= 0, V > 100 -> {S, V - K} end))),
    %% Tables as functions.
    N = ets:new(n, []),
    show(ets:init_table(N, reader([[{a, 1}, {b, 2}], [{c, 3}]]))),
    show(lists:sort(ets:tab2list(N))),
    show(ets:delete_all_objects(N)),
    show(ets:info(N, size)),
    %% Files.
    File = filename:join(["/tmp", "ets_library_" ++ os:getpid() ++ ".tab"]),
    [begin
        show(ets:tab2file(T, File, Opts)),
        {ok, Info} = ets:tabfile_info(File),
        show([lists:keyfind(K, 1, Info) || K <- [type, size, keypos, protection]]),
        {ok, F} = ets:file2tab(File, [{verify, proplists:get_value(extended_info, Opts) =/= undefined}]),
        show({ets:tab2list(F) =:= ets:tab2list(T), ets:info(F, type)}),
        ets:delete(F)
     end || Opts <- [[], [{extended_info, [md5sum, object_count]}]]],
    {error, {read_error, {file_error, _, Reason}}} = ets:file2tab(File ++ ".not"),
    show(Reason),
    %% dets
    Dets = File ++ ".dets",
    {ok, D} = dets:open_file(ets_library, [{file, Dets}, {type, set}]),
    show(ets:to_dets(T, D)),
    show(dets:info(D, size)),
    show(dets:lookup(D, 9)),
    show(lists:sort(dets:match(D, {'$1', 4, '_'}))),
    show(dets:select_delete(D, [{{'$1', '_', '_'}, [{'>', '$1', 5}], [true]}])),
    show(dets:close(D)),
    {ok, D2} = dets:open_file(ets_library, [{file, Dets}]),
    U = ets:new(u, []),
    show(ets:from_dets(U, D2)),
    show(lists:sort(ets:tab2list(U))),
    dets:close(D2),
    file:delete(Dets), file:delete(File),
    %% A continuation that went through the external format is repaired.
    [begin
        S = ets:new(s, [Kind]),
        ets:insert(S, [{I} || I <- lists:seq(1, 30)]),
        MS = [{{'$1'}, [], ['$1']}],
        {First, C} = ets:select(S, MS, 4),
        Again = ets:repair_continuation(setelement(case Kind of ordered_set -> 5; _ -> 4 end, C, <<"lost">>), MS),
        show(lists:sort(First ++ rest(Again)) =:= lists:seq(1, 30)),
        ets:delete(S)
     end || Kind <- [set, ordered_set, bag]],
    show(ets:repair_continuation('$end_of_table', [])),
    show(try ets:match_spec_run([{1}], foo) catch error:E -> E end),
    %% qlc over tables
    Q = qlc:q([{A, B} || {A, B, _} <- ets:table(T), A < 4]),
    show(lists:sort(qlc:e(Q))),
    show(lists:sort(qlc:e(qlc:q([V || {K, V, _} <- ets:table(T, [{traverse, {select, [{'$1', [], ['$1']}]}}]), K =:= 12])))),
    %% Binaries held by a table.
    Bin = binary:copy(<<"b">>, 1000),
    W = ets:new(w, [bag]),
    ets:insert(W, [{k, Bin}, {k, x, Bin}, {l, small}]),
    show(lists:sort([Size || {_, Size, _} <- ets:info(W, binary)])),
    ok.

rest('$end_of_table') -> [];
rest(C) -> case ets:select(C) of '$end_of_table' -> []; {L, C2} -> L ++ rest(C2) end.

reader([]) -> fun(read) -> end_of_input; (close) -> ok end;
reader([L | Ls]) -> fun(read) -> {L, reader(Ls)}; (close) -> ok end.

show(X) -> io:format("~0p~n", [X]).
