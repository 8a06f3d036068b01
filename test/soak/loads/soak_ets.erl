%% Tables of all types: writers at once, owners that die, heirs, tables given away, rows deleted while others walk.
%% The rows that are there at the end are those that were put in less those that were taken out.
-module(soak_ets).
-export([run/1]).

-define(ROWS, 2000).

run(_) ->
    Rows = lists:sum([rows(Type) || Type <- [set, ordered_set, bag, duplicate_bag]]),
    counters(),
    heirs(20),
    given_away(),
    walked(set),
    walked(ordered_set),
    [{rows, Rows}, {tables, 60}].

value(I) ->
    case I rem 5 of
        0 -> binary:copy(<<I:32>>, 1 + I rem 300);
        1 -> lists:seq(1, I rem 50);
        2 -> #{i => I, text => integer_to_list(I)};
        3 -> {I, 1 bsl (I rem 700), 1.5 * I};
        4 -> fun() -> I end
    end.
check({Key, I, Value}) -> Key =:= I andalso same(I, Value) orelse soak:lost("row ~p became ~P", [I, {Key, Value}, 20]).
same(I, Value) when is_function(Value) -> Value() =:= I;
same(I, Value) -> Value =:= value(I).

rows(Type) ->
    Table = ets:new(rows, [Type, public, {write_concurrency, true}]),
    Writers = 5,
    Each = ?ROWS div Writers,
    Left = lists:sum(soak:parallel(Writers, fun(W) ->
        Ids = lists:seq(W * ?ROWS, W * ?ROWS + Each - 1),
        [ets:insert(Table, {I, I, value(I)}) || I <- Ids],
        Gone = [I || I <- Ids, soak:random(3) =:= 1],
        [case soak:random(3) of
            1 -> ets:delete(Table, I);
            2 -> [Row] = ets:take(Table, I), check(Row);
            3 -> 1 = ets:select_delete(Table, [{{I, '_', '_'}, [], [true]}])
        end || I <- Gone],
        Each - length(Gone)
    end)),
    case ets:info(Table, size) of Left -> ok; Size -> soak:lost("a ~p of ~p rows has ~p", [Type, Left, Size]) end,
    Left = ets:foldl(fun(Row, N) -> check(Row), N + 1 end, 0, Table),
    Left = length(ets:match_object(Table, {'_', '_', '_'})),
    ets:delete(Table),
    ?ROWS.

%% No update of a counter is lost.
counters() ->
    Table = ets:new(counters, [public]),
    Sums = soak:parallel(8, fun(_) -> lists:sum([begin N = soak:random(9), ets:update_counter(Table, soak:random(10), {2, N}, {0, 0}), N end || _ <- lists:seq(1, 200)]) end),
    Sum = ets:foldl(fun({_, N}, S) -> N + S end, 0, Table),
    Sum =:= lists:sum(Sums) orelse soak:lost("counters add up to ~p, not ~p", [Sum, lists:sum(Sums)]),
    ets:delete(Table).

%% A table goes to its heir when its owner dies, with all of its rows; without an heir it is gone.
heirs(N) ->
    Self = self(),
    [begin
        {Pid, Ref} = spawn_monitor(fun() ->
            Heir = ets:new(heir, [{heir, Self, I}, soak:pick([set, ordered_set])]),
            [ets:insert(Heir, {K, K, value(K)}) || K <- lists:seq(1, I * 10)],
            Lost = ets:new(gone, []),
            ets:insert(Lost, [{K, K, value(K)} || K <- lists:seq(1, 100)]),
            Self ! {tables, self(), Heir, Lost},
            receive never -> ok end
        end),
        {Heir, Lost} = receive {tables, Pid, H, L} -> {H, L} end,
        exit(Pid, kill),
        killed = soak:await_down(Ref),
        receive {'ETS-TRANSFER', Heir, Pid, I} -> ok after 120000 -> soak:lost("an inherited table", []) end,
        ets:info(Heir, size) =:= I * 10 orelse soak:lost("rows of an inherited table", []),
        [check(Row) || Row <- ets:tab2list(Heir)],
        ets:delete(Heir),
        soak:until(fun() -> ets:info(Lost) =:= undefined end)
    end || I <- lists:seq(1, N)].

given_away() ->
    Self = self(),
    {Pid, Ref} = spawn_monitor(fun() ->
        receive {'ETS-TRANSFER', T, Self, gift} -> exit({rows, ets:info(T, size), ets:info(T, owner) =:= self()}) end
    end),
    Table = ets:new(gift, []),
    ets:insert(Table, [{K, K, value(K)} || K <- lists:seq(1, 300)]),
    ets:give_away(Table, Pid, gift),
    {rows, 300, true} = soak:await_down(Ref),
    undefined = ets:info(Table).

%% Who walks a fixed table sees each row that stays once, whatever is deleted and put in meanwhile.
walked(Type) ->
    Table = ets:new(walked, [Type, public]),
    ets:insert(Table, [{K, K, value(K)} || K <- lists:seq(1, 1000)]),
    ets:safe_fixtable(Table, true),
    {_, Ref} = spawn_monitor(fun() ->
        [ets:delete(Table, K) || K <- lists:seq(1, 1000), K rem 3 =:= 0],
        [ets:insert(Table, {K, K, value(K)}) || K <- lists:seq(2000, 2500)]
    end),
    Seen = walk(ets:select(Table, [{{'$1', '_', '_'}, [], ['$1']}], 17), []),
    normal = soak:await_down(Ref),
    ets:safe_fixtable(Table, false),
    Stay = [K || K <- lists:seq(1, 1000), K rem 3 =/= 0],
    Seen1 = [K || K <- Seen, K =< 1000, K rem 3 =/= 0],
    lists:sort(Seen1) =:= Stay orelse soak:lost("rows of a table that was walked", []),
    ets:delete(Table).
walk('$end_of_table', Seen) -> Seen;
walk({Keys, Next}, Seen) -> erlang:yield(), walk(ets:select(Next), Keys ++ Seen).
