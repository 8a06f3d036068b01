%% Large maps, large integers, exceptions, the process dictionary, text: work whose results are known.
-module(soak_values).
-export([run/1]).

run(Round) ->
    soak:parallel([fun() -> maps(2000 + soak:random(8000)) end, fun() -> integers(400) end, fun() -> raised(200) end,
        fun() -> dictionary(2000) end, fun() -> text(300, Round) end, fun() -> sorted(5000) end]),
    [{values, 6}].

maps(N) ->
    Whole = lists:foldl(fun(I, M) -> M#{{key, I} => I} end, #{}, lists:seq(1, N)),
    N = map_size(Whole),
    Half = lists:foldl(fun(I, M) -> maps:remove({key, I}, M) end, Whole, lists:seq(1, N, 2)),
    true = map_size(Half) =:= N div 2,
    Sum = N * (N + 1) div 2,
    Sum = maps:fold(fun(_, V, S) -> V + S end, 0, maps:merge(Half, Whole)),
    Whole =:= maps:from_list(maps:to_list(Whole)) orelse soak:lost("an entry of a map", []).

%% (a + b)² = a² + 2ab + b², and what division gives back.
integers(N) ->
    [begin
        A = rand:uniform(1 bsl (soak:random(3000))), B = rand:uniform(1 bsl (soak:random(1500))),
        (A + B) * (A + B) =:= A * A + 2 * A * B + B * B orelse soak:lost("a product", []),
        (A div B) * B + A rem B =:= A orelse soak:lost("a quotient", []),
        A =:= list_to_integer(integer_to_list(A)) orelse soak:lost("digits", []),
        A =:= binary:decode_unsigned(binary:encode_unsigned(A)) orelse soak:lost("bytes of an integer", [])
    end || _ <- lists:seq(1, N)].

raised(N) ->
    [try deep(soak:random(50), soak:pick([error, exit, throw, badmatch, badarith, bif])) of
        _ -> soak:lost("an exception", [])
    catch
        Class:Reason:Stack ->
            is_list(Stack) andalso {Class, Reason} =/= {error, undef} orelse soak:lost("a stack trace", []),
            lists:keymember(?MODULE, 1, Stack) orelse soak:lost("my own frames: ~P", [Stack, 20])
    end || _ <- lists:seq(1, N)].
deep(0, error) -> error({oops, make_ref()});
deep(0, exit) -> exit(oops);
deep(0, throw) -> throw(oops);
deep(0, badmatch) -> {a, _} = erl_scan:string("b");
deep(0, badarith) -> length(processes()) + list_to_atom("a");
deep(0, bif) -> binary_to_atom(make_ref());
deep(N, What) -> [N | deep(N - 1, What)].

dictionary(N) ->
    [put({key, I rem 500}, {I, lists:seq(1, I rem 20)}) || I <- lists:seq(1, N)],
    500 = length([K || {key, K} <- get_keys()]),
    [{key, K} = Key || {{key, K} = Key, {I, _}} <- get(), I rem 500 =/= K andalso soak:lost("an entry of the dictionary", [])],
    [erase({key, I}) || I <- lists:seq(0, 400)],
    99 = length([K || {{key, K}, _} <- erase()]).

text(N, Round) ->
    [begin
        Text = unicode:characters_to_binary(io_lib:format("~p ~ts ~w ~e", [{I, Round, self()}, "größer", #{I => [a, b]}, I / 7])),
        List = unicode:characters_to_list(Text),
        Text = unicode:characters_to_binary(List),
        Text = unicode:characters_to_binary(string:join(string:split(List, " ", all), " ")),
        %% From a set that does not grow: atoms are never collected.
        Atom = list_to_atom("soak_atom_" ++ integer_to_list(I)),
        Atom = binary_to_existing_atom(atom_to_binary(Atom))
    end || I <- lists:seq(1, N)].

sorted(N) ->
    List = [rand:uniform(1000000) || _ <- lists:seq(1, N)],
    Sorted = lists:sort(List),
    Sorted =:= gb_sets:to_list(gb_sets:from_list(List)) orelse
        lists:usort(List) =:= gb_sets:to_list(gb_sets:from_list(List)) orelse soak:lost("an element of a sorted list", []).
