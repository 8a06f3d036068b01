%% What parts of binaries keep alive, and that they stay as they are while what they were cut out of grows.
-module(parts_of_binaries).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    Big = binary:copy(<<1, 2, 3, 4>>, 1000),
    R = fun binary:referenced_byte_size/1,
    [result({referenced, N}, fun() -> <<M:N/binary, T/binary>> = id(Big),
        {R(M), R(binary:part(Big, 0, N)), R(binary:part(Big, 3, N)), R(element(1, split_binary(Big, N))), R(T)} end) || N <- [1, 16, 17, 63, 64, 65, 100]],
    result(split, fun() -> [R(X) || X <- binary:split(<<"ab,", (binary:copy(<<"c">>, 65))/binary, ",d,", Big/binary>>, <<",">>, [global])] end),
    result(tails, fun() -> <<_:3990/binary, T/binary>> = id(Big), <<_:3900/binary, U/binary>> = id(Big), {R(T), R(U)} end),
    result(bits, fun() -> <<_:3, B:16/bits, C:13/bits, _/bits>> = id(Big), {R(B), R(C), B, C} end),
    result(grown, fun grown/0),
    result(grown_tail, fun() -> A = build(100), <<_, T/binary>> = id(A), B = <<A/binary, "more">>, {byte_size(T), byte_size(B), erlang:phash2(T)} end),
    result(grown_twice, fun() -> A = build(100), B = <<A/binary, 1>>, C = <<A/binary, 2>>, {binary:last(B), binary:last(C), byte_size(A), A =:= binary:part(B, 0, 100)} end),
    result(sent, fun() -> A = build(200), <<W/binary>> = id(A), self() ! W, B = <<A/binary, "x">>, receive X -> {byte_size(X), byte_size(B), X =:= A} end end),
    result(in_table, fun() -> T = ets:new(t, []), A = build(200), ets:insert(T, {1, binary:part(A, 0, 200)}), B = <<A/binary, "x">>, [{1, X}] = ets:lookup(T, 1), {byte_size(X), byte_size(B)} end).

%% The whole of a binary that is appended to, by every way to cut it out.
grown() ->
    A = build(100),
    <<W/binary>> = id(A),
    P = binary:part(A, 0, 100),
    {S, <<>>} = split_binary(A, 100),
    [L] = binary:split(A, <<255>>),
    Sizes = [byte_size(X) || X <- [W, P, S, L]],
    B = <<A/binary, "appended">>,
    {Sizes, [byte_size(X) || X <- [W, P, S, L]], byte_size(B), W =:= A}.

build(N) -> lists:foldl(fun(I, Acc) -> <<Acc/binary, I>> end, <<>>, lists:seq(1, N)).
