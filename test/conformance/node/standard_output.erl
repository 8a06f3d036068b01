%% Everything that writes: io functions, erlang:display, standard_error, large outputs, unicode, getopts.
%% erl: -s standard_output main -s init stop
-module(standard_output).
-export([main/0]).

main() ->
    io:put_chars("put_chars\n"),
    io:put_chars([<<"iolist ">>, ["deep", $\n]]),
    io:format("~s ~w~n", ["format", x]),
    io:fwrite("fwrite~n"),
    io:write({a, [b]}), io:nl(),
    io:format(user, "to user~n", []),
    io:format(standard_io, "to standard_io~n", []),
    io:put_chars(standard_error, "to stderr\n"),
    io:format("unicode ~ts~n", [[16#e5, 16#20ac]]),
    io:format("latin1 ~s~n", [[16#e5]]),
    io:setopts([{encoding, unicode}]),
    io:format("unicode ~ts~n", [[16#e5, 16#20ac]]),
    io:setopts([{encoding, latin1}]),
    io:format("latin1 again ~ts~n", [[16#e5, 16#20ac]]),
    io:format("~p~n", [catch io:put_chars([$a, bad])]),
    io:format("~p~n", [lists:sort(io:getopts())]),
    io:format("~p ~p~n", [io:columns(), io:rows()]),
    [io:format("~s~n", [lists:duplicate(1000, $a + I rem 26)]) || I <- lists:seq(1, 300)],
    io:put_chars(binary:copy(<<"0123456789\n">>, 20000)),
    io:format("requests ~p~n", [io:requests([{put_chars, unicode, "one "}, {put_chars, latin1, <<"two ">>}, nl])]),
    Me = self(),
    [spawn(fun() -> io:format("line~n"), Me ! done end) || _ <- lists:seq(1, 50)],
    [receive done -> ok end || _ <- lists:seq(1, 50)],
    G = spawn(fun() -> receive {io_request, F, R, Q} -> F ! {io_reply, R, ok}, Me ! {request, Q} end end),
    io:format(G, "captured ~w", [1]),
    receive {request, Q} -> io:format("~p~n", [Q]) end,
    io:format("~p~n", [catch io:format(no_device, "x", [])]),
    io:format("~p~n", [catch io:format("~s", [not_a_string, 1])]).
