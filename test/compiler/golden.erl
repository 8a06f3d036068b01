%% Functions whose Wasm is kept in golden/ as text: what a change of the compiler does to code shows there.
-module(golden).
-export([fib/1, map/2, server/1, fields/1, guarded/2]).

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).

map(F, [H | T]) -> [F(H) | map(F, T)];
map(_, []) -> [].

%% A receive with patterns, a timeout and a send.
server(State) ->
    receive
        {get, From} ->
            From ! {state, State},
            server(State);
        stop -> ok
    after 1000 -> server(State)
    end.

fields(<<Size:16, Kind:8, Rest/binary>>) when Kind < 4 -> {Size, Kind, Rest};
fields(<<>>) -> none.

guarded(F, X) ->
    try F(X) of
        V -> {ok, V}
    catch
        throw:T -> {thrown, T};
        error:badarg -> bad
    end.
