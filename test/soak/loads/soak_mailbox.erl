%% Long message queues, drained in another order than they came in, with messages of all sizes.
-module(soak_mailbox).
-export([run/1]).

-define(SENDERS, 8).
-define(EACH, 600).

run(_) ->
    [drained(Where) || Where <- [on_heap, off_heap]],
    large(12),
    left_behind(),
    [{messages, 2 * ?SENDERS * ?EACH}].

drained(Where) ->
    Sum = soak:parallel([fun() ->
        process_flag(message_queue_data, Where),
        Self = self(),
        Senders = [begin
            {_, Ref} = spawn_monitor(fun() -> [Self ! {S, I, payload(S, I)} || I <- lists:seq(1, ?EACH)] end),
            {S, Ref}
        end || S <- lists:seq(1, ?SENDERS)],
        [normal = soak:await_down(Ref) || {_, Ref} <- Senders],
        {message_queue_len, ?SENDERS * ?EACH} = process_info(self(), message_queue_len),
        erlang:garbage_collect(),
        %% The last sender's first; of one sender they come in order.
        [begin
            N = length([receive {S, I, Payload} -> Payload =:= payload(S, I) orelse soak:lost("a message's content", [])
                        after 120000 -> soak:lost("message ~p of ~p", [I, S]) end || I <- lists:seq(1, ?EACH)]),
            N
        end || S <- lists:seq(?SENDERS, 1, -1)]
    end]),
    Sum =:= [[?EACH || _ <- lists:seq(1, ?SENDERS)]] orelse soak:lost("messages: ~p", [Sum]).

payload(S, I) when I rem 50 =:= 0 -> lists:seq(1, 300 + S);
payload(S, I) when I rem 7 =:= 0 -> binary:copy(<<S, I:16>>, 50);
payload(S, I) -> {S, I, self_describing}.

%% Messages that are given pages of their own.
large(N) ->
    Self = self(),
    Pids = [begin
        Term = lists:seq(1, 20000 + soak:random(60000)),
        {spawn_link(fun() -> Self ! {large, self(), erlang:phash2(Term), Term} end), erlang:phash2(Term)}
    end || _ <- lists:seq(1, N)],
    [receive {large, P, Hash, Term} -> erlang:phash2(Term) =:= Hash orelse soak:lost("a large message's content", [])
     after 120000 -> soak:lost("a large message", []) end || {P, Hash} <- lists:reverse(Pids)].

%% Processes that die with full mailboxes.
left_behind() ->
    Refs = [begin
        {Pid, Ref} = spawn_monitor(fun() -> receive go -> ok end end),
        [Pid ! {x, lists:seq(1, 100), binary:copy(<<"left">>, 100)} || _ <- lists:seq(1, 50)],
        Pid ! lists:seq(1, 50000),
        Pid ! go,
        Ref
    end || _ <- lists:seq(1, 10)],
    [normal = soak:await_down(Ref) || Ref <- Refs].
