%% dets and disk_log after damage: repair, refusal, truncation, versions, wrap logs reopened with other sizes, corrupt chunks, read-only.
-module(broken_storage).
-export([main/0]).
-import(show, [result/2]).
main() -> file:make_dir("bs"), try show:call(fun body/0) after ok end.
put_byte(F, At, B) -> {ok, H} = file:open(F, [read, write, raw, binary]), ok = file:pwrite(H, At, B), file:close(H).
cut(F, N) -> {ok, H} = file:open(F, [read, write, raw]), {ok, _} = file:position(H, N), ok = file:truncate(H), file:close(H).
fill(F, O) -> {ok, T} = dets:open_file(bs_t, [{file, F} | O]), ok = dets:insert(T, [{I, lists:duplicate(I rem 9, x)} || I <- lists:seq(1, 500)]), ok = dets:close(T).
all() -> lists:sort(dets:foldl(fun(X, A) -> [element(1, X) | A] end, [], bs_t)).
open(F, O) -> case dets:open_file(bs_t, [{file, F} | O]) of {ok, T} -> R = {ok, length(all()), dets:info(T, size)}, dets:close(T), R; {error, E} -> {error, short(E)} end.
short(T) when is_tuple(T) -> list_to_tuple([short(X) || X <- tuple_to_list(T)]);
short("bs/" ++ X) -> X; short(L) when is_list(L), length(L) > 20 -> filename:basename(L); short(X) -> X.
body() ->
    fill("bs/a", []),
    {ok, Good} = file:read_file("bs/a"), N = byte_size(Good),
    result("opened again", fun() -> {open("bs/a", []), dets:is_dets_file("bs/a")} end),
    [result({damaged, What}, fun() -> file:write_file("bs/d", Good), D("bs/d"), [open("bs/d", [{repair, false}]), begin file:write_file("bs/d", Good), D("bs/d"), open("bs/d", []) end, dets:is_dets_file("bs/d")] end) ||
        {What, D} <- [{magic, fun(F) -> put_byte(F, 4, <<"XXXX">>) end}, {closed_flag, fun(F) -> put_byte(F, 15, <<1>>) end}, {not_closed, fun(F) -> put_byte(F, 12, <<0, 0, 0, 0>>) end}, {half, fun(F) -> cut(F, N div 2) end}, {almost, fun(F) -> cut(F, N - 10) end}, {header, fun(F) -> cut(F, 30) end}, {empty, fun(F) -> cut(F, 0) end}, {text, fun(F) -> file:write_file(F, "this is no table") end}]],
    result("force repair", fun() -> file:write_file("bs/d", Good), open("bs/d", [{repair, force}]) end),
    result("type differs", fun() -> open("bs/a", [{type, bag}]) end),
    result("keypos differs", fun() -> open("bs/a", [{keypos, 2}]) end),
    result("read only", fun() -> {ok, T} = dets:open_file(bs_r, [{file, "bs/a"}, {access, read}]), R = [dets:lookup(T, 7), dets:insert(T, {x}), dets:delete(T, 7)], dets:close(T), [case X of {error, E} -> {error, short(E)}; _ -> X end || X <- R] end),
    result("missing and read", fun() -> {error, E} = dets:open_file(bs_r, [{file, "bs/none"}, {access, read}]), short(E) end),
    result("bchunk", fun() -> {ok, T} = dets:open_file(bs_t, [{file, "bs/a"}]), C = (fun B(K, A) -> case dets:bchunk(T, K) of '$end_of_table' -> A; {K2, D} -> B(K2, [D | A]) end end)(start, []), R = dets:is_compatible_bchunk_format(T, dets:info(T, bchunk_format)), {ok, U} = dets:open_file(bs_copy, [{file, "bs/copy"}, {keypos, 1}]), I = dets:init_table(U, (fun Init(L) -> fun(read) when L =:= [] -> end_of_input; (read) -> {hd(L), Init(tl(L))}; (close) -> ok end end)(lists:reverse(C)), [{format, bchunk}]), S = dets:info(U, size), dets:close(U), dets:close(T), {R, I, S} end),
    result("fixed, traversed, deleted", fun() -> {ok, T} = dets:open_file(bs_t, [{file, "bs/a"}]), dets:safe_fixtable(T, true), F = dets:first(T), D = (fun L('$end_of_table', K) -> K; L(X, K) -> Y = dets:next(T, X), dets:delete(T, X), L(Y, K + 1) end)(F, 0), dets:safe_fixtable(T, false), S = dets:info(T, size), dets:close(T), {D, S} end),
    logs().
logs() ->
    O = fun(A) -> disk_log:open([{name, bs_l} | A]) end,
    result("halt log", fun() -> {ok, L} = O([{file, "bs/h"}]), R = [disk_log:log(L, {I, lists:duplicate(30, I)}) || I <- lists:seq(1, 5)], {_, C} = disk_log:chunk(L, start), [disk_log:close(L), R, length(C)] end),
    {ok, H} = file:read_file("bs/h"), S = byte_size(H),
    [result({damaged, W}, fun() -> file:write_file("bs/h", B), A = norm(O([{file, "bs/h"}, {repair, false}])), disk_log:close(bs_l), file:write_file("bs/h", B), C = norm(O([{file, "bs/h"}])), D = case disk_log:chunk(bs_l, start) of {_, T} -> length(T); {_, T, Bad} -> {length(T), Bad}; E -> case E of {error, {X, _}} -> X; _ -> E end end, disk_log:close(bs_l), file:write_file("bs/h", B), G = norm(O([{file, "bs/h"}, {repair, truncate}])), disk_log:close(bs_l), {A, C, D, G} end) ||
        {W, B} <- [{good, H}, {not_closed, opened(H)}, {cut, binary:part(opened(H), 0, S - 7)}, {half, binary:part(opened(H), 0, S div 2)}, {byte, flip(opened(H), 60)}, {length, flip(opened(H), 12)}, {magic, flip(opened(H), 9)}, {head, flip(H, 0)}, {empty, <<>>}, {short, binary:part(H, 0, 5)}, {text, <<"no log at all, but text">>}]],
    result("wrap", fun() -> {ok, L} = O([{file, "bs/w"}, {type, wrap}, {size, {200, 3}}]), [disk_log:log(L, {I, "some text"}) || I <- lists:seq(1, 40)], I = disk_log:info(L), disk_log:close(L), {[proplists:get_value(K, I) || K <- [type, size, current_file, no_current_items, no_items, no_overflows]], lists:sort(filelib:wildcard("bs/w*"))} end),
    result("wrap again", fun() -> {ok, L} = O([{file, "bs/w"}, {type, wrap}, {size, {200, 3}}]), C = chunks(L, start), R = disk_log:close(L), {C, R} end),
    result("wrap other size", fun() -> A = norm(O([{file, "bs/w"}, {type, wrap}, {size, {300, 5}}])), disk_log:close(bs_l), {ok, L} = O([{file, "bs/w"}, {type, wrap}, {size, {200, 3}}]), B = [disk_log:change_size(L, {300, 5}), disk_log:inc_wrap_file(L), proplists:get_value(current_file, disk_log:info(L)), disk_log:change_size(L, {200, 2})], disk_log:close(L), {A, B} end),
    result("wrap file missing", fun() -> file:delete("bs/w.1"), {ok, L} = case O([{file, "bs/w"}, {type, wrap}]) of {repaired, X, _, _} -> {ok, X}; Y -> Y end, C = (catch chunks(L, start)), disk_log:close(L), is_list(C) end),
    result("external", fun() -> {ok, L} = O([{file, "bs/e"}, {format, external}]), R = [disk_log:blog(L, <<"line 1\n">>), disk_log:blog_terms(L, ["line 2\n", <<"3\n">>]), catch disk_log:log(L, x), disk_log:chunk(L, start), disk_log:sync(L), disk_log:truncate(L, x), disk_log:btruncate(L, <<"head\n">>)], disk_log:close(L), {[case X of {error, {E, _}} -> E; _ -> X end || X <- R], file:read_file("bs/e")} end),
    result("full", fun() -> {ok, L} = O([{file, "bs/f"}, {size, 100}, {notify, true}]), R = [disk_log:log(L, lists:duplicate(40, I)) || I <- [1, 2, 3]], M = receive {disk_log, _, _, X} -> X after 0 -> none end, disk_log:close(L), {[case X2 of {error, {E, _}} -> E; {error, {E, _, _}} -> E; _ -> X2 end || X2 <- R], M} end),
    result("alog, balog, notify", fun() -> {ok, L} = O([{file, "bs/n"}, {notify, true}, {type, wrap}, {size, {100, 2}}]), disk_log:alog(L, "asynchronous"), disk_log:alog_terms(L, [lists:duplicate(60, a), b]), disk_log:sync(L), Ms = msgs(), disk_log:close(L), Ms end),
    result("block, unblock", fun() -> {ok, L} = O([{file, "bs/b"}]), A = disk_log:block(L, false), B = disk_log:log(L, x), C = disk_log:unblock(L), D = disk_log:log(L, x), disk_log:close(L), [A, B, C, D] end),
    result("head", fun() -> {ok, L} = O([{file, "bs/hd"}, {head, {my, head}}]), {_, C} = disk_log:chunk(L, start), disk_log:truncate(L, other), {_, D} = disk_log:chunk(L, start), disk_log:reopen(L, "bs/hd.old", newest), {_, E} = disk_log:chunk(L, start), disk_log:close(L), {C, D, E, filelib:is_file("bs/hd.old")} end),
    result("not there", fun() -> [disk_log:log(bs_no, x), disk_log:close(bs_no), disk_log:info(bs_no), disk_log:chunk(bs_no, start), norm(O([{file, "bs/no/dir"}])), norm(O([{file, "bs/none"}, {mode, read_only}])), try disk_log:open([{name, x}, {size, bad}]) catch C:E -> {C, E} end] end),
    result("two owners", fun() -> {ok, L} = O([{file, "bs/two"}]), Me = self(), P = spawn(fun() -> Me ! {r, O([{file, "bs/two"}])}, receive stop -> disk_log:close(L), Me ! closed end end), R = receive {r, X} -> X end, N = length(proplists:get_value(owners, disk_log:info(L))), P ! stop, receive closed -> ok end, M = length(proplists:get_value(owners, disk_log:info(L))), disk_log:close(L), {R, N, M, lists:member(bs_l, element(1, disk_log:accessible_logs()))} end).
chunks(L, K) -> case disk_log:chunk(L, K) of eof -> []; {K2, T} -> T ++ chunks(L, K2); {K2, T, B} -> T ++ [{bad, B}] ++ chunks(L, K2) end.
msgs() -> receive {disk_log, _, _, X} -> [X | msgs()] after 0 -> [] end.
norm({error, T}) -> {error, element(1, T)};
norm({repaired, _, R, B}) -> {repaired, R, B};
norm({ok, _}) -> ok; norm(X) -> X.
opened(<<A:4/binary, _:4/binary, R/binary>>) -> <<A/binary, 6, 7, 8, 9, R/binary>>.
flip(B, N) -> <<A:N/binary, X, R/binary>> = B, <<A/binary, (X bxor 16#55), R/binary>>.
