%% Programs that want more of something than a node has: each goes on until it is stopped.
-module(exhaustion).
-export([heap/0, list/0, stack/0, map/0, dictionary/0, table/0, own_mailbox/0, timers/0, binaries/0, binary/0, append/0, integer/0, shift/0,
         tuple/0, tuple_of_pairs/0, existing_atoms/0, atoms/0, spawns/0, flood/0, persistent_terms/0, rows/0, left_behind/0]).
-export([witness/0, ask/1]).

heap() -> heap([]).
heap(A) -> heap([A, A | A]).

list() -> list([], 0).
list(A, N) -> list([N | A], N + 1).

%% With an end, or the compiler takes the call for one that never returns, and nothing grows.
stack() -> stack(1 bsl 40).
stack(0) -> [];
stack(N) -> [N | stack(N - 1)].

map() -> map(#{}, 0).
map(M, N) -> map(M#{N => [N]}, N + 1).

dictionary() -> dictionary(0).
dictionary(N) -> put(N, {N}), dictionary(N + 1).

table() -> table(ets:new(t, [public]), 0).
table(T, N) -> ets:insert(T, {N, lists:seq(1, 100)}), table(T, N + 1).

%% The process itself stays small.
rows() -> rows(ets:new(t, [public]), 0).
rows(T, N) -> ets:insert(T, {N}), rows(T, N + 1).

%% Some 30 MB in a table whose owner ends, and then that much for another.
left_behind() ->
    {Owner, Monitor} = spawn_monitor(fun() ->
        T = ets:new(t, []),
        [ets:insert(T, {N, lists:seq(1, 20)}) || N <- lists:seq(1, 75000)]
    end),
    receive {'DOWN', Monitor, process, Owner, normal} -> ok end,
    byte_size(binary:copy(<<7>>, 25 bsl 20)).

own_mailbox() -> self() ! lists:seq(1, 100), own_mailbox().

timers() -> timers(0).
timers(N) -> erlang:send_after(16#ffffffff, self(), {N, lists:seq(1, 20)}), timers(N + 1).

binaries() -> binaries([]).
binaries(A) -> binaries([binary:copy(<<7>>, 1 bsl 20) | A]).

binary() -> binary:copy(<<7>>, 1 bsl 29).

append() -> append(<<0>>).
append(B) -> append(<<B/binary, B/binary>>).

integer() -> integer(3).
integer(N) -> integer(N * N).

shift() -> 1 bsl binary_to_integer(<<"1", (binary:copy(<<"0">>, 12))/binary>>).

tuple() -> erlang:make_tuple((1 bsl 24) - 1, 0).
tuple_of_pairs() -> erlang:make_tuple((1 bsl 24) - 1, 0, [{1, a}]).

atoms() -> atoms(0).
atoms(N) -> _ = binary_to_atom(<<"exhaustion ", (integer_to_binary(N))/binary>>), atoms(N + 1).

%% What is there already is still found when no more fit.
existing_atoms() ->
    try atoms() catch error:system_limit -> ok end,
    More = lists:reverse("one more"),
    {list_to_atom("exhaustion"), binary_to_existing_atom(<<"exhaustion 0">>),
     [try F() catch error:E -> E end || F <- [
        fun() -> list_to_atom(More) end, fun() -> binary_to_atom(list_to_binary(More)) end,
        fun() -> binary_to_term(list_to_binary([131, 119, length(More), More])) end]]}.

spawns() -> spawn(fun() -> receive stop -> ok end end), spawns().

flood() -> flood(spawn_monitor(fun() -> receive never -> ok end end)).
flood({Pid, Monitor} = To) ->
    Pid ! lists:seq(1, 100),
    receive {'DOWN', Monitor, process, Pid, Reason} -> Reason after 0 -> flood(To) end.

persistent_terms() -> persistent_terms(0).
persistent_terms(N) ->
    persistent_term:put({?MODULE, N}, lists:seq(1, 1000)),
    persistent_terms(N + 1).

%% Lives beside one of these and holds a list. It builds nothing on the way: whoever asks for memory while there is none may be refused.
witness() -> witness(lists:seq(1, 1000), 0).
witness(L, N) ->
    receive {ask, From, Ref} -> From ! {Ref, N, lists:sum(L)}, witness(L, N)
    after 1 -> witness(L, N + 1)
    end.
ask(Witness) ->
    Monitor = monitor(process, Witness),
    Witness ! {ask, self(), Monitor},
    receive {Monitor, _, Sum} -> demonitor(Monitor, [flush]), Sum; {'DOWN', Monitor, _, _, Reason} -> {gone, Reason} end.
