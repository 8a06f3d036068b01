%% disk_log: halt and wrap logs, chunks, external format, truncate, info.
-module(disk_logs).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    result("open", fun() -> disk_log:open([{name, dl}, {file, "dl.log"}]) end),
    result("log", fun() -> [disk_log:log(dl, {a, 1}), disk_log:log_terms(dl, [b, "c", <<"d">>]), disk_log:alog(dl, async), disk_log:sync(dl)] end),
    result("chunk", fun() -> {C, Ts} = disk_log:chunk(dl, start), {Ts, disk_log:chunk(dl, C)} end),
    result("chunk 2", fun() -> {_, Ts} = disk_log:chunk(dl, start, 2), Ts end),
    result("info", fun() -> I = disk_log:info(dl), [proplists:get_value(K, I) || K <- [name, type, format, mode, no_items]] end),
    result("truncate", fun() -> [disk_log:truncate(dl), disk_log:chunk(dl, start)] end),
    result("reopen", fun() -> disk_log:log(dl, kept), [disk_log:close(dl), disk_log:open([{name, dl}, {file, "dl.log"}]), element(2, disk_log:chunk(dl, start)), disk_log:close(dl), file:delete("dl.log")] end),
    result("wrap", fun() -> {ok, dw} = disk_log:open([{name, dw}, {file, "dw"}, {type, wrap}, {size, {200, 3}}]), [disk_log:log(dw, {n, I, "some filling text here"}) || I <- lists:seq(1, 20)], R = [length(all(dw, start)) < 20, lists:last(all(dw, start))], disk_log:close(dw), [file:delete("dw." ++ X) || X <- ["1", "2", "3", "idx", "siz"]], R end),
    result("external", fun() -> {ok, dx} = disk_log:open([{name, dx}, {file, "dx"}, {format, external}]), disk_log:blog(dx, <<"raw">>), disk_log:blog(dx, "text"), disk_log:close(dx), R = file:read_file("dx"), file:delete("dx"), R end),
    result("missing", fun() -> disk_log:log(no_such_log, x) end),
    result("all closed", fun() -> disk_log:all() end).

all(L, C) -> case disk_log:chunk(L, C) of eof -> []; {C2, Ts} -> Ts ++ all(L, C2) end.
