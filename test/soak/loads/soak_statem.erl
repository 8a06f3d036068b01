%% A door that opens and closes by its own time-outs; what comes while it is closed waits.
-module(soak_statem).
-behaviour(gen_statem).
-export([init/1, callback_mode/0, handle_event/4]).

callback_mode() -> [handle_event_function, state_enter].
init([]) -> {ok, closed, {0, 0}}.

handle_event(enter, _, closed, _) -> {keep_state_and_data, [{state_timeout, 2, open}]};
handle_event(enter, _, open, {Taken, Doors}) -> {keep_state, {Taken, Doors + 1}, [{{timeout, door}, 1, close}]};
handle_event(state_timeout, open, closed, Data) -> {next_state, open, Data};
handle_event({timeout, door}, close, open, Data) -> {next_state, closed, Data, [hibernate]};
handle_event({call, _}, {take, _, _}, closed, _) -> {keep_state_and_data, [postpone]};
handle_event({call, From}, {take, I, N}, open, {Taken, Doors}) -> {keep_state, {Taken + 1, Doors}, [{reply, From, {I, N}}]};
handle_event({call, From}, counts, _, Data) -> {keep_state_and_data, [{reply, From, Data}]}.
