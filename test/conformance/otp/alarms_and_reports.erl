%% sasl in parts: alarm_handler, rb over written reports, progress and supervisor reports as text, error_logger's old handlers.
-module(alarms_and_reports).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2, handle_info/2, log/2]).
-import(show, [result/2]).

main() ->
    logger:update_handler_config(default, level, none),
    show:call(fun body/0),
    logger:update_handler_config(default, level, all).

body() ->
    application:set_env(sasl, sasl_error_logger, false),
    result("start", fun() -> application:start(sasl) end),
    result("alarms", fun() -> [alarm_handler:set_alarm({full, disk}), alarm_handler:set_alarm({hot, cpu}), alarm_handler:get_alarms(), alarm_handler:clear_alarm(full), alarm_handler:get_alarms(), alarm_handler:clear_alarm(nothing)] end),
    result("own alarm handler", fun() -> gen_event:swap_handler(alarm_handler, {alarm_handler, swap}, {?MODULE, self()}), A = receive {init, X} -> X end, alarm_handler:set_alarm({own, 1}), B = receive {event, Y} -> Y end, alarm_handler:clear_alarm(own), C = receive {event, Z} -> Z end, gen_event:delete_handler(alarm_handler, ?MODULE, x), gen_event:add_handler(alarm_handler, alarm_handler, []), {A, B, C} end),
    result("event handler of the error_logger", fun() ->
        logger:set_primary_config(level, all), error_logger:add_report_handler(?MODULE, self()), receive {init, _} -> ok end,
        error_logger:error_msg("e ~w", [1]), error_logger:warning_msg("w"), error_logger:info_msg("i ~w", [2]), error_logger:error_report([{a, 1}]), error_logger:warning_report(my_type, x), error_logger:info_report("text"),
        R = [receive {event, {T, _, {_, F, A}}} -> {T, F, A} after 60000 -> none end || _ <- lists:seq(1, 6)], error_logger:delete_report_handler(?MODULE), logger:set_primary_config(level, none), R end),
    ok = logger:add_handler(aar, ?MODULE, #{config => self(), level => all, filter_default => log, formatter => {logger_formatter, #{template => [level, " ", msg], single_line => false}}}),
    logger:set_primary_config(level, all),
    result("supervisor reports", fun() ->
        process_flag(trap_exit, true),
        {ok, S} = supervisor_bridge_less(), P = child(S), exit(P, kill), [T1 | _] = [T || T <- [text(), text(), text()], string:find(T, "SUPERVISOR") =/= nomatch orelse string:find(T, "upervisor") =/= nomatch],
        unlink(S), exit(S, shutdown), normal(T1) end),
    result("shutdown of a supervisor by intensity", fun() -> {ok, S} = supervisor_bridge_less(0), P = child(S), exit(P, kill), receive {'EXIT', S, R} -> R end end),
    flush(),
    result("start failure", fun() -> {error, _} = supervisor:start_link(?MODULE, {sup, [#{id => w, start => {erlang, error, [no_start]}}], 1}), normal(until("start_error")) end),
    logger:set_primary_config(level, none),
    logger:remove_handler(aar),
    result("rb", fun() -> D = "rb_reports", file:make_dir(D), gl(fun() -> {element(1, catch rb:start([{report_dir, D}])), catch rb:list(), catch rb:stop()} end) end),
    result("stop", fun() -> application:stop(sasl) end).

supervisor_bridge_less() -> supervisor_bridge_less(3).
supervisor_bridge_less(I) -> supervisor:start_link(?MODULE, {sup, [#{id => w, start => {erlang, apply, [fun() -> {ok, spawn_link(fun() -> receive stop -> ok end end)} end, []]}}], I}).
child(S) -> [{w, P, _, _}] = supervisor:which_children(S), P.
text() -> receive {text, T} -> T after 60000 -> "" end.
until(W) -> T = text(), case string:find(T, W) of nomatch when T =/= "" -> until(W); _ -> T end.
flush() -> receive {text, _} -> flush() after 30 -> ok end.
normal(T) -> lists:foldl(fun({R, W}, A) -> re:replace(A, R, W, [global, {return, list}]) end, T, [{"<[0-9]+\\.[0-9]+\\.[0-9]+>", "<PID>"}, {"#Fun<[^>]*>", "#Fun<>"}]).
gl(F) -> F().

init({sup, C, I}) -> {ok, {#{intensity => I}, C}};
init({P, Swapped}) when is_pid(P) -> P ! {init, Swapped}, {ok, P};
init(P) -> P ! {init, none}, {ok, P}.
handle_event(E, P) -> P ! {event, E}, {ok, P}.
handle_call(_, P) -> {ok, ok, P}.
handle_info(_, P) -> {ok, P}.
log(E, #{config := P, formatter := {F, C}}) -> P ! {text, unicode:characters_to_list(F:format(E, C))}.
