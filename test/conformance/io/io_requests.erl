%% The io protocol: every request to devices of its own making, as group leader and by name; what io and io_lib make of odd answers.
-module(io_requests).
-export([main/0]).
-include("../harness/show.hrl").

main() ->
    Input = "line one\n{term, [1, 2]}. 42 rest\nå€\nlast",
    ?R(with(Input, fun(D) -> [io:get_line(D, 'p> '), io:read(D, "t> "), io:fread(D, "f> ", "~d~s"), io:get_chars(D, "", 1), io:get_line(D, ""), io:get_line(D, ""), io:get_line(D, ""), io:read(D, "")] end)),
    ?R(with("12 abc 1.5 0x1f 'q a'. ", fun(D) -> [io:fread(D, "", "~d"), io:fread(D, "", "~3s~f"), io:scan_erl_exprs(D, "")] end)), ?R(with("f(X) -> X. g() -> 1.\nbad( .", fun(D) -> [io:parse_erl_form(D, ""), io:scan_erl_form(D, ""), io:parse_erl_exprs(D, "")] end)), ?R(with("foo bar.\n{ok}. X + 1.", fun(D) -> [io:read(D, ""), io:read(D, ""), io:parse_erl_exprs(D, "")] end)),
    ?R(with("", fun(D) -> [io:get_line(D, ""), io:read(D, ""), io:fread(D, "", "~d"), io:get_chars(D, "", 5)] end)), ?R(with("abc", fun(D) -> [io:get_chars(D, "", 2), io:get_chars(D, "", 2), io:get_chars(D, "", 2)] end)), ?R(with("x", fun(D) -> [io:getopts(D), io:setopts(D, [binary]), io:setopts(D, [{foo, 1}]), io:columns(D), io:rows(D)] end)),
    ?R(output(fun() -> io:put_chars("chars"), io:put_chars([$a, [<<"b">>]]), io:nl(), io:write({a, "b"}), io:format("~p ~s~n", [x, "y"]), io:fwrite("~w", [1]), io:put_chars([16#20ac]) end)), ?R(output(fun() -> [io:columns(), io:rows(), io:getopts(), io:get_line("p")] end)),
    ?R(output(fun() -> io:format("~p", [lists:seq(1, 50)]) end)), ?R(output(fun() -> io:requests([{put_chars, unicode, "a"}, nl, {write, b}, {format, "~w", [c]}]) end)), ?R(output(fun() -> spawn_monitor(fun() -> io:put_chars("from child") end), receive {'DOWN', _, _, _, R} -> R end end)), ?R(output(fun() -> erlang:display_string("") end)),
    [show:result({reply, A}, fun() -> D = spawn_link(fun() -> answer(A) end), R = [catch io:put_chars(D, "x"), catch io:get_line(D, "p"), catch io:getopts(D)], unlink(D), exit(D, kill), [case X of {'EXIT', {Why, _}} -> {exit, Why}; _ -> X end || X <- R] end) || A <- [ok, {error, enoent}, {error, terminated}, {error, interrupted}, eof, "text", <<"text">>, foo, {ok, x}, [{encoding, unicode}]]],
    [show:result({dead, F}, fun() -> P = spawn(fun() -> ok end), M = monitor(process, P), receive {'DOWN', M, _, _, _} -> ok end, F(P) end) || F <- [fun(P) -> io:put_chars(P, "x") end, fun(P) -> io:get_line(P, "") end, fun(P) -> io:format(P, "~w", [x]) end, fun(P) -> io:getopts(P) end, fun(P) -> io:read(P, "") end]],
    ?R(io:put_chars(no_such_device, "x")), ?R(io:format(no_such_device, "x", [])), ?R(io:put_chars(1, "x")), ?R(io:put_chars([a])), ?R(io:put_chars(foo)), ?R(io:format("~w")), ?R(io:format("~w", x)), ?R(io:format("~q", [1])), ?R(io:format("~s", [[16#20ac]])), ?R(io:get_line(1)), ?R(io:setopts(foo)), ?R(io:get_chars("", -1)), ?R(io:nl(foo_dev)), ?R(with("x", fun(D) -> io:request(D, foo) end)), ?R(with("x", fun(D) -> io:request(D, {get_until, "", no_module, f, []}) end)), ?R(with("abc", fun(D) -> D ! {io_request, self(), tag, {get_chars, unicode, "", 2}}, receive {io_reply, tag, X} -> X after 60000 -> none end end)), ?R(with("abc", fun(D) -> D ! {io_request, self(), tag, {requests, [{get_chars, unicode, "", 1}, {put_chars, latin1, "z"}, {get_line, unicode, ""}]}}, receive {io_reply, tag, X} -> X after 60000 -> none end end)), ?R(with("abc", fun(D) -> D ! {io_request, self(), tag, {get_password, latin1}}, receive {io_reply, tag, X} -> X after 60000 -> none end end)).

%% A device that reads Text: a file in memory is one, opened by file_io_server.
with(Text, F) ->
    ok = file:write_file("io_requests.txt", unicode:characters_to_binary(Text)), {ok, D} = file:open("io_requests.txt", [read, write, {encoding, utf8}]),
    R = try F(D) catch C:E -> {C, E} end, file:close(D), file:delete("io_requests.txt"), R.

%% What F prints to its group leader, a process that keeps it.
output(F) ->
    Me = self(), Old = group_leader(), G = spawn_link(fun() -> collect(Me, []) end), group_leader(G, self()),
    R = try F() catch C:E -> {C, E} after group_leader(Old, self()) end,
    G ! {stop, self()}, receive {G, Text} -> {R, lists:flatten(Text)} end.
collect(To, Acc) ->
    receive
        {stop, P} -> P ! {self(), lists:reverse(Acc)};
        {io_request, From, Ref, R} -> {Reply, Acc1} = request(R, Acc), From ! {io_reply, Ref, Reply}, collect(To, Acc1)
    end.
request({put_chars, E, T}, A) -> {ok, [{E, unicode:characters_to_list(T)} | A]};
request({put_chars, E, M, F, As}, A) -> {ok, [{E, M, F, unicode:characters_to_list(apply(M, F, As))} | A]};
request({requests, Rs}, A) -> lists:foldl(fun(R, {_, A1}) -> request(R, A1) end, {ok, A}, Rs);
request(getopts, A) -> {[{encoding, unicode}], A};
request({get_geometry, columns}, A) -> {71, A};
request(R, A) -> {{error, request}, [{other, element(1, R)} | A]}.
answer(A) -> receive {io_request, F, R, _} -> F ! {io_reply, R, A}, answer(A) end.
