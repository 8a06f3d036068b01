%% Code that is replaced all the time. soak_code writes another number over VERSION's bytes, so that each version is
%% code of its own; all that hangs on a module is in it: literals, funs, records of calls, binaries, a receive.
-module(soak_hot).
-export([version/0, loop/1, literal/0, make/1, work/1, wait_inside/1]).

%% Five bytes in the Code chunk: a tag and these four.
-define(VERSION, 16#5EEDBEEF).

version() -> ?VERSION.

literal() ->
    {hot, [one, "two", 3.0, <<"the bytes of a literal that is long enough to lie outside of any heap, as those above 64 bytes do">>],
        #{map => [some, literals], 1 => {2, 3}}, 123456789012345678901234567890}.

make(X) -> fun(Y) -> {?VERSION, X, Y} end.

%% Goes on in the same version, until it is told to go on in the newest.
loop(State) ->
    receive
        {version, From} -> From ! {version, self(), ?VERSION, State}, loop(State);
        upgrade -> ?MODULE:loop(State);
        stop -> ok
    end.

%% Waits with a frame of this version on its stack, and funs and literals in it.
wait_inside(Parent) ->
    Fun = make(Parent),
    Literal = literal(),
    Parent ! {inside, self()},
    Got = receive go -> Fun(1) end,
    {Got, Literal}.

work(N) ->
    Sum = lists:sum([try step(I, N) catch throw:{step, X} -> X end || I <- lists:seq(1, N)]),
    Text = << <<(integer_to_binary(I))/binary, $,>> || I <- lists:seq(1, N) >>,
    {?VERSION, Sum, byte_size(Text), maps:from_list([{I, I * I} || I <- lists:seq(1, 10)])}.
step(I, _) when I rem 3 =:= 0 -> throw({step, I});
step(I, N) -> case {I, N} of {A, B} when A > B -> A; {A, _} -> A end.
