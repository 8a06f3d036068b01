%% External terms that nobody writes: lengths that lie, depth, bombs, numbers and identities in forms that are no longer or never were.
-module(hostile_terms).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() -> [result(Label, fun() -> decoded(Bytes) end) || {Label, Bytes} <- cases()].

%% The term, how many bytes `used` counts, and whether `safe` takes it; terms that are too big to show as their hash.
decoded(Bytes) ->
    try binary_to_term(Bytes, [used]) of
        {T, N} -> {shown(T), N, try binary_to_term(Bytes) =:= T catch error:badarg -> badarg end, try binary_to_term(Bytes, [safe]) =:= T catch error:badarg -> unsafe end}
    catch error:R -> R end.

shown(T) when is_function(T) -> {function, erlang:fun_info(T, arity)};
shown(T) when is_pid(T); is_reference(T); is_port(T) -> {node(T), binary_to_list(term_to_binary(T))};
shown(T) when is_map(T), map_size(T) > 32 -> {map, map_size(T)};
shown(T) -> case erlang:external_size(T) > 2000 of true -> {big, erlang:phash2(T)}; _ -> T end.

cases() -> [{L, <<131, B/binary>>} || {L, B} <- hostile()] ++ [{"nothing", <<>>}, {"version", <<130, 97, 1>>}, {"only a version", <<131>>}].

hostile() ->
    Ok = <<119, 2, "ok">>, Node = <<119, 13, "nonode@nohost">>, Far = <<119, 5, "a@far">>,
    lengths() ++ nested() ++ compressed() ++ maps() ++ atoms(Ok) ++ numbers() ++ identities(Node, Far) ++ bits() ++ funs(Ok, Node).

lengths() ->
    [{"tuple of " ++ L, <<104, 5, 97, 1>>} || L <- ["five, one there"]] ++
    [{"count " ++ integer_to_list(T) ++ " " ++ integer_to_list(N), <<T, N:32, 97, 1>>} || T <- [105, 108, 109, 116, 77, 111], N <- [1, 16#FFFFFF, 16#1000000, 16#7FFFFFFF, 16#80000000, 16#FFFFFFFF]] ++
    [{"string", <<107, 65535:16, "abc">>}, {"empty string", <<107, 0:16>>}, {"empty list", <<108, 0:32, 106>>}, {"empty list, improper", <<108, 0:32, 97, 1>>},
     {"list without a tail", <<108, 1:32, 97, 1>>}, {"empty tuples", <<104, 0>>}, {"large empty tuple", <<105, 0:32>>}, {"large tuple of one", <<105, 1:32, 106>>},
     {"unknown tag", <<1>>}, {"tag 0", <<0>>}, {"131 again", <<131, 97, 1>>}, {"bytes behind", <<97, 1, 2, 3>>}, {"empty binary", <<109, 0:32>>}].

nested() ->
    [{"lists in lists", <<(binary:copy(<<108, 1:32>>, 300000))/binary, 106, (binary:copy(<<106>>, 300000))/binary>>},
     {"tuples in tuples", <<(binary:copy(<<104, 1>>, 1000000))/binary, 106>>},
     {"tuples in tuples, cut", binary:copy(<<104, 1>>, 1000000)},
     {"tails of tails", <<(binary:copy(<<108, 1:32, 106>>, 300000))/binary, 106>>},
     {"maps in maps", <<(binary:copy(<<116, 1:32, 106>>, 100000))/binary, 106>>},
     {"maps as keys", <<(binary:copy(<<116, 1:32>>, 2000))/binary, 106, (binary:copy(<<106>>, 2000))/binary>>}].

compressed() ->
    Z = fun(S, P) -> <<80, S:32, (zlib:compress(P))/binary>> end,
    Bomb = zlib:compress(binary:copy(<<0>>, 10000000)),
    [{"compressed", Z(2, <<97, 1>>)}, {"compressed twice", Z(byte_size(Z(2, <<97, 1>>)), Z(2, <<97, 1>>))}, {"a bomb that says 5", <<80, 5:32, Bomb/binary>>},
     {"a bomb that says all", <<80, 10000000:32, Bomb/binary>>}, {"a bomb of a binary", Z(10000005, <<109, 10000000:32, 0:80000000>>)},
     {"says 4 GB", Z(16#FFFFFFFF, <<97, 1>>)}, {"says 1 GB", Z(16#40000000, <<97, 1>>)}, {"says 0", Z(0, <<97, 1>>)}, {"says one less", Z(1, <<97, 1>>)}, {"says one more", Z(3, <<97, 1>>)},
     {"of nothing", Z(0, <<>>)}, {"more behind", <<(Z(2, <<97, 1>>))/binary, 1, 2, 3>>}, {"more inside", Z(4, <<97, 1, 2, 3>>)}, {"raw", <<80, 2:32, (zlib:zip(<<97, 1>>))/binary>>},
     {"gzip", <<80, 2:32, (zlib:gzip(<<97, 1>>))/binary>>}, {"cut", begin B = Z(2, <<97, 1>>), binary:part(B, 0, byte_size(B) - 1) end}, {"inside of a tuple", <<104, 1, (Z(2, <<97, 1>>))/binary>>},
     {"with a version inside", Z(3, <<131, 97, 1>>)}].

maps() ->
    M = fun(L) -> <<116, (length(L)):32, (<< <<K/binary, V/binary>> || {K, V} <- L >>)/binary>> end, I = fun(X) -> <<98, X:32>> end,
    [{"a key twice", M([{I(1), I(2)}, {I(1), I(3)}])}, {"a key in two forms", M([{<<97, 1>>, I(2)}, {I(1), I(3)}])}, {"1 and 1.0", M([{I(1), I(2)}, {<<70, 1.0/float>>, I(3)}])},
     {"0.0 and -0.0", M([{<<70, 0.0/float>>, I(2)}, {<<70, -0.0/float>>, I(3)}])}, {"keys backwards", M([{I(X), I(X)} || X <- lists:seq(20, 1, -1)])},
     {"a key twice of 33", M([{I(X rem 33), I(X)} || X <- lists:seq(0, 33)])}, {"a key twice of 100", M([{I(X rem 99), I(X)} || X <- lists:seq(1, 100)])}, {"1000", M([{I(X), I(X)} || X <- lists:seq(1, 1000)])},
     {"a big integer twice", M([{<<110, 1, 0, 5>>, I(1)}, {<<97, 5>>, I(2)}])}, {"no keys", M([])}, {"half a pair", <<116, 1:32, 97, 1>>}].

atoms(Ok) ->
    Long = fun(N) -> binary:copy(<<"x">>, N) end, Wide = fun(N) -> binary:copy(<<"ä"/utf8>>, N) end,
    [{"255 characters", <<118, 255:16, (Long(255))/binary>>}, {"256 characters", <<118, 256:16, (Long(256))/binary>>}, {"255 wide ones", <<118, 510:16, (Wide(255))/binary>>}, {"256 wide ones", <<118, 512:16, (Wide(256))/binary>>},
     {"255 of latin1", <<100, 255:16, (Long(255))/binary>>}, {"256 of latin1", <<100, 256:16, (Long(256))/binary>>}, {"latin1", <<100, 1:16, 255>>}, {"small latin1", <<115, 1, 255>>},
     {"bad UTF-8", <<119, 1, 255>>}, {"cut UTF-8", <<119, 1, 195>>}, {"too long UTF-8", <<119, 2, 16#C0, 16#81>>}, {"surrogate", <<119, 3, 16#ED, 16#A0, 16#80>>}, {"beyond", <<119, 4, 16#F4, 16#90, 16#80, 16#80>>},
     {"zero", <<119, 1, 0>>}, {"empty", <<119, 0>>}, {"empty latin1", <<100, 0:16>>}, {"cut", <<119, 5, "ab">>}, {"not there yet", <<119, 22, "never_seen_before_atom">>}, {"in a tuple", <<104, 1, Ok/binary>>},
     {"cache reference", <<82, 0>>}].

numbers() ->
    [{"big of no bytes", <<110, 0, 0>>}, {"negative big of no bytes", <<110, 0, 1>>}, {"big of zeros", <<110, 3, 0, 0, 0, 0>>}, {"negative zero", <<110, 1, 1, 0>>}, {"big that is small", <<110, 1, 0, 5>>},
     {"big with zeros behind", <<110, 12, 0, 5, 0:88>>}, {"big of 2^59", <<110, 8, 0, 0:56, 8>>}, {"2^59 - 1", <<110, 8, 0, 16#FFFFFFFFFFFFFF:56, 7>>}, {"-2^59", <<110, 8, 1, 0:56, 8>>}, {"-2^59 - 1", <<110, 8, 1, 1, 0:48, 8>>},
     {"sign of 2", <<110, 1, 2, 5>>}, {"sign of 255", <<110, 9, 255, 5:72>>}, {"2^64", <<110, 9, 0, 0:64, 1>>}, {"-2^63", <<110, 8, 1, 0:56, 128>>}, {"cut big", <<110, 9, 0, 1, 2>>},
     {"large big of one byte", <<111, 1:32, 0, 5>>}, {"large big of none", <<111, 0:32, 0>>}, {"large of zeros", <<111, 300:32, 1, 0:2400>>},
     {"float", <<70, 1.5/float>>}, {"NaN", <<70, 16#7FF8000000000000:64>>}, {"signalling NaN", <<70, 16#7FF0000000000001:64>>}, {"negative NaN", <<70, 16#FFF8000000000000:64>>}, {"infinite", <<70, 16#7FF0000000000000:64>>}, {"-infinite", <<70, 16#FFF0000000000000:64>>},
     {"-0.0", <<70, 16#8000000000000000:64>>}, {"denormal", <<70, 1:64>>}, {"cut float", <<70, 1, 2, 3>>}] ++
    [{"old float " ++ S, <<99, (list_to_binary(S))/binary, 0:((31 - length(S)) * 8)>>} || S <- ["1.5", "1.50000000000000000000e+00", "nan", "NaN", "inf", "-inf", "Infinity", "1e400", "-1e400", "1e-400", "-0.0", "", " 1.5", "1.5 ", "1.5x", "+1.5", "1", "0x10", "0x1p3", ".5", "5.", "1e5", "1.5e", "1,5"]] ++
    [{"old float without an end", <<99, (binary:copy(<<"1">>, 31))/binary>>}, {"old float of zeros", <<99, (binary:copy(<<"0">>, 31))/binary>>}, {"cut old float", <<99, "1.5">>}].

identities(Node, Far) ->
    [{"pid " ++ L, B} || {L, B} <- [{"old", <<103, Node/binary, 1:32, 2:32, 3>>}, {"new", <<88, Node/binary, 1:32, 2:32, 0:32>>}, {"number of 29 bits", <<103, Node/binary, 16#1FFFFFFF:32, 2:32, 0>>}, {"number of 32 bits", <<103, Far/binary, 16#FFFFFFFF:32, 2:32, 0>>},
        {"serial of 32 bits", <<103, Far/binary, 1:32, 16#FFFFFFFF:32, 0>>}, {"new, all bits", <<88, Far/binary, 16#FFFFFFFF:32, 16#FFFFFFFF:32, 16#FFFFFFFF:32>>}, {"node of a number", <<103, 97, 1, 1:32, 2:32, 3>>}, {"node of a list", <<88, 106, 1:32, 2:32, 3:32>>},
        {"no @", <<88, 119, 3, "far", 1:32, 2:32, 3:32>>}, {"empty node", <<88, 119, 0, 1:32, 2:32, 3:32>>}, {"creation", <<88, Node/binary, 1:32, 2:32, 7:32>>}, {"latin1 node", <<88, 100, 5:16, "a@far", 1:32, 2:32, 3:32>>}, {"cut", <<88, Node/binary, 1:32, 2:32, 0>>}]] ++
    [{"port " ++ L, B} || {L, B} <- [{"old", <<102, Node/binary, 1:32, 3>>}, {"old of 32 bits", <<102, Far/binary, 16#FFFFFFFF:32, 3>>}, {"new", <<89, Node/binary, 1:32, 0:32>>}, {"of 64 bits", <<120, Far/binary, 16#FFFFFFFFFFFFFFFF:64, 1:32>>}, {"of 64 bits here", <<120, Node/binary, 1:64, 0:32>>}, {"node of a tuple", <<89, 104, 0, 1:32, 0:32>>}]] ++
    [{"reference " ++ L, B} || {L, B} <- [{"of old", <<101, Node/binary, 9:32, 1>>}, {"of 1 word", <<114, 1:16, Node/binary, 0, 1:32>>}, {"of 3 words", <<114, 3:16, Far/binary, 1, 1:32, 2:32, 3:32>>}, {"of 4", <<114, 4:16, Far/binary, 1, 1:32, 2:32, 3:32, 4:32>>},
        {"of 5", <<114, 5:16, Far/binary, 1, 1:32, 2:32, 3:32, 4:32, 5:32>>}, {"of 6", <<114, 6:16, Far/binary, 1, 1:32, 2:32, 3:32, 4:32, 5:32, 6:32>>}, {"of 65535", <<114, 65535:16, Far/binary, 1, 0:2097120>>}, {"newer of 5", <<90, 5:16, Far/binary, 1:32, 1:32, 2:32, 3:32, 4:32, 5:32>>},
        {"newer of 6", <<90, 6:16, Far/binary, 1:32, 1:32, 2:32, 3:32, 4:32, 5:32, 6:32>>}, {"first word of 32 bits", <<114, 3:16, Far/binary, 1, 16#FFFFFFFF:32, 2:32, 3:32>>}, {"here, first of 32 bits", <<90, 3:16, Node/binary, 0:32, 16#FFFFFFFF:32, 2:32, 3:32>>}, {"node of a binary", <<90, 3:16, 109, 1:32, 5, 0:32, 1:32, 2:32, 3:32>>}]].

bits() ->
    [{"last byte of " ++ integer_to_list(N) ++ " bits, " ++ integer_to_list(S) ++ " bytes", <<77, S:32, N, (binary:copy(<<255>>, S))/binary>>} || N <- [0, 1, 7, 8, 9, 255], S <- [0, 1, 2]].

funs(Ok, Node) ->
    Export = fun(M, F, A) -> <<113, M/binary, F/binary, A/binary>> end,
    Fun = fun(Size, Arity, Free, M, Index, Uniq, Pid, Env) -> B = <<Arity, 0:128, 0:32, Free:32, M/binary, Index/binary, Uniq/binary, Pid/binary, Env/binary>>, <<112, (byte_size(B) + 4 + Size):32, B/binary>> end,
    Pid = <<88, Node/binary, 1:32, 2:32, 0:32>>, Zero = <<97, 0>>,
    [{"export", Export(Ok, Ok, <<97, 2>>)}, {"export of arity 255", Export(Ok, Ok, <<97, 255>>)}, {"export of arity 256", Export(Ok, Ok, <<98, 256:32>>)}, {"export of arity -1", Export(Ok, Ok, <<98, -1:32>>)},
     {"export of no module", Export(<<97, 1>>, Ok, <<97, 2>>)}, {"export of no function", Export(Ok, <<106>>, <<97, 2>>)}, {"export of a float arity", Export(Ok, Ok, <<70, 1.0/float>>)}, {"cut export", <<113, Ok/binary, Ok/binary>>},
     {"fun", Fun(0, 1, 0, Ok, Zero, Zero, Pid, <<>>)}, {"fun of one free", Fun(0, 1, 1, Ok, Zero, Zero, Pid, <<97, 1>>)}, {"fun that says more bytes", Fun(5, 1, 0, Ok, Zero, Zero, Pid, <<>>)}, {"fun that says fewer", Fun(-5, 1, 0, Ok, Zero, Zero, Pid, <<>>)},
     {"fun of lost free", Fun(0, 1, 2, Ok, Zero, Zero, Pid, <<97, 1>>)}, {"fun of many free", Fun(0, 1, 16#7FFFFFFF, Ok, Zero, Zero, Pid, <<97, 1>>)}, {"fun of 2^32 - 1 free", Fun(0, 1, 16#FFFFFFFF, Ok, Zero, Zero, Pid, <<97, 1>>)}, {"fun of arity 255", Fun(0, 255, 0, Ok, Zero, Zero, Pid, <<>>)},
     {"fun of no module", Fun(0, 1, 0, <<97, 1>>, Zero, Zero, Pid, <<>>)}, {"fun of an atom index", Fun(0, 1, 0, Ok, Ok, Zero, Pid, <<>>)}, {"fun of a big uniq", Fun(0, 1, 0, Ok, Zero, <<110, 9, 0, 1:72>>, Pid, <<>>)}, {"fun of a negative uniq", Fun(0, 1, 0, Ok, Zero, <<98, -1:32>>, Pid, <<>>)},
     {"fun of old", <<117, 0:32, Pid/binary, Ok/binary, 0, 0, 0, 0>>}, {"local", <<121, 0:64, 97, 1>>}, {"local, alone", <<121>>}].
