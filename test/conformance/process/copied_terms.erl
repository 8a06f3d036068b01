-module(copied_terms).
-export([main/0, child/2]).

%% Terms of all shapes and of sizes around those where the way of copying changes, sent there and back, given to new processes and put into a
%% table: what arrives is what was sent.

main() ->
    rand:seed(exsss, {1, 2, 3}),
    Echo = spawn_link(fun echo/0),
    Table = ets:new(table, []),
    [begin
         Terms = [term(Size) || _ <- lists:seq(1, Count)],
         [begin same(sent, T, sent(Echo, T)), same(given, T, given(T)), same(stored, T, store(Table, T)) end || T <- Terms],
         io:format("~p: ~p~n", [Size, erlang:phash2([plain(T) || T <- Terms])])
     end || {Size, Count} <- [{1, 40}, {5, 40}, {20, 20}, {60, 20}, {70, 20}, {200, 10}, {3000, 2}]],
    %% To oneself nothing is copied; many at once; one that is passed over first.
    [self() ! {n, N, term(30)} || N <- lists:seq(1, 200)],
    io:format("~p~n", [length([T || N <- lists:seq(200, 1, -1), T <- [receive {n, N, X} -> X end]])]),
    [Echo ! {self(), N} || N <- lists:seq(1, 500)],
    io:format("~p~n", [lists:sum([receive {Echo, N} -> N end || N <- lists:seq(500, 1, -1)])]),
    Held = [term(100) || _ <- lists:seq(1, 50)],
    erlang:garbage_collect(),
    io:format("~p~n", [lists:all(fun(T) -> sent(Echo, T) =:= T end, Held)]).

echo() -> receive {From, T} -> From ! {self(), T}, echo() end.
sent(Echo, T) -> Echo ! {self(), T}, receive {Echo, Back} -> Back end.
given(T) -> P = spawn(?MODULE, child, [self(), T]), receive {P, Back} -> Back end.
child(To, T) -> To ! {self(), T}.
store(Table, T) -> ets:insert(Table, {key, T}), [{key, Back}] = ets:lookup(Table, key), Back.

same(_, T, T) -> ok;
same(How, T, Other) -> io:format("~p: ~p came as ~p~n", [How, T, Other]).

term(N) when N =< 1 ->
    case rand:uniform(12) of
        1 -> rand:uniform(1000);
        2 -> -(1 bsl (50 + rand:uniform(100)));
        3 -> rand:uniform();
        4 -> [];
        5 -> make_ref();
        6 -> self();
        7 -> binary:copy(<<"abc">>, rand:uniform(40));
        8 -> <<(rand:uniform(1 bsl 20)):21>>;
        9 -> literal();
        10 -> {};
        11 -> fun lists:map/2;
        12 -> an_atom
    end;
term(N) ->
    K = min(N, rand:uniform(8)), Part = (N - 1) div K,
    Parts = [term(Part) || _ <- lists:seq(1, K)],
    case rand:uniform(9) of
        1 -> list_to_tuple(Parts);
        2 -> Parts;
        3 -> Parts ++ term(Part);
        4 -> maps:from_list([{I, P} || {I, P} <- lists:zip(lists:seq(1, K), Parts)]);
        5 -> lists:seq(1, N div 2) ++ Parts;
        6 -> maps:from_list([{{I, an_atom}, I} || I <- lists:seq(1, N)]);
        7 -> fun(X) -> {X, Parts, N} end;
        8 -> B = binary:copy(<<N:32>>, 30), {binary:part(B, 3, 80), binary:part(B, 4, 10), B, Parts};
        9 -> [Parts, Parts | literal()]
    end.

literal() -> [{a, [1, 2, 3]}, "text", #{k => [v]} | {end_of, <<"it">>}].

%% Without what is new in each run.
plain(T) when is_reference(T); is_pid(T); is_function(T) -> x;
plain([H | T]) -> [plain(H) | plain(T)];
plain(T) when is_tuple(T) -> list_to_tuple(plain(tuple_to_list(T)));
plain(T) when is_map(T) -> maps:map(fun(_, V) -> plain(V) end, T);
plain(T) -> T.
