%% file: read, write, append, positions, modes, directories, links, info, errors, in the program's own folder.
-module(files).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    D = "files_test", del(D), ok = file:make_dir(D),
    F = fun(N) -> filename:join(D, N) end,
    result("write read", fun() -> [file:write_file(F("a"), "hello"), file:read_file(F("a")), file:write_file(F("a"), [<<"x">>, ["y", $z]]), file:read_file(F("a"))] end),
    result("append", fun() -> [file:write_file(F("a"), <<"more">>, [append]), file:read_file(F("a"))] end),
    result("exclusive", fun() -> [file:write_file(F("a"), <<"no">>, [exclusive]), file:write_file(F("new"), <<"yes">>, [exclusive])] end),
    result("missing", fun() -> [file:read_file(F("zz")), file:open(F("zz"), [read]), file:delete(F("zz")), file:read_file(F("a/b")), file:list_dir(F("zz")), file:make_dir(D), file:del_dir(F("zz"))] end),
    result("open modes", fun() -> {ok, H} = file:open(F("m"), [write, read, binary]), R = [file:write(H, "0123456789"), file:position(H, 3), file:read(H, 4), file:position(H, cur), file:position(H, {eof, -2}), file:read(H, 10), file:read(H, 1), file:pread(H, 1, 3), file:pwrite(H, 8, <<"XY">>), file:position(H, bof), file:read(H, 100), file:position(H, 5), file:truncate(H), file:close(H), file:read_file(F("m"))], R end),
    result("raw", fun() -> {ok, H} = file:open(F("r"), [raw, write, read]), R = [file:write(H, <<"raw data">>), file:position(H, 0), file:read(H, 3), file:pread(H, [{0, 3}, {4, 4}, {100, 1}]), file:pwrite(H, [{0, "R"}, {4, "D"}]), file:sync(H), file:datasync(H), file:close(H), file:read_file(F("r")), file:read(H, 1)], R end),
    result("read only", fun() -> {ok, H} = file:open(F("r"), [read]), R = [file:write(H, "x"), file:read(H, 5), file:close(H)], R end),
    result("lines", fun() -> file:write_file(F("l"), "one\ntwo\r\nthree"), {ok, H} = file:open(F("l"), [read]), R = [file:read_line(H), io:get_line(H, ""), file:read_line(H), file:read_line(H)], file:close(H), R end),
    result("raw lines", fun() -> {ok, H} = file:open(F("l"), [read, raw, binary, read_ahead]), R = [file:read_line(H), file:read_line(H), file:read_line(H), file:read_line(H)], file:close(H), R end),
    result("io on file", fun() -> {ok, H} = file:open(F("io"), [write]), io:format(H, "~w ~s~n", [{a, 1}, "text"]), io:put_chars(H, "chars\n"), io:write(H, [x]), io:nl(H), file:close(H), file:read_file(F("io")) end),
    result("io read", fun() -> {ok, H} = file:open(F("io"), [read]), R = [io:fread(H, "", "{~a"), io:get_chars(H, "", 4), io:get_line(H, ""), io:get_line(H, ""), io:read(H, "")], file:close(H), R end),
    result("terms", fun() -> file:write_file(F("t"), "{a, 1}.\n[b, \"c\"].\n"), [file:consult(F("t")), file:script(F("t")), file:consult(F("zz"))] end),
    result("bad terms", fun() -> file:write_file(F("t2"), "{a, 1.\n"), {error, R} = file:consult(F("t2")), lists:flatten(file:format_error(R)) end),
    result("eval", fun() -> file:write_file(F("s"), "X = 5,\nX * 2.\n"), file:script(F("s")) end),
    result("unicode", fun() -> {ok, H} = file:open(F("u"), [write, {encoding, utf8}]), io:format(H, "~ts", [[16#e5, 16#20ac]]), file:close(H), {ok, G} = file:open(F("u"), [read, {encoding, utf8}]), R = [file:read_file(F("u")), io:get_line(G, "")], file:close(G), R end),
    result("unicode name", fun() -> N = F([16#e5, $x]), [file:write_file(N, "u"), file:read_file(N), lists:member([16#e5, $x], element(2, file:list_dir(D))), file:delete(N)] end),
    result("directories", fun() -> [file:make_dir(F("d")), filelib:ensure_dir(F("e/f/g")), filelib:ensure_path(F("e/p")), file:write_file(F("e/f/x"), ""), lists:sort(element(2, file:list_dir(F("e")))), file:del_dir(F("e")), file:del_dir(F("d")), file:del_dir_r(F("e")), filelib:is_dir(F("e"))] end),
    result("rename copy", fun() -> [file:copy(F("a"), F("b")), file:rename(F("b"), F("c")), file:read_file(F("c")), file:read_file(F("b")), file:copy(F("a"), F("part"), 2), file:read_file(F("part")), file:rename(F("zz"), F("y"))] end),
    result("links", fun() -> [file:make_symlink("a", F("ln")), file:read_link(F("ln")), file:read_file(F("ln")), element(3, element(2, file:read_link_info(F("ln")))), element(3, element(2, file:read_file_info(F("ln")))), file:make_link(F("a"), F("hard")), file:read_file(F("hard")), file:read_link(F("a"))] end),
    result("info", fun() -> {ok, I} = file:read_file_info(F("a")), [element(1, I), element(2, I), element(3, I), element(4, I), is_tuple(element(5, I))] end),
    result("info posix", fun() -> {ok, I} = file:read_file_info(F("a"), [{time, posix}]), is_integer(element(6, I)) end),
    result("chmod", fun() -> [file:change_mode(F("a"), 8#600), element(8, element(2, file:read_file_info(F("a")))) band 8#777] end),
    result("change_time", fun() -> file:change_time(F("a"), {{2001, 2, 3}, {4, 5, 6}}), {ok, I} = file:read_file_info(F("a"), [{time, universal}]), is_tuple(element(6, I)) end),
    result("filelib", fun() -> [filelib:is_file(F("a")), filelib:is_regular(D), filelib:is_dir(D), filelib:file_size(F("a")), filelib:last_modified(F("zz")), filelib:wildcard("[ac]", D), filelib:wildcard("{m,r}", D), filelib:wildcard("zz*", D), lists:sort(filelib:fold_files(D, "^.$", false, fun(X, A) -> [filename:basename(X) | A] end, []))] end),
    result("cwd", fun() -> {ok, C} = file:get_cwd(), ok = file:set_cwd(D), R = file:read_file("a"), ok = file:set_cwd(C), [R, file:set_cwd("no_such_dir"), file:get_cwd() =:= {ok, C}] end),
    result("delayed", fun() -> {ok, H} = file:open(F("dw"), [write, raw, delayed_write]), [file:write(H, integer_to_list(I)) || I <- lists:seq(1, 1000)], ok = file:close(H), {ok, B} = file:read_file(F("dw")), erlang:md5(B) end),
    result("compressed", fun() -> {ok, H} = file:open(F("gz"), [write, compressed]), file:write(H, binary:copy(<<"x">>, 1000)), file:close(H), {ok, B} = file:read_file(F("gz")), {ok, G} = file:open(F("gz"), [read, compressed, binary]), R = file:read(G, 2000), file:close(G), {byte_size(B) < 100, byte_size(element(2, R))} end),
    result("big", fun() -> B = binary:copy(<<"0123456789">>, 100000), ok = file:write_file(F("big"), B), {ok, B2} = file:read_file(F("big")), {B =:= B2, filelib:file_size(F("big"))} end),
    result("errors", fun() -> [lists:flatten(file:format_error(E)) || E <- [enoent, eacces, eexist, enotdir, foo]] end),
    result("bad names", fun() -> [file:read_file(id(X)) || X <- [{a}, [a | b], <<"a", 0, "b">>, [0]]] end),
    result("owner dies", fun() -> Me = self(), spawn(fun() -> {ok, H} = file:open(F("a"), [read]), Me ! {h, H} end), H = receive {h, X} -> X end, show:until(fun() -> not is_process_alive(H) end), file:read(H, 1) end),
    result("all names", fun() -> lists:sort(element(2, file:list_dir(D))) end),
    result("clean", fun() -> [file:del_dir_r(D), filelib:is_dir(D)] end).

del(D) -> file:del_dir_r(D).
