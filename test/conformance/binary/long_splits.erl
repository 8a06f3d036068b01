%% Searches that find far more than a turn has time for.
%% slow under stress: its results are large
-module(long_splits).
-export([main/0]).
-import(show, [result/2]).

main() ->
    Whole = binary:copy(<<"a bb  ccc ">>, 6000),
    <<_:3, Shifted/bits>> = <<0:3, Whole/binary>>,
    [begin
         result({match, N, P}, fun() -> binary:match(B, P) end),
         result({matches, N, P}, fun() -> told(binary:matches(B, P)) end),
         result({matches_in_part, N, P}, fun() -> told(binary:matches(B, P, [{scope, {7, 50000}}])) end),
         [result({split, N, P, O}, fun() -> told(binary:split(B, P, O)) end) || O <- [
             [], [trim], [global], [global, trim], [global, trim_all], [trim_all], [global, {scope, {3, 53000}}],
             [global, trim, {scope, {54000, -53990}}]]],
         result({replace, N, P}, fun() -> erlang:md5(binary:replace(B, P, <<"[]">>, [global, {insert_replaced, 1}])) end)
     end || {N, B} <- [{whole, Whole}, {shifted, Shifted}],
            P <- [<<" ">>, [<<" ">>, <<"  ">>], <<"ccc a">>, [<<"b">>, <<"bb  ccc a">>], [<<"a">>, <<"b">>, <<"c">>, <<" ">>]]].

told(L) -> {length(L), erlang:phash2(L), hd(L ++ [none]), lists:last([none | L])}.
