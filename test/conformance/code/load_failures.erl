%% Modules that cannot be loaded: what the functions of code answer, and what the logger is told.
-module(load_failures).
-export([main/0, log/2]).
-include("../harness/show.hrl").

main() ->
    {load_failures, Good, _} = code:get_object_code(?MODULE),
    Dir = filename:join(filename:dirname(code:which(?MODULE)), "load_failures.tmp"),
    _ = file:make_dir(Dir),
    ok = logger:add_handler(?MODULE, ?MODULE, #{}),
    register(load_failures_log, spawn(fun() -> collect([]) end)),
    try
        [case_of(Dir, Kind, Bytes) || {Kind, Bytes} <- [{cut, binary:part(Good, 0, 200)}, {empty, <<>>}, {other, <<"this is no module">>}, {renamed, Good},
                                                       {no_imports, binary:replace(Good, <<"ImpT">>, <<"XmpT">>)}]],
        code:add_patha(Dir),
        ?R(code:load_file(load_failures_absent)),
        ?R(code:load_abs(show:id("/no/such/place/load_failures_absent"))),
        ?R(catch load_failures_absent:f()),
        ?R(code:load_binary(load_failures_bad, "x", show:id(not_bytes))),
        ?R(catch erlang:load_module(show:id("no atom"), <<>>))
    after
        logger:remove_handler(?MODULE),
        code:del_path(Dir),
        exit(whereis(load_failures_log), kill),
        [file:delete(F) || F <- filelib:wildcard(filename:join(Dir, "*"))],
        file:del_dir(Dir)
    end.

case_of(Dir, Kind, Bytes) ->
    File = filename:join(Dir, "load_failures_bad"),
    ok = file:write_file(File ++ ".beam", Bytes),
    code:add_patha(Dir),
    io:format("~p:~n", [Kind]),
    tell("load_file", fun() -> code:load_file(load_failures_bad) end),
    tell("load_abs", fun() -> code:load_abs(File) end),
    tell("load_binary", fun() -> code:load_binary(load_failures_bad, "some place", Bytes) end),
    tell("ensure_loaded", fun() -> code:ensure_loaded(load_failures_bad) end),
    tell("load_module", fun() -> erlang:load_module(load_failures_bad, Bytes) end),
    tell("c:l", fun() -> c:l(load_failures_bad) end),
    tell("call", fun() -> catch load_failures_bad:f(), called end),
    code:del_path(Dir).

%% What the emulator says of the reason is its own affair; that it says it of this module is not.
tell(Label, F) ->
    Answer = F(),
    sync(),
    load_failures_log ! {take, self()},
    receive {log, Texts} -> io:format("  ~s: ~0p~n~0p~n", [Label, Answer, lists:sort([text(T) || T <- Texts])]) end.

text(T) -> re:replace(T, "^.*Error loading module ([^:]*):\n  [^\n]+\n\n\n$", "Error loading module \\1:\n  WHY\n\n\n", [{return, list}]).

%% The emulator's messages go by way of this process, in turn.
sync() -> sys:get_state(logger_proxy).

log(#{msg := {report, #{label := {error_logger, _}, format := Format, args := Args}}}, _) -> told(Format, Args);
log(#{msg := {Format, Args}}, _) when is_list(Args) -> told(Format, Args);
log(_, _) -> ok.
told(Format, Args) ->
    Text = lists:flatten(io_lib:format(Format, Args)),
    case re:run(Text, "Error loading module", [{capture, none}]) of match -> load_failures_log ! {text, Text}; nomatch -> ok end.

collect(Texts) ->
    receive
        {text, T} -> collect([T | Texts]);
        {take, From} -> From ! {log, Texts}, collect([])
    end.
