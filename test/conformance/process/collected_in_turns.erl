%% timeout: 120
%% Processes whose heaps are so large that a collection takes many turns, and what others do to them meanwhile.
-module(collected_in_turns).
-export([main/0]).

-define(SIZE, 25000).

main() ->
    show:results([
        {"what lives stays as it is", fun lives/0},
        {"messages that come meanwhile", fun messages/0},
        {"killed in the middle", fun killed/0},
        {"looked into in the middle", fun looked_into/0},
        {"its group leader changes", fun leads/0},
        {"suspended in the middle", fun suspended/0},
        {"exit signals that are trapped", fun trapped/0},
        {"a receive with a timeout", fun times_out/0},
        {"hibernation", fun hibernates/0},
        {"a persistent term goes", fun persistent/0},
        {"max_heap_size", fun limited/0},
        {"collected by another", fun collected_by_another/0},
        {"a deep stack", fun() -> deep(100000) end}]).

%% Some megabytes of everything, and a number that says whether it is still what it was.
big(Seed) ->
    Blob = binary:copy(<<Seed:32>>, 100),
    Base = Seed * 7,
    {[[I, {I, <<I:64>>}, float(I), [Base + I | x], 1 bsl 80 + I] || I <- lists:seq(1, ?SIZE)],
     [binary:copy(<<I:32>>, 50) || I <- lists:seq(1, 500)],
     [binary:part(Blob, I rem 100, 200) || I <- lists:seq(1, 500)],
     maps:from_list([{{k, I}, [I]} || I <- lists:seq(1, 5000)]),
     [fun() -> Base + I end || I <- lists:seq(1, 1000)],
     make_ref()}.
sum({Rows, Blobs, Parts, Map, Funs, Ref}) when is_reference(Ref) ->
    A = lists:foldl(fun([I, {I, B}, F, [J | x], K], Acc) ->
        <<I:64>> = B,
        erlang:phash2({Acc, I, trunc(F), J, K})
    end, 0, Rows),
    B = erlang:crc32([Blobs, Parts]),
    C = lists:sum([F() || F <- Funs]),
    {A, B, maps:fold(fun({k, I}, [I], Acc) -> Acc + I end, 0, Map), C}.

lives() ->
    T = big(1),
    Before = sum(T),
    [begin garbage_collect(), true = Before =:= sum(T) end || _ <- [1, 2]],
    More = [begin T2 = big(I), garbage_collect(), sum(T2) end || I <- [2, 3]],
    {Before, More, sum(T) =:= Before}.

%% A process that holds something big and is collected all the time; `Handle` deals with its messages.
holder(Seed, Handle) ->
    Self = self(),
    Pid = spawn(fun() ->
        T = big(Seed),
        Sum = sum(T),
        put(key, {value, Seed, [T]}),
        Self ! {self(), ready},
        hold(T, Sum, Handle, [])
    end),
    receive {Pid, ready} -> Pid end.
hold(T, Sum, Handle, State) ->
    garbage_collect(),
    receive
        {stop, From} -> From ! {self(), Sum =:= sum(T), lists:reverse(State)};
        M -> hold(T, Sum, Handle, Handle(M, State))
    after 0 -> hold(T, Sum, Handle, State)
    end.
stop(Pid) ->
    Pid ! {stop, self()},
    receive {Pid, Same, State} -> {Same, State} end.

messages() ->
    Pid = holder(4, fun({From, N, Data}, State) ->
        case lists:keyfind(From, 1, State) of
            false when N =:= 1 -> [{From, N, erlang:phash2(Data)} | State];
            {_, Last, Hash} when N =:= Last + 1 -> lists:keystore(From, 1, State, {From, N, erlang:phash2({Hash, Data})})
        end
    end),
    Send = fun(From) ->
        [begin Pid ! {From, N, [N, {From, <<N:800>>}]}, N rem 10 =:= 0 andalso erlang:yield() end || N <- lists:seq(1, 40)]
    end,
    Senders = [spawn_monitor(fun() -> Send(From) end) || From <- [a, b, c]],
    [receive {'DOWN', R, process, _, normal} -> ok end || {_, R} <- Senders],
    {Same, State} = stop(Pid),
    {Same, lists:sort(State)}.

killed() ->
    Ends = [begin
        Pid = holder(I, fun(_, S) -> S end),
        R = monitor(process, Pid),
        [erlang:yield() || _ <- lists:seq(1, I * 3)],
        exit(Pid, kill),
        receive {'DOWN', R, process, Pid, Why} -> Why end
    end || I <- lists:seq(1, 6)],
    {Ends, sum(big(1))}.

looked_into() ->
    Pid = holder(5, fun(M, S) -> [M | S] end),
    Pid ! {a, [message]},
    Looks = [begin
        erlang:yield(),
        {dictionary, D} = process_info(Pid, dictionary),
        {key, {value, 5, [T]}} = lists:keyfind(key, 1, D),
        {current_stacktrace, [_ | _]} = process_info(Pid, current_stacktrace),
        {backtrace, B} = process_info(Pid, backtrace),
        {messages, _} = process_info(Pid, messages),
        [{status, _}, {total_heap_size, Words}] = process_info(Pid, [status, total_heap_size]),
        {sum(T), byte_size(B) > 100, Words > 10000}
    end || _ <- [1, 2, 3]],
    {lists:usort(Looks), stop(Pid)}.

leads() ->
    Pid = holder(6, fun(M, S) -> [M | S] end),
    Old = group_leader(),
    [begin group_leader(self(), Pid), erlang:yield(), group_leader(Old, Pid), erlang:yield() end || _ <- lists:seq(1, 50)],
    {process_info(Pid, group_leader) =:= {group_leader, Old}, stop(Pid)}.

suspended() ->
    Pid = holder(7, fun(M, S) -> [M | S] end),
    [begin
        erlang:suspend_process(Pid),
        Pid ! {n, N},
        erlang:yield(),
        erlang:resume_process(Pid),
        erlang:yield()
    end || N <- lists:seq(1, 20)],
    stop(Pid).

trapped() ->
    Self = self(),
    Pid = spawn(fun() ->
        process_flag(trap_exit, true),
        T = big(8),
        Sum = sum(T),
        Self ! {self(), ready},
        hold(T, Sum, fun({'EXIT', _, Why}, S) -> [Why | S] end, [])
    end),
    receive {Pid, ready} -> ok end,
    [begin exit(Pid, {why, N, [N]}), erlang:yield() end || N <- lists:seq(1, 20)],
    Child = spawn(fun() -> link(Pid), exit({gone, [child]}) end),
    R = monitor(process, Child),
    receive {'DOWN', R, process, Child, _} -> ok end,
    stop(Pid).

%% Many bytes of binaries make a collection due when it goes to sleep.
times_out() ->
    T = big(9),
    Sum = sum(T),
    Waits = [begin
        Binary = [binary:copy(<<N>>, 1000000) || _ <- [1, 2, 3]],
        Got = receive {never, _} -> message after 5 -> timeout end,
        {Got, byte_size(iolist_to_binary(Binary))}
    end || N <- lists:seq(1, 5)],
    Self = self(),
    Later = [begin
        Binary = binary:copy(<<N>>, 3000000),
        spawn(fun() -> Self ! {number, N} end),
        {receive {number, M} -> M end, byte_size(Binary)}
    end || N <- lists:seq(1, 5)],
    {Waits, Later, sum(T) =:= Sum}.

hibernates() ->
    Self = self(),
    Pid = spawn(fun() ->
        T = big(10),
        proc_lib:hibernate(erlang, apply, [fun woken/3, [T, sum(T), Self]])
    end),
    [begin erlang:yield(), Pid ! {n, N} end || N <- lists:seq(1, 5)],
    receive {Pid, Answer} -> Answer end.
woken(T, Sum, Owner) ->
    Got = [receive {n, N} -> N end || _ <- lists:seq(1, 5)],
    Owner ! {self(), {Got, sum(T) =:= Sum}}.

persistent() ->
    persistent_term:put(?MODULE, {kept, lists:seq(1, 1000), <<1:8000>>}),
    Self = self(),
    Pid = spawn(fun() ->
        Kept = persistent_term:get(?MODULE),
        T = big(11),
        Sum = sum(T),
        Self ! {self(), ready},
        hold({T, Kept}, Sum, Self)
    end),
    receive {Pid, ready} -> ok end,
    erlang:yield(),
    persistent_term:erase(?MODULE),
    [erlang:yield() || _ <- lists:seq(1, 100)],
    Pid ! stop,
    receive {Pid, Answer} -> Answer end.
hold({T, {kept, List, Bin} = Kept}, Sum, Owner) ->
    garbage_collect(),
    receive stop -> Owner ! {self(), {lists:sum(List), byte_size(Bin), sum(T) =:= Sum}}
    after 0 -> hold({T, Kept}, Sum, Owner)
    end.

limited() ->
    Flags = #{kill => true, error_logger => false, size => 2000000},
    {P, R} = spawn_opt(fun() -> grow([]) end, [monitor, {max_heap_size, Flags}]),
    receive {'DOWN', R, process, P, Why} -> Why end.
grow(L) -> grow([{L, 1, 2, 3} | L]).

collected_by_another() ->
    Pid = holder(12, fun(M, S) -> [M | S] end),
    Answers = [begin erlang:yield(), garbage_collect(Pid) end || _ <- [1, 2, 3]],
    false = erlang:check_process_code(Pid, ?MODULE),
    {Answers, stop(Pid)}.

deep(0) -> garbage_collect(), 0;
deep(N) -> 1 + deep(N - 1).
