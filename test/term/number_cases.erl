%% As cases.erl, for numbers and their text, digests and checksums.
-module(number_cases).
-export([write/2]).

write(File, Seed) ->
    rand:seed(exsss, {Seed, Seed, Seed}),
    Cases = [call(M, F, [arg(A) || A <- As]) || {N, M, F, As} <- specs(), _ <- lists:seq(1, N)],
    ok = file:write_file(File, term_to_binary(Cases)).

call(M, F, As) ->
    R = try {ok, apply(M, F, As)} catch error:E -> {error, E} end,
    {M, F, As, R}.

specs() ->
    [{300, erlang, F, [int]} || F <- [integer_to_list, integer_to_binary]] ++
    [{300, erlang, F, [int, base]} || F <- [integer_to_list, integer_to_binary]] ++
    [{300, erlang, list_to_integer, [digits]}, {300, erlang, list_to_integer, [digits, base]}, {300, string, list_to_integer, [digits]},
     {300, erlang, binary_to_integer, [text]}, {300, erlang, binary_to_integer, [text, base]},
     {600, erlang, float_to_list, [float]}, {2000, erlang, float_to_list, [float, {const, [short]}]},
     {1000, erlang, float_to_list, [float, options]}, {200, erlang, float_to_binary, [float]}, {200, erlang, float_to_binary, [float, options]},
     {600, erlang, list_to_float, [floattext]}, {600, erlang, binary_to_float, [floatbinary]}, {300, string, list_to_float, [floattext]},
     {100, erlang, term_to_binary, [float, {const, [{minor_version, 0}]}]},
     {20, math, sqrt, [any]}, {200, math, sqrt, [float]}, {50, math, floor, [float]}, {50, math, ceil, [any]}, {200, math, fmod, [float, float]},
     {100, math, atan2, [any, float]}, {200, math, pow, [small, small]}, {20, math, pow, [any, any]},
     {50, erlang, crc32, [iodata]}, {50, erlang, crc32, [word, iodata]}, {50, erlang, crc32_combine, [word, word, word]},
     {50, erlang, adler32, [iodata]}, {50, erlang, adler32, [word, iodata]}, {50, erlang, adler32_combine, [word, word, word]},
     {100, erlang, md5, [iodata]}, {50, erlang, md5_update, [context, iodata]}, {50, erlang, md5_final, [context]}] ++
    [{100, math, F, [small]} || F <- [sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh, erf, erfc, exp, log, log2, log10]] ++
    [{500, erlang, phash, [any, range]}].

arg({const, T}) -> T;
arg(int) -> case rand:uniform(12) of 1 -> foo; 2 -> 1.5; 3 -> 0; N when N < 8 -> sign(bits(rand:uniform(70))); _ -> sign(bits(rand:uniform(4000))) end;
arg(small) -> (rand:uniform(4000) - 2000) / pick([100, 300, 1000, 4000]);
arg(base) -> pick([2, 3, 7, 8, 10, 16, 36, 35, 1, 37, a, -2]);
arg(digits) ->
    case rand:uniform(6) of
        1 -> pick(["", "-", "+", "12a", "1 ", " 1", "1_0", foo, [1 | foo], "12" ++ [foo], "zz", "-ZZ", "1.5", "12" ++ foo, [300], "0x1"]);
        2 -> lists:duplicate(rand:uniform(40), $0) ++ integer_to_list(bits(100));
        _ -> pick(["", "-", "+"]) ++ integer_to_list(bits(pick([3, 20, 59, 60, 64, 65, 300, 3000])), pick([2, 10, 10, 10, 36]))
    end;
arg(text) -> case arg(digits) of L when is_list(L) -> try list_to_binary(L) catch _:_ -> L end; T -> T end;
arg(float) -> float1();
arg(options) ->
    pick([[], [short], [{decimals, rand:uniform(20) - 1}], [{decimals, pick([0, 1, 18, 19, 20, 100, 200, 245, 253, 254, -1, a])}],
          [{decimals, rand:uniform(30) - 1}, compact], [{scientific, pick([0, 1, 5, 20, 50, 100, 101, 200, 249, 250, -1])}],
          [compact], [compact, {scientific, 3}], [{scientific, 3}, {decimals, 2}], [foo], foo, [short | foo]]);
arg(floattext) ->
    case rand:uniform(4) of
        1 -> pick(["1", "1.", ".5", "1.0e", "1.0e+", "1,5", "1.0 ", " 1.0", "+1.5", "-1.5E3x", "1.0e400", "-1.0e-400", "1.0.0", "", "-", foo, "1.0" ++ [foo],
                   "00.10", "1.0e0000001", "inf", "nan", "1.0e99999999999"]);
        2 -> float_to_list(float1());
        3 -> float_to_list(float1(), [short]) ++ pick(["", "", "e", "x"]);
        4 -> integer_to_list(bits(100)) ++ "." ++ integer_to_list(bits(200)) ++ pick(["", "e-" ++ integer_to_list(rand:uniform(350)), "e12"])
    end;
arg(floatbinary) -> case arg(floattext) of L when is_list(L) -> try list_to_binary(L) catch _:_ -> L end; T -> T end;
arg(iodata) -> pick([fun() -> rand:bytes(rand:uniform(300) - 1) end, fun() -> [rand:bytes(60), 1, [2 | rand:bytes(7)]] end, fun() -> rand:bytes(70000) end,
                     fun() -> <<_:3, B/bitstring>> = rand:bytes(30), [<<B/bitstring, 0:3>>, "ab"] end, fun() -> foo end, fun() -> [256] end, fun() -> [] end], apply);
arg(word) -> pick([0, 1, bits(32), bits(16), 16#ffffffff, -1, 1 bsl 32, a, bits(20)]);
arg(context) -> pick([erlang:md5_init(), erlang:md5_update(erlang:md5_init(), rand:bytes(rand:uniform(200))), <<1, 2>>, a]);
arg(range) -> pick([1 bsl 32, 1 bsl 32, 1, 10, 0, -1, a, 1 bsl 31]);
arg(any) -> any(3).

any(Depth) ->
    case rand:uniform(if Depth =< 0 -> 9; true -> 13 end) of
        1 -> sign(bits(rand:uniform(200)));
        2 -> pick([a, 'å', 'Ωx', '', abc]);
        3 -> B = rand:bytes(rand:uniform(20)), N = rand:uniform(8) - 1, <<_:N, R/bitstring>> = B, R;
        4 -> float1();
        5 -> pick([[], {}, #{}, <<>>]);
        6 -> rand:uniform(300) - 20;
        7 -> [rand:uniform(256) - 1 || _ <- lists:seq(1, rand:uniform(9))];
        8 -> pick([fun lists:map/2, fun erlang:'+'/2]);
        9 -> binary_to_term(<<131, 88, 100, 3:16, "a@b", (rand:uniform(32767)):32, 1:32, 1:32>>);
        10 -> list_to_tuple([any(Depth - 1) || _ <- lists:seq(1, rand:uniform(5) - 1)]);
        11 -> [any(Depth - 1) || _ <- lists:seq(1, rand:uniform(5) - 1)];
        12 -> [any(Depth - 1) | any(Depth - 1)];
        13 -> maps:from_list([{any(Depth - 1), any(Depth - 1)} || _ <- lists:seq(1, rand:uniform(6) - 1)])
    end.

%% Any finite float at all, and shapes that people write.
float1() ->
    case rand:uniform(5) of
        1 -> case rand:bytes(8) of <<F/float>> -> F; _ -> 0.0 end;
        2 -> sign(bits(20) / math:pow(10, rand:uniform(12)));
        3 -> sign(float(bits(rand:uniform(200))));
        4 -> pick([0.0, -0.0, 0.5, 1.5, 2.5, 0.1, 1.0e22, 1.0e23, 5.0e-324, 1.7976931348623157e308, 9007199254740992.0, 9007199254740993.0, 0.49999999999999994]);
        5 -> (rand:uniform(2000) - 1000) / 8
    end.
bits(N) -> <<V:N, _/bitstring>> = rand:bytes((N + 7) div 8), V.
sign(N) -> case rand:uniform(2) of 1 -> N; 2 -> -N end.
pick(L) -> lists:nth(rand:uniform(length(L)), L).
pick(L, apply) -> (pick(L))().
