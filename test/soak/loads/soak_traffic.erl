%% The node's side of what test/soak/traffic.ts does.
-module(soak_traffic).
-export([echo/1, raise/2, count/2, reflect/0, wait/0]).

echo(X) -> X.
raise(Class, Reason) -> erlang:raise(Class, Reason, []).

%% Numbers from 1 to N, each with something to carry.
count(To, N) -> [To ! {self(), I, binary:copy(<<I>>, I rem 200)} || I <- lists:seq(1, N)].

%% Sends back what it gets, until it is told to stop.
reflect() ->
    receive
        {reflect, To, X} -> To ! {reflected, X}, reflect();
        stop -> exit(stopped)
    end.

wait() -> receive never -> ok end.
