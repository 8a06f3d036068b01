%% Binaries of all sizes are passed around, cut, put together, encoded: each arrives with the bytes it was sent with.
-module(soak_binary).
-export([run/1]).

run(_) ->
    Bytes = ring(12, 60),
    appended(20000),
    packed(30),
    kept(40),
    [{bytes, Bytes}].

%% Filled with random words, 4096 bytes at a time.
fresh(Size) ->
    Piece = rand:bytes(min(Size, 4096)),
    binary:part(binary:copy(Piece, Size div max(1, byte_size(Piece)) + 1), 0, Size).
size() -> soak:pick([0, 10, 64, 65, 100, 1000, 10000, 70000, 300000, 1000000 + soak:random(1000)]).

%% Binaries with their checksums go round; each station keeps a piece and checks all of it.
ring(Stations, Binaries) ->
    Self = self(),
    Last = lists:foldl(fun(_, Next) -> spawn_link(fun() -> station(Next, []) end) end, Self, lists:seq(1, Stations)),
    Sizes = [begin
        Binary = fresh(size()),
        Last ! {binary, I, Binary, erlang:crc32(Binary)},
        byte_size(Binary)
    end || I <- lists:seq(1, Binaries)],
    [receive {binary, I, Binary, Sum} -> erlang:crc32(Binary) =:= Sum orelse soak:lost("bytes of binary ~p", [I])
     after 120000 -> soak:lost("binary ~p", [I]) end || I <- lists:seq(1, Binaries)],
    Last ! stop,
    receive stop -> ok after 120000 -> soak:lost("the end of a ring", []) end,
    lists:sum(Sizes).

station(Next, Pieces) ->
    receive
        {binary, I, Binary, Sum} = Message ->
            erlang:crc32(Binary) =:= Sum orelse soak:lost("bytes of binary ~p on its way", [I]),
            Next ! Message,
            At = soak:random(byte_size(Binary) + 1) - 1,
            <<Before:At/binary, After/binary>> = Binary,
            station(Next, lists:sublist([{Before, After, Sum} | Pieces], 20));
        stop ->
            [erlang:crc32([Before, After]) =:= Sum orelse soak:lost("bytes of pieces", []) || {Before, After, Sum} <- Pieces],
            Next ! stop
    end.

%% A binary that grows where it is, and versions of it that were kept meanwhile.
appended(N) ->
    {Whole, Kept} = lists:foldl(fun(I, {Binary, Kept}) ->
        Longer = <<Binary/binary, I:24>>,
        {Longer, case I rem 2000 of 0 -> [{I, Longer} | Kept]; _ -> Kept end}
    end, {<<>>, []}, lists:seq(1, N)),
    [Binary =:= << <<J:24>> || J <- lists:seq(1, I) >> orelse soak:lost("bytes of a binary that grew", []) || {I, Binary} <- [{N, Whole} | Kept]].

packed(N) ->
    [begin
        Binary = fresh(soak:random(50000)),
        Term = {I, Binary, [Binary, {binary:part(Binary, byte_size(Binary) div 2, byte_size(Binary) div 4)}], #{I => Binary}},
        Term =:= binary_to_term(term_to_binary(Term, [compressed])) orelse soak:lost("a term through the external format", []),
        Term =:= binary_to_term(term_to_binary(Term)) orelse soak:lost("a term through the external format", []),
        Binary =:= zlib:uncompress(zlib:compress(Binary)) orelse soak:lost("bytes through zlib", []),
        Binary =:= iolist_to_binary([[P] || P <- pieces(Binary)]) orelse soak:lost("bytes through an iolist", [])
    end || I <- lists:seq(1, N)].
pieces(<<P:777/binary, Rest/binary>>) -> [P | pieces(Rest)];
pieces(Rest) -> [Rest].

%% Small pieces of large binaries, held by processes that die.
kept(N) ->
    soak:parallel(N, fun(_) ->
        Binary = fresh(200000),
        <<_:1000/binary, Piece:100/binary, _/binary>> = Binary,
        Copy = binary:copy(Piece),
        erlang:garbage_collect(),
        Copy =:= Piece orelse soak:lost("bytes of a piece", []),
        <<_:3, Bits/bitstring>> = Piece,
        797 = bit_size(Bits),
        ok
    end).
