%% The events send and 'receive', and their patterns.
-module(trace_messages).
-export([main/0]).

main() ->
    tracee:show("send", [send], fun sends/0),
    tracee:show("receive", ['receive'], fun receives/0),
    tracee:show("both", [send, 'receive'], fun() -> sends(), receives() end),
    patterns(),
    unseen().

sends() ->
    Dead = spawn(fun() -> ok end),
    wait_for_end(Dead),
    register(trace_messages_name, self()),
    self() ! one,
    trace_messages_name ! two,
    {trace_messages_name, node()} ! three,
    erlang:send(self(), four),
    erlang:send(self(), five, [nosuspend]),
    Dead ! six,
    catch (trace_messages_nobody ! seven),
    {trace_messages_nobody, node()} ! eight,
    catch (show:id(9) ! nine),
    Alias = erlang:alias(),
    Alias ! ten.

wait_for_end(P) ->
    R = monitor(process, P),
    receive {'DOWN', R, _, _, _} -> ok end.

receives() ->
    self() ! {a, 1},
    self() ! {b, 2},
    receive {b, X} -> X end,
    receive {a, Y} -> Y end,
    receive nothing -> ok after 0 -> ok end,
    receive nothing -> ok after 1 -> ok end,
    erlang:send_after(1, self(), timer),
    receive timer -> ok end,
    process_flag(trap_exit, true),
    P = spawn_link(fun() -> exit(gone) end),
    receive {'EXIT', P, gone} -> ok end.

patterns() ->
    [begin
        show:term({Event, erlang:trace_pattern(Event, Spec, [])}),
        show:term(erlang:trace_info(Event, match_spec)),
        tracee:show("events", [send, 'receive'], fun() -> self() ! {a, 1}, self() ! {b, 2}, receive {b, _} -> ok end end)
     end || {Event, Spec} <- [
        {send, [{['_', {a, '_'}], [], []}]},
        {send, [{['$1', {'$2', '_'}], [], [{message, {{'$2', {is_pid, '$1'}}}}]}]},
        {send, false},
        {'receive', [{['_', '_', {b, '_'}], [], []}]},
        {'receive', [{['$1', '$2', '_'], [], [{message, {{{'=:=', '$1', node()}, {is_pid, '$2'}}}}]}]},
        {'receive', false},
        {send, true},
        {'receive', true}]].

%% What is never looked for is never told.
unseen() ->
    tracee:show("unseen", ['receive'], fun() -> self() ! never, ok end).
