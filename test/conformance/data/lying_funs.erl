%% External funs of a module that is loaded, which say another arity, index, version or old uniq than their code has: none calls it.
-module(lying_funs).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    X = id(5),
    <<131, 112, _:32, Arity, Uniq:16/binary, Index:32, Free:32, Rest/binary>> = term_to_binary(fun(A) -> {A, X} end),
    {Old, 1} = binary:match(Rest, <<98>>),
    <<Name:Old/binary, 98, OldUniq:32, Env/binary>> = Rest,
    Make = fun(N, U, I, O) -> Body = <<N, U/binary, I:32, Free:32, Name/binary, 98, O:32, Env/binary>>, <<131, 112, (byte_size(Body) + 4):32, Body/binary>> end,
    result("as it is", fun() -> called(Make(Arity, Uniq, Index, OldUniq), 1) end),
    result("another arity", fun() -> [called(Make(N, Uniq, Index, OldUniq), N) || N <- [0, 2, 3, 200]] end),
    result("another index", fun() -> called(Make(Arity, Uniq, 99, OldUniq), 1) end),
    result("another version", fun() -> called(Make(Arity, <<0:128>>, Index, OldUniq), 1) end),
    result("another old uniq", fun() -> called(Make(Arity, Uniq, Index, OldUniq bxor 1), 1) end),
    result("and again", fun() -> called(Make(Arity, Uniq, Index, OldUniq), 1) end).

called(Bytes, N) ->
    Fun = binary_to_term(Bytes),
    {erlang:fun_info(Fun, arity), try apply(Fun, lists:seq(1, N)) catch error:R -> {error, R} end}.
