%% The flags running, running_procs and exiting.
%% never under stress: it shows each turn, and those are short then
-module(trace_turns).
-export([main/0]).

main() ->
    [tracee:show(io_lib:format("~0tp", [Flags]), Flags, F) || Flags <- [[running], [running_procs], [running, exiting], [exiting, procs]],
        F <- [fun waits/0, fun yields/0, fun dies/0]],
    tracee:show("with messages", [running, send, 'receive'], fun waits/0).

waits() ->
    erlang:send_after(2, self(), hello),
    receive hello -> ok end.
yields() ->
    erlang:yield(),
    done.
dies() -> exit(dead).
