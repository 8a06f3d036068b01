-module(appended_integers).
-export([main/0]).

%% One integer behind a binary, in a loop: the way that is shortest, and everything that looks like it and is not.

main() ->
    V = [0, 1, -1, 127, 128, 255, 256, -129, 65535, 65536, 16#12345678, -16#12345678, (1 bsl 59) - 1, -(1 bsl 59), 1 bsl 59, 1 bsl 64, -(1 bsl 70)],
    out(bytes, [fold(fun(X, B) -> <<B/binary, X>> end, start(N), V) || N <- [0, 1, 63, 64, 65, 200]]),
    out(words, [fold(fun(X, B) -> <<B/binary, X:16>> end, start(N), V) || N <- [0, 64, 65]]),
    out(threes, fold(fun(X, B) -> <<B/binary, X:24>> end, start(70), V)),
    out(fours, fold(fun(X, B) -> <<B/binary, X:32>> end, start(70), V)),
    out(eights, fold(fun(X, B) -> <<B/binary, X:64>> end, start(70), V)),
    out(little, fold(fun(X, B) -> <<B/binary, X:32/little>> end, start(70), V)),
    out(signed, fold(fun(X, B) -> <<B/binary, X:32/signed>> end, start(70), V)),
    out(nine, fold(fun(X, B) -> <<B/binary, X:72>> end, start(70), V)),
    out(bits, fold(fun(X, B) -> <<B/bitstring, X:5>> end, start(70), V)),
    out(bits_then_bytes, fold(fun(X, B) -> <<B/bitstring, X:8>> end, <<(start(70))/binary, 1:3>>, V)),
    out(whole_again, fold(fun(X, B) -> <<B/bitstring, X:8>> end, <<(<<(start(70))/binary, 1:3>>)/bitstring, 2:5>>, V)),
    out(units, [catch fold(fun(X, B) -> <<B/binary-unit:3, X:16>> end, start(N), V) || N <- [66, 67, 72]]),
    out(sizes, [{S, U, catch sized(start(70), S, U)} || S <- sizes(), U <- [1, 8, 16, 32, 64, 256]]),
    %% Their products are 64 and 256 in 64 bits.
    out(too_large, [catch sized(start(70), S, U) || {S, U} <- [{(1 bsl 58) + 1, 64}, {(1 bsl 56) + 1, 256}]]),
    out(values, [catch (fun(X) -> B = start(70), <<B/binary, X:32>> end)(X) || X <- [a, 1.5, <<1>>, [], {1}]]),
    out(what, [catch (fun(B) -> <<B/binary, 7:32>> end)(B) || B <- [a, 17, <<1:3>>, [], start(0)]]),
    B0 = fold(fun(X, B) -> <<B/binary, X:32>> end, start(70), V),
    %% Two continuations of one beginning, the beginning afterwards, and one of a part of it.
    B1 = <<B0/binary, 1:32>>, B2 = <<B0/binary, 2:32>>, B3 = <<B1/binary, 3:32>>,
    out(shared, [B0, B1, B2, B3]),
    <<_:10/binary, Part/binary>> = B3,
    P1 = <<Part/binary, 4:32>>, P2 = <<Part/binary, 5:32>>,
    out(part, [byte_size(B3), P1, P2, B3]),
    <<_:3, Odd/bitstring>> = B3,
    out(odd, [<<Odd/bitstring, 6:32>>, <<Odd/bitstring, 6:3>>, B3]),
    %% Held by another process and by a table while it grows.
    Me = self(),
    P = spawn(fun() -> receive {keep, K} -> receive tell -> Me ! {kept, K} end end end),
    P ! {keep, B3},
    B4 = <<B3/binary, 8:32>>,
    P ! tell,
    receive {kept, K} -> out(kept, {K =:= B3, B4}) end,
    Long = lists:foldl(fun(X, B) -> <<B/binary, X:32>> end, <<>>, lists:seq(1, 60000)),
    out(long, {byte_size(Long), erlang:crc32(Long), erlang:md5(Long)}).

sizes() -> [0, 1, 2, 4, 8, 16, 32, 63, 64, 65, -1, 1 bsl 60, x].

sized(B, S, 1) -> short(<<B/binary, 305419896:S/unit:1>>);
sized(B, S, 8) -> short(<<B/binary, 305419896:S/unit:8>>);
sized(B, S, 16) -> short(<<B/binary, 305419896:S/unit:16>>);
sized(B, S, 32) -> short(<<B/binary, 305419896:S/unit:32>>);
sized(B, S, 64) -> short(<<B/binary, 305419896:S/unit:64>>);
sized(B, S, 256) -> short(<<B/binary, 305419896:S/unit:256>>).

short(B) -> {bit_size(B), erlang:phash2(B)}.

%% A binary of N bytes that was appended to, where there are enough of them.
start(N) -> lists:foldl(fun(X, B) -> <<B/binary, X>> end, <<>>, lists:seq(1, N)).

fold(F, B, L) -> lists:foldl(F, B, L ++ L).

out(Name, T) -> io:format("~p: ~p~n", [Name, reason(T)]).

%% The trace of an error names lines, which are not what this is about.
reason({'EXIT', {R, _}}) -> {'EXIT', R};
reason(T) when is_tuple(T) -> list_to_tuple([reason(E) || E <- tuple_to_list(T)]);
reason(L) when is_list(L) -> [reason(E) || E <- L];
reason(T) -> T.
