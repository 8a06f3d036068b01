%% What the single operations of bench/operations.ts talk to.
-module(bench_ops).
-export([echo/0, sink/0, ask/2]).

%% Sends back what it gets.
echo() -> receive {From, Message} -> From ! Message, echo() end.

%% Takes messages, and tells when it is asked to that it has taken all before.
sink() -> receive {done, From} -> From ! done, sink(); _ -> sink() end.

%% Asks Mailbox N times and waits for each answer.
ask(_, 0) -> ok;
ask(Mailbox, N) -> Mailbox ! {self(), N}, receive N -> ask(Mailbox, N - 1) end.
