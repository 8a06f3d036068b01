%% Loads damaged modules on a node and calls what loads, beside processes that must not notice.
-module(hostile_driver).
-export([run/1, witness/0, ask/1]).

%% How long a function of a damaged module may run before it is killed (ms), and how many words it may have.
-define(TIME, 30).
-define(HEAP, 1000000).

%% Cases of {Module, Bytes}: for each `loaded`, or the reason for which it was refused.
run(Cases) -> [one(M, B) || {M, B} <- Cases].

one(Module, Bytes) ->
    Answer = case code:load_binary(Module, "damaged", Bytes) of
        {module, Module} -> use(Module), loaded;
        {error, Reason} -> Reason
    end,
    code:purge(Module), code:delete(Module), code:purge(Module),
    Answer.

use(Module) ->
    limited(fun() -> Module:run() end),
    Exports = try Module:module_info(exports) catch _:_ -> [] end,
    limited(fun() ->
        [catch apply(Module, F, lists:nthtail(length(odd()) - A, odd())) || {F, A} <- Exports, A =< length(odd()), F =/= run]
    end).

odd() -> [#{a => 1}, "text", {point, 1, 2.5, [x]}, fun(X) -> X end, <<"bytes", 7:3>>, [1, 2 | 3], 12345678901234567890].

limited(Fun) ->
    {Pid, Ref} = spawn_opt(Fun, [monitor, {max_heap_size, #{size => ?HEAP, kill => true, error_logger => false}}]),
    receive {'DOWN', Ref, process, Pid, _} -> ok
    after ?TIME ->
        exit(Pid, kill),
        receive {'DOWN', Ref, process, Pid, _} -> ok end
    end.

%% A ring of three and a process that builds, throws away and compares: started before, asked after.
witness() -> spawn(fun() -> ring(self()), watch(value(0), 0) end).

ring(Owner) ->
    Last = spawn_link(fun() -> pass(Owner, 0) end),
    Middle = spawn_link(fun() -> pass(Last, 0) end),
    First = spawn_link(fun() -> pass(Middle, 0) end),
    put(first, First),
    First ! {token, 0}.

pass(Next, N) -> receive {token, T} -> Next ! {token, T + 1}, pass(Next, N + 1) end.

watch(Value, Rounds) ->
    receive
        {token, N} ->
            erlang:yield(),
            Value = value(0),
            get(first) ! {token, N + 1},
            watch(value(0), Rounds + 1);
        {ask, From, Ref} ->
            From ! {Ref, Rounds},
            watch(Value, Rounds)
    end.

value(N) -> {[{X, integer_to_binary(X), #{X => [X]}} || X <- lists:seq(N, N + 20)], list_to_binary(lists:duplicate(100, N))}.

%% How often the ring went round.
ask(Pid) ->
    Ref = monitor(process, Pid),
    Pid ! {ask, self(), Ref},
    receive {Ref, Rounds} -> demonitor(Ref, [flush]), Rounds; {'DOWN', Ref, process, Pid, Reason} -> exit({disturbed, Reason}) end.
