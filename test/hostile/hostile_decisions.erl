%% What becomes of a module, asked of erl and of a node alike: whether it may be loaded, never what it does when it runs.
-module(hostile_decisions).
-export([decide/2, decide_all/1, serve/0]).

%% How late the emulator's message may be (ms).
-define(LATE, 20).

decide_all(Cases) -> [decide(M, B) || {M, B} <- Cases].

%% `loaded`, `on_load` for code that could be loaded but says what to run first, or the reason of the refusal.
decide(Module, Bytes) ->
    case erlang:prepare_loading(Module, Bytes) of
        {error, Reason} -> Reason;
        Prepared ->
            case erlang:has_prepared_code_on_load(Prepared) of
                true -> on_load;
                false -> load(Module, Bytes)
            end
    end.

load(Module, Bytes) ->
    Answer = case code:load_binary(Module, "decided", Bytes) of
        {module, Module} -> loaded;
        {error, Reason} -> Reason
    end,
    code:purge(Module), code:delete(Module), code:purge(Module),
    Answer.

%% On erl: a file is <<Size:8, Module:Size/binary, Bytes/binary>>, the answer to it "decision", or "decision: why", where why is
%% what the emulator tells the logger of a file that it refuses.
serve() ->
    erlang:system_flag(system_logger, self()),
    serve(open_port({fd, 0, 1}, [{packet, 4}, binary, eof])).

serve(Port) ->
    receive
        {Port, {data, <<Size, Module:Size/binary, Bytes/binary>>}} ->
            Decision = decide(binary_to_atom(Module), Bytes),
            port_command(Port, [atom_to_binary(Decision) | why(Decision)]),
            serve(Port);
        {Port, eof} -> halt(0)
    end.

%% The emulator sends it on the way, so it may come after the answer; of some refusals it tells nothing.
why(badfile) -> receive {log, _, Format, Args, _} -> [": ", unicode:characters_to_binary(io_lib:format(Format, Args))] after ?LATE -> [] end;
why(_) -> [].
