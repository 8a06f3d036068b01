%% What processes share: persistent terms that are replaced and erased under their readers, atomics, counters.
-module(soak_shared).
-export([run/1]).

run(Round) ->
    persistent(Round, 40),
    Adds = added(8, 500),
    [{persistent_terms, 40}, {additions, Adds}].

term(N) -> {N, lists:seq(1, 50 + N rem 50), binary:copy(<<N:32>>, 100), #{n => N, key => {a, N}}, fun() -> N end}.
right({N, _, _, _, Fun} = Term) -> setelement(5, Term, none) =:= setelement(5, term(N), none) andalso Fun() =:= N.

%% Readers keep what they read over its replacement.
persistent(Round, N) ->
    Key = {?MODULE, Round rem 7},
    persistent_term:put(Key, term(0)),
    Readers = [spawn_monitor(fun() -> reads(Key, []) end) || _ <- lists:seq(1, 5)],
    [begin
        persistent_term:put(Key, term(Round * 1000 + I)),
        receive after soak:random(3) - 1 -> ok end
    end || I <- lists:seq(1, N)],
    true = persistent_term:erase(Key),
    [P ! stop || {P, _} <- Readers],
    [normal = soak:await_down(Ref) || {_, Ref} <- Readers],
    undefined = persistent_term:get(Key, undefined).
reads(Key, Kept) ->
    Kept1 = case persistent_term:get(Key, none) of none -> Kept; Term -> lists:sublist([Term | Kept], 5) end,
    lists:all(fun right/1, Kept1) orelse soak:lost("a persistent term that was read", []),
    receive stop -> lists:all(fun right/1, Kept1) orelse soak:lost("a persistent term that was kept", []), ok
    after soak:random(3) -> reads(Key, Kept1) end.

added(Processes, N) ->
    Atomics = atomics:new(10, []),
    Counters = counters:new(10, [write_concurrency]),
    Sums = soak:parallel(Processes, fun(_) -> lists:sum([begin
        X = soak:random(100), I = soak:random(10),
        atomics:add(Atomics, I, X), counters:add(Counters, I, X), X
    end || _ <- lists:seq(1, N)]) end),
    Sum = lists:sum(Sums),
    Sum = lists:sum([atomics:get(Atomics, I) || I <- lists:seq(1, 10)]),
    Sum = lists:sum([counters:get(Counters, I) || I <- lists:seq(1, 10)]),
    Processes * N.
