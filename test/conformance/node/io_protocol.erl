%% The I/O protocol: group leaders written in Erlang, requests of each kind, devices that die or refuse.
-module(io_protocol).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    G = spawn_link(fun() -> device([], "line one\nline two\n{term, 1}.\n12 abc\nrest") end),
    result("output", fun() -> io:put_chars(G, "abc"), io:format(G, "~w", [{x}]), io:write(G, "s"), io:nl(G), io:put_chars(G, <<"bin">>), written(G) end),
    result("input", fun() -> [io:get_line(G, p), io:get_chars(G, p, 4), io:get_line(G, p), io:read(G, p), io:fread(G, p, "~d ~s"), io:get_line(G, p), io:get_line(G, p), io:get_line(G, p)] end),
    result("opts", fun() -> [io:setopts(G, [binary]), io:getopts(G), io:columns(G)] end),
    result("group leader", fun() -> O = group_leader(), group_leader(G, self()), io:format("through leader"), R = written(G), group_leader(O, self()), R end),
    result("inherited", fun() -> Me = self(), O = group_leader(), group_leader(G, self()), spawn(fun() -> io:format("child"), Me ! ok end), receive ok -> ok end, group_leader(O, self()), written(G) end),
    result("unknown request", fun() -> io:request(G, something_odd) end),
    result("dead device", fun() -> io:format(show:dead(), "x", []) end),
    result("dies while asked", fun() -> D = spawn(fun() -> receive _ -> exit(boom) end end), io:request(D, nl) end),
    result("refuses", fun() -> D = spawn(fun() -> receive {io_request, F, R, _} -> F ! {io_reply, R, {error, refused}} end end), {catch io:put_chars(D, "x"), is_pid(D)} end),
    unlink(G), exit(G, kill).

written(G) -> G ! {written, self()}, receive {written, L} -> L end.

device(Out, In) ->
    receive
        {written, P} -> P ! {written, lists:flatten(lists:reverse(Out))}, device([], In);
        {io_request, From, Ref, Req} ->
            {Reply, Out2, In2} = handle(Req, Out, In),
            From ! {io_reply, Ref, Reply},
            device(Out2, In2)
    end.

handle({put_chars, E, C}, O, I) -> {ok, [unicode:characters_to_list(C, E) | O], I};
handle({put_chars, E, M, F, A}, O, I) -> handle({put_chars, E, apply(M, F, A)}, O, I);
handle({requests, Rs}, O, I) -> lists:foldl(fun(R, {_, O1, I1}) -> handle(R, O1, I1) end, {ok, O, I}, Rs);
handle({get_line, _, _}, O, I) -> get_until(io_lib, collect_line, [], O, I);
handle({get_chars, _, _, N}, O, I) -> get_until(io_lib, collect_chars, N, O, I);
handle({get_until, _, _, M, F, A}, O, I) -> until(M, F, A, [], O, I);
handle({setopts, _}, O, I) -> {ok, O, I};
handle(getopts, O, I) -> {[{binary, false}], O, I};
handle({get_geometry, columns}, O, I) -> {77, O, I};
handle(_, O, I) -> {{error, request}, O, I}.

get_until(M, F, X, O, I) ->
    case M:F(start, case I of "" -> eof; _ -> I end, unicode, X) of
        {stop, R, Rest} -> {R, O, rest(Rest)};
        C -> {stop, R, Rest} = M:F(C, eof, unicode, X), {R, O, rest(Rest)}
    end.
until(M, F, A, C, O, I) ->
    case apply(M, F, [C, case I of "" -> eof; _ -> I end | A]) of
        {done, R, Rest} -> {R, O, rest(Rest)};
        {more, C2} -> until(M, F, A, C2, O, "")
    end.
rest(eof) -> "";
rest(L) -> L.
