%% The largest integers: arithmetic that would go beyond them raises system_limit, and the bit syntax does not match.
-module(big_limits).
-export([main/0]).

%% Bits of the largest magnitude: 2^19 - 1 words of 64.
-define(BITS, 33554368).

main() ->
    Top = show:id(1) bsl (?BITS - 1),
    Most = Top bor (Top - 1),
    shifts(Top),
    arithmetic(Top, Most),
    matches().

shifts(Top) ->
    [works({bsl_, N}, fun() -> show:id(1) bsl N end)
     || N <- [?BITS - 1, ?BITS, ?BITS + 63, 1 bsl 27, 1 bsl 30, 1 bsl 60, 1 bsl 70]],
    [works({bsr_, N}, fun() -> show:id(-1) bsr -N end) || N <- [?BITS - 1, ?BITS, 1 bsl 30, 1 bsl 60, 1 bsl 70]],
    [works({zero, N}, fun() -> show:id(0) bsl (1 bsl N) end) || N <- [30, 60, 70]],
    [works({top, N}, fun() -> Top bsl N end) || N <- [0, 1, -1, 64, 1 bsl 60, -1 bsl 60]],
    works(negative, fun() -> -Top bsl 1 end).

arithmetic(Top, Most) ->
    works("+", fun() -> Top + Top end),
    works("+ 1", fun() -> Most + 1 end),
    works("- 1", fun() -> -Most - 1 end),
    works("- back", fun() -> Most - 1 end),
    works("*", fun() -> Top * 2 end),
    works("* 1", fun() -> Top * 1 end),
    works("* -1", fun() -> Most * -1 end),
    works("* fits", fun() -> (show:id(1) bsl (?BITS div 2)) * (show:id(1) bsl (?BITS div 2 - 1)) end),
    works("* too large", fun() -> (show:id(1) bsl (?BITS div 2)) * (show:id(1) bsl (?BITS div 2)) end),
    works("bnot", fun() -> bnot Top end),
    works("bnot most", fun() -> bnot Most end),
    works("band", fun() -> (-Top) band (1 - Top) end),
    works("bor", fun() -> (-Top) bor 1 end).

matches() ->
    [works({match, N}, fun() -> <<X:N/unit:8>> = binary:copy(<<255>>, N), X end) || N <- [?BITS div 8, ?BITS div 8 + 1]],
    [works({decode, N}, fun() -> binary:decode_unsigned(binary:copy(<<255>>, N)) end) || N <- [?BITS div 8, ?BITS div 8 + 1]].

%% Not the value itself, which would take long to print.
works(Label, F) ->
    show:result(Label, fun() ->
        try F() of V when is_integer(V) -> integer
        catch
            error:{badmatch, _} -> nomatch;
            error:Reason -> Reason
        end
    end).
