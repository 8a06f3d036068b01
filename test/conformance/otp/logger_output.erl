%% logger: formatter templates and options, levels, filters, handlers, metadata, reports, legacy error_logger.
-module(logger_output).
-export([main/0, log/2, adding_handler/1, removing_handler/1]).
-include_lib("kernel/include/logger.hrl").
-import(show, [result/2]).

main() ->
    logger:update_handler_config(default, level, none),
    show:call(fun body/0),
    logger:set_primary_config(level, none),
    logger:update_handler_config(default, level, all).

body() ->
    E = fun(L, M, Meta) -> #{level => L, msg => M, meta => maps:merge(#{time => 1600000000123456, pid => self(), gl => group_leader()}, Meta)} end,
    F = fun(Ev, C) -> flat(logger_formatter:format(Ev, C)) end,
    T = [level, " ", msg, "\n"],
    result("string", fun() -> F(E(notice, {string, "hello"}, #{}), #{template => T}) end),
    result("format", fun() -> F(E(error, {"~p and ~s", [{a, 1}, "b"]}, #{}), #{template => T}) end),
    result("report", fun() -> F(E(info, {report, #{a => 1, b => "two"}}, #{}), #{template => T, single_line => false}) end),
    result("report single", fun() -> F(E(info, {report, [{k, v}, {long, lists:seq(1, 30)}]}, #{}), #{template => T, single_line => true}) end),
    result("report_cb", fun() -> F(E(info, {report, #{x => 5}}, #{report_cb => fun(#{x := X}) -> {"cb ~w", [X]} end}), #{template => T}) end),
    result("time", fun() -> F(E(info, {string, "t"}, #{}), #{template => [time, " ", msg], time_offset => "Z", time_designator => $T}) end),
    result("legacy header", fun() -> L = F(E(error, {string, "t"}, #{}), #{legacy_header => true, time_offset => "Z"}), re:replace(L, "[0-9]+-[A-Z][a-z]+-[0-9]+", "DATE", [{return, list}]) =/= L end),
    result("max_size", fun() -> F(E(info, {string, lists:duplicate(100, $x)}, #{}), #{template => [msg], max_size => 20}) end),
    result("depth", fun() -> F(E(info, {"~p", [lists:seq(1, 100)]}, #{}), #{template => [msg], depth => 10}) end),
    result("chars_limit", fun() -> length(F(E(info, {"~p", [lists:seq(1, 1000)]}, #{}), #{template => [msg], chars_limit => 50})) < 100 end),
    result("meta keys", fun() -> F(E(info, {string, "m"}, #{a => #{b => deep}, mfa => {m, f, 2}, line => 7, file => "x.erl"}), #{template => [mfa, ":", line, " ", file, " ", [a, b], " ", none, {none, ["yes"], ["no"]}, {line, [" L", line], []}, " ", msg]}) end),
    result("unicode", fun() -> F(E(info, {string, [16#e5, 16#20ac]}, #{}), #{template => [msg]}) end),
    result("single_line", fun() -> F(E(info, {string, "a\nb\n  c"}, #{}), #{template => [msg], single_line => true}) end),
    result("bad format", fun() -> F(E(info, {"~s", [a, b]}, #{}), #{template => [msg]}) end),
    logger:set_primary_config(level, all),
    result("handler", fun() -> [logger:add_handler(lo_h, ?MODULE, #{config => self(), level => info}), lists:member(lo_h, logger:get_handler_ids())] end),
    result("macros", fun() -> ?LOG_INFO("i ~w", [1]), ?LOG_DEBUG("d"), ?LOG_ERROR(#{e => 2}), ?LOG_WARNING("w", #{extra => x}), got() end),
    result("functions", fun() -> logger:notice("n"), logger:log(alert, "a ~p", [b]), logger:emergency([{k, v}]), logger:debug("no"), got() end),
    result("lazy", fun() -> logger:info(fun(X) -> {"lazy ~w", [X]} end, 5), got() end),
    result("metadata", fun() -> logger:set_process_metadata(#{who => me}), logger:info("m"), receive {ev, #{meta := M}} -> {maps:get(who, M), is_pid(maps:get(pid, M)), is_integer(maps:get(time, M))} end end),
    result("update metadata", fun() -> logger:update_process_metadata(#{x => 1}), R = logger:get_process_metadata(), logger:unset_process_metadata(), {R, logger:get_process_metadata()} end),
    result("macro meta", fun() -> ?LOG_INFO("x"), receive {ev, #{meta := #{mfa := M, line := L, file := Fi}}} -> {M, is_integer(L), filename:basename(Fi)} end end),
    result("module level", fun() -> logger:set_module_level(?MODULE, error), ?LOG_INFO("hidden"), ?LOG_ERROR("shown"), logger:unset_module_level(?MODULE), got() end),
    result("primary level", fun() -> logger:set_primary_config(level, error), ?LOG_INFO("hidden"), ?LOG_ERROR("shown"), logger:set_primary_config(level, all), got() end),
    result("filter", fun() -> logger:add_handler_filter(lo_h, f1, {fun(#{msg := {string, "stop"}}, _) -> stop; (_, _) -> ignore end, x}), logger:info("stop"), logger:info("go"), logger:remove_handler_filter(lo_h, f1), got() end),
    result("primary filter", fun() -> logger:add_primary_filter(p1, {fun(Ev = #{meta := Me}, A) -> Ev#{meta := Me#{added => A}} end, here}), logger:info("f"), logger:remove_primary_filter(p1), receive {ev, #{meta := #{added := A}}} -> A end end),
    result("error_logger", fun() -> error_logger:error_msg("old ~w", [1]), error_logger:info_report([{a, b}]), got() end),
    result("compare", fun() -> [logger:compare_levels(A, B) || {A, B} <- [{error, info}, {info, error}, {none, emergency}, {all, debug}, {notice, notice}]] end),
    result("config", fun() -> {ok, C} = logger:get_handler_config(lo_h), maps:with([id, level, module, filter_default], C) end),
    result("update config", fun() -> logger:update_handler_config(lo_h, level, alert), logger:error("no"), logger:alert("yes"), got() end),
    result("again", fun() -> logger:add_handler(lo_h, ?MODULE, #{}) end),
    result("bad", fun() -> [logger:set_primary_config(level, wrong), logger:remove_handler(nobody), logger:add_handler(x, no_such_module, #{})] end),
    result("remove", fun() -> [logger:remove_handler(lo_h), lists:member(lo_h, logger:get_handler_ids())] end),
    result("crash report", fun() -> logger:add_handler(lo_h, ?MODULE, #{config => self(), level => all}), P = spawn(fun() -> error(uncaught) end), R = receive {ev, #{level := L, msg := {report, Rep}}} -> {L, maps:keys(Rep)}; {ev, #{level := L, msg := {Fm, [_ | As]}}} -> {L, Fm, length(As)} after 60000 -> none end, logger:remove_handler(lo_h), {is_pid(P), R} end).

flat(X) -> unicode:characters_to_list(X).
got() -> receive {ev, #{level := L, msg := M}} -> [{L, case M of {report, R} when is_map(R) -> {report, maps:remove(report, R)}; _ -> M end} | got()] after 20 -> [] end.
log(Ev, #{config := P}) -> P ! {ev, Ev}.
adding_handler(C) -> {ok, C}.
removing_handler(_) -> ok.
