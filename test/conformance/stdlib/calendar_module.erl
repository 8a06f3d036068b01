%% calendar, with times in UTC only; timer's conversions; time units.
-module(calendar_module).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    Dates = [{0, 1, 1}, {1970, 1, 1}, {2000, 2, 29}, {1900, 2, 28}, {2024, 12, 31}, {1999, 12, 31}, {2026, 1, 1}, {9999, 12, 31}],
    [result({date, D}, fun() -> N = calendar:date_to_gregorian_days(D), [N, calendar:gregorian_days_to_date(N) =:= D, calendar:day_of_the_week(D), calendar:iso_week_number(D), calendar:is_leap_year(element(1, D)), calendar:valid_date(D), calendar:last_day_of_the_month(element(1, D), element(2, D))] end) || D <- Dates],
    result("invalid", fun() -> [calendar:valid_date(X) || X <- [{2023, 2, 29}, {2024, 2, 29}, {2024, 13, 1}, {2024, 4, 31}, {-1, 1, 1}, {2024, 0, 1}]] end),
    result("bad date", fun() -> calendar:date_to_gregorian_days(id({2023, 2, 30})) end),
    [result({seconds, S}, fun() -> D = calendar:gregorian_seconds_to_datetime(S), [D, calendar:datetime_to_gregorian_seconds(D)] end) || S <- [0, 62167219200, 63900000000, 1]],
    [result({rfc, T}, fun() -> [calendar:system_time_to_rfc3339(T, [{offset, "Z"}]), calendar:system_time_to_rfc3339(T, [{offset, "+02:00"}]), calendar:system_time_to_rfc3339(T * 1000 + 123, [{unit, millisecond}, {offset, "Z"}]), calendar:system_time_to_rfc3339(T, [{offset, 0}, {time_designator, $\s}])] end) || T <- [0, 1600000000, 951782400, -1]],
    [result({parse, S}, fun() -> calendar:rfc3339_to_system_time(S) end) || S <- ["1970-01-01T00:00:00Z", "2018-02-01T16:17:58+01:00", "2018-02-01 15:18:02.088Z", "garbage", "2018-02-30T00:00:00Z"]],
    result("parse ms", fun() -> calendar:rfc3339_to_system_time("2018-02-01T15:18:02.088Z", [{unit, millisecond}]) end),
    result("datetime", fun() -> [calendar:system_time_to_universal_time(T, second) || T <- [0, 1000000000, -86400]] end),
    result("now", fun() -> calendar:now_to_universal_time({1600, 0, 0}) end),
    result("difference", fun() -> calendar:time_difference({{2000, 1, 1}, {0, 0, 0}}, {{2000, 3, 1}, {12, 30, 15}}) end),
    result("seconds", fun() -> [calendar:seconds_to_time(N) || N <- [0, 3661, 86399]] ++ [calendar:time_to_seconds({1, 2, 3}), calendar:seconds_to_daystime(100000), calendar:seconds_to_daystime(-1)] end),
    result("bad seconds", fun() -> calendar:seconds_to_time(id(86400)) end),
    result("days in", fun() -> [calendar:last_day_of_the_month(2024, M) || M <- lists:seq(1, 12)] end),
    result("weekdays", fun() -> [calendar:day_of_the_week(2024, 1, D) || D <- lists:seq(1, 7)] end),
    result("local", fun() -> U = erlang:universaltime(), L = calendar:universal_time_to_local_time(U), {is_tuple(L), [calendar:datetime_to_gregorian_seconds(X) || X <- calendar:local_time_to_universal_time_dst(L)] =/= []} end),
    result("units", fun() -> [erlang:convert_time_unit(N, A, B) || {N, A, B} <- [{1, second, millisecond}, {1999, millisecond, second}, {-1, millisecond, second}, {5, second, 100}, {1, second, nanosecond}, {123456789, nanosecond, microsecond}]] end),
    result("bad unit", fun() -> erlang:convert_time_unit(1, id(foo), second) end),
    result("timer", fun() -> [timer:seconds(2), timer:minutes(3), timer:hours(1), timer:hms(1, 2, 3), timer:now_diff({1, 2, 3}, {1, 1, 1})] end),
    result("clocks", fun() -> A = erlang:monotonic_time(), B = erlang:monotonic_time(), S = erlang:system_time(second), {Mg, Sc, _} = os:timestamp(), [B >= A, abs(S - (Mg * 1000000 + Sc)) < 3, is_integer(erlang:time_offset()), erlang:unique_integer() =/= erlang:unique_integer(), erlang:unique_integer([positive]) > 0, is_tuple(erlang:timestamp()), is_integer(os:system_time())] end),
    result("unique monotonic", fun() -> L = [erlang:unique_integer([monotonic]) || _ <- lists:seq(1, 100)], L =:= lists:usort(L) end).
