%% Damaged external terms. The same program runs on erl and on a node: what a seed makes is the same on both.
-module(hostile_etf).
-export([main/1, results/2, cases/2, chosen/3, same/1]).

%% erl -run hostile_etf main SEED COUNT FILE
main([Seed, Count, File]) ->
    ok = file:write_file(File, results(list_to_integer(Seed), list_to_integer(Count))),
    halt().

%% 32 bits a case: 0 when it is refused, else a hash of the term and of how many bytes it took.
results(Seed, Count) -> << <<(result(B)):32>> || B <- cases(Seed, Count) >>.

result(Bytes) ->
    Plain = decoded(Bytes, []),
    Used = decoded(Bytes, [used]),
    Safe = decoded(Bytes, [safe]),
    %% By now all atoms are there; safe refuses funs of modules that are not.
    case {Plain, Used} of
        {badarg, badarg} -> badarg = Safe, 0;
        {_, {Plain, N}} when Safe =:= Plain; Safe =:= badarg -> erlang:phash2({comparable(Plain), N, Safe =:= badarg}) bor 1
    end.

%% A term that hashes alike on every system: the order of keys in a map is its own, and so are hashes of identities.
comparable(T) when is_map(T) -> {map, lists:sort([{comparable(K), comparable(V)} || {K, V} <- maps:to_list(T)])};
comparable([H | T]) -> [comparable(H) | comparable(T)];
comparable(T) when is_tuple(T) -> {tuple, comparable(tuple_to_list(T))};
comparable(T) when is_pid(T); is_port(T); is_reference(T) -> term_to_binary(T);
%% What else is in a fun belongs to the entry that the first of its kind made.
comparable(T) when is_function(T) ->
    Keys = case erlang:fun_info(T, type) of {type, local} -> [module, arity, new_index, new_uniq, env]; _ -> [module, name, arity] end,
    [comparable(erlang:fun_info(T, Key)) || Key <- Keys];
comparable(T) -> T.

decoded(Bytes, Options) ->
    try binary_to_term(Bytes, Options) catch error:badarg -> badarg end.

%% Pairs of a term that was decoded elsewhere and its bytes: the bytes of those that differ.
same(Pairs) -> [B || [T, B] <- Pairs, T =/= binary_to_term(B)].

cases(Seed, Count) ->
    Samples = list_to_tuple(samples()),
    {Cases, _} = lists:mapfoldl(fun(_, R) -> damaged(Samples, R) end, rand:seed_s(exsss, {Seed, 2, 3}), lists:seq(1, Count)),
    Cases.

samples() ->
    Terms = [
        0, 255, -1, 1 bsl 31, 1 bsl 64, -(1 bsl 300), 1 bsl 2100, 1.5, -0.0, a, 'ä€', '', [], "string", [1 | 2], [a, [b, [c]]],
        {}, {a, 1, "x"}, list_to_tuple(lists:seq(1, 300)), <<>>, <<"binary">>, <<1, 2, 3:5>>, binary:copy(<<7>>, 200),
        #{}, #{a => 1, 2 => [b], <<"c">> => #{}},
        fun lists:map/2, [{deep, [{deeper, #{key => [1, 2.5, <<"v">>]}}]}], list_to_atom(lists:duplicate(255, $l))
    ],
    [term_to_binary(T, O) || T <- Terms, O <- [[], [compressed], [{minor_version, 0}]]] ++ by_hand().

%% Forms that this node does not write.
by_hand() ->
    Atom = <<100, 0, 1, "n">>, Node = <<100, 0, 13, "nonode@nohost">>, Small = <<119, 2, "ok">>,
    [<<131, B/binary>> || B <- [
        <<103, Atom/binary, 1:32, 2:32, 3>>, <<88, Node/binary, 1:32, 2:32, 0:32>>, <<102, Atom/binary, 1:32, 3>>, <<89, Node/binary, 5:32, 7:32>>,
        <<120, Atom/binary, 5:64, 7:32>>, <<101, Atom/binary, 9:32, 1>>, <<114, 0, 3, Atom/binary, 1, 1:32, 2:32, 3:32>>,
        <<90, 0, 3, Node/binary, 0:32, 1:32, 2:32, 3:32>>, <<99, "1.50000000000000000000e+00", 0, 0, 0, 0, 0>>,
        <<113, Small/binary, Small/binary, 97, 2>>, <<77, 3:32, 5, 1, 2, 255>>, <<111, 4:32, 0, 1, 2, 3, 4>>, <<105, 2:32, Small/binary, 106>>,
        %% The order of keys in a big map is each system's own.
        <<116, 40:32, (<< <<97, X, 97, X>> || X <- lists:seq(1, 40) >>)/binary>>,
        <<115, 2, "ok">>, <<118, 0, 3, "abc">>, <<107, 0, 3, 1, 2, 3>>, <<108, 1:32, 97, 1, 108, 1:32, 97, 2, 106>>,
        <<112, 63:32, 1, 0:128, 0:32, 1:32, 119, 1, "m", 97, 0, 98, 0:32, 88, Node/binary, 1:32, 2:32, 0:32, 97, 5>>,
        <<80, 5:32, (zlib:compress(<<107, 0, 2, 1, 2>>))/binary>>]].

damaged(Samples, R0) ->
    {Kind, R1} = rand:uniform_s(8, R0),
    {I, R2} = rand:uniform_s(tuple_size(Samples), R1),
    Sample = element(I, Samples),
    case Kind of
        1 -> {N, R3} = rand:uniform_s(byte_size(Sample), R2), {binary:part(Sample, 0, N - 1), R3};
        2 ->
            %% A tag, or a length, that lies.
            {At, R3} = rand:uniform_s(min(8, byte_size(Sample) - 1), R2),
            {Value, R4} = lie(R3),
            {replace(Sample, At, Value), R4};
        3 ->
            %% One term inside of another's bytes.
            {J, R3} = rand:uniform_s(tuple_size(Samples), R2),
            {At, R4} = rand:uniform_s(byte_size(Sample) - 1, R3),
            <<_, Other/binary>> = element(J, Samples),
            {<<(binary:part(Sample, 0, At))/binary, Other/binary>>, R4};
        4 -> inside(Sample, R2);
        _ -> {N, R3} = rand:uniform_s(3, R2), flips(Sample, N, R3)
    end.

lie(R0) ->
    {Kind, R1} = rand:uniform_s(4, R0),
    case Kind of
        1 -> {<<255, 255, 255, 255>>, R1};
        2 -> {<<127, 255, 255, 255>>, R1};
        3 -> {<<0, 0, 0, 0>>, R1};
        4 -> {N, R2} = rand:uniform_s(256, R1), {<<(N - 1)>>, R2}
    end.

replace(Bytes, At, Value) ->
    Before = binary:part(Bytes, 0, At), Left = max(0, byte_size(Bytes) - At - byte_size(Value)),
    <<Before/binary, Value/binary, (binary:part(Bytes, byte_size(Bytes), -Left))/binary>>.

flips(Bytes, 0, R) -> {Bytes, R};
flips(Bytes, N, R0) ->
    {At, R1} = rand:uniform_s(byte_size(Bytes), R0),
    {Value, R2} = rand:uniform_s(256, R1),
    flips(replace(Bytes, At - 1, <<(Value - 1)>>), N - 1, R2).

%% Damage below the compression, sizes that lie, and bombs.
inside(<<131, 80, Size:32, Z/binary>>, R0) ->
    {Kind, R1} = rand:uniform_s(5, R0),
    Plain = try zlib:uncompress(Z) catch _:_ -> <<97, 1>> end,
    case Kind of
        1 -> {<<131, 80, (Size + 1):32, Z/binary>>, R1};
        2 -> {N, R2} = rand:uniform_s(1 bsl 32, R1), {<<131, 80, (N - 1):32, Z/binary>>, R2};
        3 -> {<<131, 80, 5:32, (zlib:compress(binary:copy(<<0>>, 100000)))/binary>>, R1};
        4 -> {<<131, 80, (byte_size(Plain) + 3):32, (zlib:compress(<<Plain/binary, 1, 2, 3>>))/binary>>, R1};
        5 -> {Bad, R2} = flips(Plain, 2, R1), {<<131, 80, (byte_size(Bad)):32, (zlib:compress(Bad))/binary>>, R2}
    end;
inside(<<131, Plain/binary>>, R) -> {<<131, 80, (byte_size(Plain)):32, (zlib:compress(Plain))/binary>>, R}.

%% The cases of these numbers, counted from 0.
chosen(Seed, Count, Numbers) ->
    Cases = list_to_tuple(cases(Seed, Count)),
    [element(N + 1, Cases) || N <- Numbers].
