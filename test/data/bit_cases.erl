%% What the bit syntax of the real Erlang reads and builds.
%%   {get, Type, Flags, Binary, Skip, Bits, Value | nomatch}
%%   {put, Type, Flags, Value, Prefix bits, Bits, Result | {error, Reason}}
%% Flags as in the BEAM: 2 little, 4 signed.
-module(bit_cases).
-export([write/2]).

write(File, Seed) ->
    rand:seed(exsss, {Seed, Seed, Seed}),
    Gets = [get_case() || _ <- lists:seq(1, 1500)],
    Puts = [put_case() || _ <- lists:seq(1, 1500)],
    ok = file:write_file(File, term_to_binary(Gets ++ Puts)).

r(N) -> rand:uniform(N) - 1.
pick(L) -> lists:nth(rand:uniform(length(L)), L).

bytes(N) -> << <<(pick([r(256), r(256), 0, 255]))>> || _ <- lists:seq(1, N) >>.

get_case() ->
    Type = pick([integer, integer, integer, float, utf8, utf16, utf32]),
    Flags = pick([0, 2, 4, 6]),
    Skip = pick([0, 0, 8, r(8), r(70)]),
    Bits = case Type of
        integer -> pick([8, 16, 32, 64, r(9), r(70), r(70), r(300)]);
        float -> pick([0, 16, 32, 64, 64, 32, 16, 8]);
        _ -> 0
    end,
    Subject = case Type of
        utf8 -> <<0:Skip, (pick([utf(utf8), utf(utf8), bytes(4)]))/binary>>;
        utf16 when Flags band 2 =:= 0 -> <<0:Skip, (pick([utf({utf16, big}), bytes(4)]))/binary>>;
        utf16 -> <<0:Skip, (pick([utf({utf16, little}), bytes(4)]))/binary>>;
        %% no random bytes here: the JIT of OTP 25.2 crashes on what is no code point
        utf32 when Flags band 2 =:= 0 -> <<0:Skip, (utf({utf32, big}))/binary>>;
        utf32 -> <<0:Skip, (utf({utf32, little}))/binary>>;
        _ -> bytes(pick([(Skip + Bits) div 8 + 1, r(5), 45]))
    end,
    {get, Type, Flags, Subject, Skip, Bits, get(Type, Flags, Subject, Skip, Bits)}.

utf(Encoding) -> unicode:characters_to_binary([code()], unicode, Encoding).
code() -> pick([r(128), 127, 128, 2047, 2048, 16#d7ff, 16#e000, 16#ffff, 16#10000, 16#10ffff, r(16#d000), 16#10000 + r(16#ffff)]).

get(Type, Flags, Subject, Skip, Bits) ->
    case Subject of
        <<_:Skip, Rest/bits>> -> get(Type, Flags, Rest, Bits);
        _ -> nomatch
    end.
get(integer, 0, B, N) -> case B of <<V:N, _/bits>> -> V; _ -> nomatch end;
get(integer, 2, B, N) -> case B of <<V:N/little, _/bits>> -> V; _ -> nomatch end;
get(integer, 4, B, N) -> case B of <<V:N/signed, _/bits>> -> V; _ -> nomatch end;
get(integer, 6, B, N) -> case B of <<V:N/little-signed, _/bits>> -> V; _ -> nomatch end;
get(float, F, B, N) when F band 2 =:= 0 -> case B of <<V:N/float, _/bits>> -> V; _ -> nomatch end;
get(float, _, B, N) -> case B of <<V:N/float-little, _/bits>> -> V; _ -> nomatch end;
get(utf8, _, B, _) -> case B of <<V/utf8, _/bits>> -> V; _ -> nomatch end;
get(utf16, F, B, _) when F band 2 =:= 0 -> case B of <<V/utf16, _/bits>> -> V; _ -> nomatch end;
get(utf16, _, B, _) -> case B of <<V/utf16-little, _/bits>> -> V; _ -> nomatch end;
get(utf32, F, B, _) when F band 2 =:= 0 -> case B of <<V/utf32, _/bits>> -> V; _ -> nomatch end;
get(utf32, _, B, _) -> case B of <<V/utf32-little, _/bits>> -> V; _ -> nomatch end.

put_case() ->
    Type = pick([integer, integer, integer, float, utf8, utf16, utf32, binary, all, append]),
    Flags = pick([0, 2]),
    Prefix = pick([0, 0, 8, r(8), r(70)]),
    Bits = case Type of
        integer -> pick([8, 16, 32, 64, r(9), r(70), r(70), r(300), -1, a]);
        float -> pick([16, 32, 64, 64, 32, 16, 8]);
        binary -> pick([0, 8, r(80)]);
        _ -> 0
    end,
    V = case Type of
        integer -> pick([r(256), -r(256), r(1 bsl 60), -r(1 bsl 60), r(1 bsl 200), -r(1 bsl 200), (1 bsl 128), -(1 bsl 128), 1.0, a]);
        float -> pick([0.0, -0.0, 1, -3, 1.5, 3.0e38, 1.0e39, -1.0e300, 65504.0, 65519.0, 65520.0, 6.0e-8, 5.9e-8, 3.0e-8,
                       2.9e-8, 1.0e-5, 1.0e-40, 0.1, rand:uniform(), rand:normal() * 1000, 1 bsl 100, 1 bsl 2000, a]);
        utf8 -> pick([code(), code(), 16#d800, 16#110000, -1, a]);
        utf16 -> pick([code(), code(), 16#d800, 16#110000, -1, a]);
        utf32 -> pick([code(), code(), 16#d800, 16#110000, -1, a]);
        _ -> pick([bytes(r(12)), bytes(100), <<(r(8)):3>>, a])
    end,
    {put, Type, Flags, V, Prefix, Bits, put(Type, Flags, V, Prefix, Bits)}.

put(Type, Flags, V, Prefix, Bits) ->
    try put1(Type, Flags, V, Prefix, Bits) catch error:R -> {error, R} end.
put1(integer, 0, V, P, N) -> <<-1:P, V:N>>;
put1(integer, 2, V, P, N) -> <<-1:P, V:N/little>>;
put1(float, 0, V, P, N) -> <<-1:P, V:N/float>>;
put1(float, 2, V, P, N) -> <<-1:P, V:N/float-little>>;
put1(utf8, _, V, P, _) -> <<-1:P, V/utf8>>;
put1(utf16, 0, V, P, _) -> <<-1:P, V/utf16>>;
put1(utf16, 2, V, P, _) -> <<-1:P, V/utf16-little>>;
put1(utf32, 0, V, P, _) -> <<-1:P, V/utf32>>;
put1(utf32, 2, V, P, _) -> <<-1:P, V/utf32-little>>;
put1(binary, _, V, P, N) -> <<-1:P, V:N/bits>>;
put1(all, _, V, P, _) -> <<-1:P, V/binary>>;
put1(append, _, V, P, _) -> <<V/bits, -1:P>>.
