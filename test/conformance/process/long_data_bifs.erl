%% BIFs whose work is far more than a turn: the same values, the same errors, and others run in between.
%% slow under stress: its terms are large
-module(long_data_bifs).
-export([main/0]).
-import(show, [result/2, id/1]).

-define(N, 100000).

main() ->
    L = lists:seq(1, ?N), Odd = lists:seq(1, ?N, 2), Bytes = [X band 255 || X <- L],
    Bin = list_to_binary(Bytes), Map = maps:from_list([{X, X} || X <- L]),
    result("reverse", fun() -> sum(lists:reverse(L, [x | Odd])) end),
    result("append", fun() -> sum(L ++ Odd) end),
    result("append nothing", fun() -> (L ++ id([])) =:= L end),
    result("subtract", fun() -> sum(L -- Odd) end),
    result("subtract doubles", fun() -> length((L ++ L) -- Odd) end),
    result("member", fun() -> {lists:member(?N, L), lists:member(0, L)} end),
    result("keyfind", fun() -> T = [{X, -X} || X <- L], {lists:keyfind(?N * 1.0, 1, T), lists:keymember(-5, 2, T), lists:keysearch(0, 1, T)} end),
    result("list_to_binary", fun() -> erlang:phash2(list_to_binary([Bytes, [Bytes | <<"end">>]])) end),
    result("iolist_size", fun() -> iolist_size([Bytes, Bin, [Bytes]]) end),
    result("bits", fun() -> erlang:phash2(list_to_bitstring([<<1:3>> | Bytes])) end),
    result("binary_to_list", fun() -> {sum(binary_to_list(Bin)), sum(binary_to_list(Bin, 2, ?N - 1))} end),
    result("characters", fun() -> sum(unicode:characters_to_list(unicode:characters_to_binary([$a, 229 | Bytes], latin1))) end),
    result("matches", fun() -> {length(binary:matches(Bin, [<<1, 2>>, <<1, 2, 3>>, <<9>>])), length(binary:split(Bin, <<7>>, [global]))} end),
    result("no match", fun() -> binary:match(Bin, <<255, 255>>) end),
    result("from_list", fun() -> {map_size(Map), lists:sum(maps:keys(Map)), lists:sum(maps:values(Map))} end),
    result("from_keys", fun() -> M = maps:from_keys(L ++ Odd, v), {map_size(M), maps:get(?N, M)} end),
    result("merge", fun() ->
        Other = maps:from_list([{X, -X} || X <- lists:seq(?N div 2, ?N * 2)]),
        [{map_size(M), lists:sum(maps:values(M))} || M <- [maps:merge(Map, Other), maps:merge(Other, Map)]]
    end),
    result("to_list", fun() -> lists:sort(maps:to_list(Map)) =:= [{X, X} || X <- L] end),
    errors(L, Bytes),
    result("others run", fun() -> others(L, Bytes) end).

sum(L) -> lists:foldl(fun(X, S) when is_integer(X) -> (S * 31 + X) band 16#fffffff; (_, S) -> S + 1 end, 0, L).

%% maps:from_list/1 is left out: OTP 25.2 never returns from a wrong element at the end of so long a list.
%% The top of the stack is the function that was called, with what it was called with.
errors(L, Bytes) ->
    Improper = L ++ x, NoBytes = Bytes ++ [256],
    [result({error, N}, fun() -> top(F) end) || {N, F} <- [
        {append, fun() -> id(Improper) ++ [1] end},
        {subtract, fun() -> id(L) -- id(Improper) end},
        {list_to_binary, fun() -> list_to_binary(id(NoBytes)) end},
        {iolist_to_binary, fun() -> iolist_to_binary(id(NoBytes)) end},
        {iolist_size, fun() -> iolist_size(id(Improper)) end},
        {list_to_bitstring, fun() -> list_to_bitstring(id(NoBytes)) end},
        {from_keys, fun() -> maps:from_keys(id(Improper), v) end}]].

top(F) ->
    try F()
    catch error:R:S ->
        [{M, N, As, _} | _] = S,
        {R, M, N, [shape(A) || A <- As]}
    end.

shape(A) when is_list(A) -> {list, erlang:phash2(A)};
shape(A) -> A.

%% A ticker counts how often it runs while another process is in one long BIF after the other.
others(L, Bytes) ->
    Me = self(),
    Ticker = spawn_link(fun() -> tick(0) end),
    Worker = spawn_link(fun() ->
        [[id(lists:reverse(L)), id(L ++ L), id(list_to_binary([Bytes, Bytes])), lists:member(x, L), id(L -- [x])] || _ <- lists:seq(1, 5)],
        Me ! done
    end),
    receive done -> ok end,
    Ticker ! {stop, Me},
    receive {ticks, N} -> {Worker =/= Ticker, N > 20} end.

tick(N) ->
    receive {stop, From} -> From ! {ticks, N}
    after 0 -> erlang:yield(), tick(N + 1)
    end.
