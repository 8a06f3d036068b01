%% insert_new/2 of lists that take many turns: all or nothing, whoever else uses the table.
-module(insert_new_long).
-export([main/0]).

main() ->
    [show:result({Kind, What}, fun() -> run(Kind, What) end)
        || Kind <- [set, ordered_set, bag, duplicate_bag], What <- [fresh, twice, first, middle, last, equal, empty, improper, no_tuple, killed, raced]].

rows(From, To) -> [{I, {I}} || I <- lists:seq(From, To)].
told(T, Answer) ->
    All = lists:sort(ets:tab2list(T)),
    {Answer, length(All), erlang:phash2(All), ets:info(T, size)}.

run(Kind, What) ->
    T = ets:new(t, [Kind, public]),
    ets:insert(T, {here, 1}),
    ets:insert(T, {3.0, 1}),
    told(T, catch insert(What, T)).

insert(fresh, T) -> ets:insert_new(T, rows(10, 20000));
insert(twice, T) -> ets:insert_new(T, rows(10, 9000) ++ rows(5000, 12000));
insert(first, T) -> ets:insert_new(T, [{here, 2} | rows(10, 20000)]);
insert(middle, T) -> ets:insert_new(T, rows(10, 9000) ++ [{here, 2}] ++ rows(9001, 20000));
insert(last, T) -> ets:insert_new(T, rows(10, 20000) ++ [{here, 2}]);
%% 3 is the key 3.0 of an ordered set.
insert(equal, T) -> ets:insert_new(T, rows(3, 20000));
insert(empty, T) -> ets:insert_new(T, []);
insert(improper, T) -> {'EXIT', {R, _}} = (catch ets:insert_new(T, rows(10, 20000) ++ {x, 1})), R;
insert(no_tuple, T) -> {'EXIT', {R, _}} = (catch ets:insert_new(T, rows(10, 20000) ++ [x])), R;
insert(killed, T) ->
    Rows = rows(10, 60000),
    {Pid, Ref} = spawn_monitor(fun() -> ets:insert_new(T, Rows), receive never -> ok end end),
    erlang:yield(),
    exit(Pid, kill),
    receive {'DOWN', Ref, _, _, Why} -> Why end,
    %% all or nothing
    N = ets:info(T, size),
    ets:delete_all_objects(T),
    N =:= 2 orelse N =:= 2 + 59991;
insert(raced, T) ->
    Self = self(),
    Both = [spawn(fun() -> Self ! {self(), ets:insert_new(T, rows(From, From + 20000))} end) || From <- [100, 20100]],
    %% they have one key in common
    lists:sort([receive {P, Answer} -> Answer end || P <- Both]),
    Size = ets:info(T, size),
    ets:delete_all_objects(T),
    Size.
