%% calendar: days, weeks, leap years, gregorian seconds, RFC 3339 both ways, errors.
-module(calendar_whole).
-export([main/0]).
-include("../harness/show.hrl").

main() ->
    Dates = [{1970, 1, 1}, {2000, 2, 29}, {1999, 12, 31}, {2024, 2, 29}, {0, 1, 1}, {1, 3, 1}, {2100, 2, 28}, {2023, 1, 1}, {2020, 12, 31}, {2021, 1, 3}, {9999, 12, 31}],
    [show:result(D, fun() -> [calendar:day_of_the_week(D), calendar:iso_week_number(D), calendar:date_to_gregorian_days(D), calendar:gregorian_days_to_date(calendar:date_to_gregorian_days(D)), calendar:valid_date(D)] end) || D <- Dates],
    ?R([calendar:is_leap_year(Y) || Y <- [0, 4, 100, 400, 1900, 2000, 2023, 2024]]),
    ?R([calendar:last_day_of_the_month(Y, M) || {Y, M} <- [{2023, 2}, {2024, 2}, {1900, 2}, {2000, 2}, {2023, 4}, {2023, 12}]]),
    ?R([calendar:valid_date(D) || D <- [{2023, 2, 29}, {2023, 13, 1}, {2023, 0, 1}, {2023, 4, 31}, {-1, 1, 1}]]),
    ?R([calendar:datetime_to_gregorian_seconds({D, {12, 34, 56}}) || D <- [{1970, 1, 1}, {0, 1, 1}, {2023, 6, 15}]]),
    ?R([calendar:gregorian_seconds_to_datetime(S) || S <- [0, 62167219200, 63854000000, 86399]]),
    ?R([calendar:seconds_to_time(S) || S <- [0, 59, 3600, 86399]]), ?R([calendar:time_to_seconds(T) || T <- [{0, 0, 0}, {23, 59, 59}]]),
    ?R([calendar:seconds_to_daystime(S) || S <- [0, 86400, 100000, -1, -86401]]),
    ?R([calendar:time_difference({{2023, 1, 1}, {0, 0, 0}}, {{2023, 1, 2}, {1, 2, 3}}), calendar:time_difference({{2023, 1, 2}, {0, 0, 1}}, {{2023, 1, 1}, {0, 0, 2}})]),
    ?R([calendar:system_time_to_universal_time(T, U) || {T, U} <- [{0, second}, {1700000000, second}, {1700000000123, millisecond}, {-1, second}, {-1, millisecond}, {1700000000123456789, nanosecond}, {99, native}]]),
    ?R([calendar:now_to_datetime({1700, 0, 5}), calendar:now_to_universal_time({1700, 123456, 5})]),
    ?R([calendar:system_time_to_rfc3339(T, [{offset, O}, {unit, U}]) || {T, O, U} <- [{0, "Z", second}, {1700000000, "+02:00", second}, {1700000000, "-11:30", second}, {1700000000123, "Z", millisecond}, {1700000000123456, "Z", microsecond}, {1700000000123456789, 0, nanosecond}, {1700000000, 3600, second}, {-62167219200, "Z", second}]]),
    ?R([calendar:system_time_to_rfc3339(1700000000, [{offset, "Z"}, {time_designator, D}]) || D <- [$T, $\s, $t]]),
    ?R([calendar:rfc3339_to_system_time(S) || S <- ["2023-11-14T22:13:20Z", "2023-11-15T00:13:20+02:00", "1970-01-01t00:00:00z", "2023-11-14 22:13:20.5Z", "1969-12-31T23:59:59Z", "0000-01-01T00:00:00Z"]]),
    ?R([calendar:rfc3339_to_system_time(S, [{unit, U}]) || S <- ["2023-11-14T22:13:20.123456789Z", "1969-12-31T23:59:59.75Z", "2023-11-14T22:13:20Z"], U <- [second, millisecond, microsecond, nanosecond]]),
    ?R(calendar:rfc3339_to_system_time("2023-13-14T22:13:20Z")), ?R(calendar:rfc3339_to_system_time("junk")), ?R(calendar:rfc3339_to_system_time("2023-11-14T25:13:20Z")), ?R(calendar:rfc3339_to_system_time("2023-11-14T22:13:20")), ?R(calendar:rfc3339_to_system_time("2023-11-14T22:13:20.Z")),
    ?R(calendar:day_of_the_week({2023, 2, 30})), ?R(calendar:date_to_gregorian_days(2023, 13, 1)), ?R(calendar:gregorian_days_to_date(-1)), ?R(calendar:last_day_of_the_month(2023, 13)), ?R(calendar:is_leap_year(-1)), ?R(calendar:is_leap_year(a)), ?R(calendar:time_to_seconds({24, 0, 0})), ?R(calendar:seconds_to_time(86400)), ?R(calendar:seconds_to_time(-1)), ?R(calendar:valid_date(a, 1, 1)), ?R(calendar:iso_week_number({2023, 1})), ?R(calendar:system_time_to_rfc3339(a)), ?R(calendar:universal_time_to_local_time(x)), ?R(calendar:local_time_to_universal_time({{2023, 13, 1}, {0, 0, 0}})),
    ?R([calendar:universal_time_to_local_time({{2023, 6, 1}, {0, 0, 0}}), calendar:local_time_to_universal_time_dst({{2023, 6, 1}, {0, 0, 0}})]),
    ?R(begin {{Y, M, D}, _} = calendar:universal_time(), calendar:valid_date(Y, M, D) end),
    ?R([erlang:universaltime_to_localtime({{2023, 6, 1}, {1, 2, 3}}), erlang:localtime_to_universaltime({{2023, 6, 1}, {1, 2, 3}}, true), erlang:localtime_to_universaltime({{2023, 6, 1}, {1, 2, 3}}, false), erlang:localtime_to_universaltime({{2023, 6, 1}, {1, 2, 3}}, undefined)]),
    ?R(erlang:posixtime_to_universaltime(1700000000)), ?R(erlang:universaltime_to_posixtime({{2023, 11, 14}, {22, 13, 20}})), ?R(erlang:universaltime_to_posixtime({{2023, 11, 31}, {22, 13, 20}})), ?R(erlang:universaltime_to_localtime({{2023, 11, 31}, {22, 13, 20}})), ?R(erlang:posixtime_to_universaltime(a)).
