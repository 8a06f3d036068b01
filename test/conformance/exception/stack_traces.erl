%% Stack traces: module, function, arity or arguments, file and line, for each kind of error and place.
-module(stack_traces).
-export([main/0, clause/2, remote/1, tail/1]).
-import(show, [id/1]).

main() ->
    t(badmatch, fun() -> match(id(1)) end),
    t(badarith, fun() -> arith(id(a)) end),
    t(arith_tail, fun() -> arith_tail(id(a)) end),
    t(function_clause, fun() -> clause(id(x), id([y])) end),
    t(case_clause, fun() -> cases(id(1)) end),
    t(if_clause, fun() -> ifs(id(1)) end),
    t(undef, fun() -> undefined_here(id(1)) end),
    t(undef_tail, fun() -> undefined_tail(id(1)) end),
    t(bif, fun() -> bif(id(a)) end),
    t(bif_tail, fun() -> bif_tail(id(a)) end),
    t(guard_bif, fun() -> guard_bif(id(a)) end),
    t(error1, fun() -> err(id(a)) end),
    t(error2, fun() -> err2(id(a)) end),
    t(throw, fun() -> thrown(id(a)) end),
    t(exit, fun() -> exited(id(a)) end),
    t(badfun, fun() -> badfun(id(a)) end),
    t(badarity, fun() -> badarity(id(fun(_) -> a end)) end),
    t(remote, fun() -> ?MODULE:remote(id(a)) end),
    t(lists_map, fun() -> lists:map(fun(X) -> X + 1 end, id([1, a])) end),
    t(lists_foldl, fun() -> lists:foldl(fun(X, S) -> X + S end, 0, id([1, a])) end),
    t(nested, fun() -> a1(id(0)) end),
    t(tail, fun() -> tail(id(3)) end),
    t(comprehension, fun() -> [10 div X || X <- id([1, 0])] end),
    t(record, fun() -> setelement(id(5), {a}, b) end),
    t(apply, fun() -> apply(id(lists), id(reverse), id([a, b, c])) end),
    t(apply_fun, fun() -> apply(id(?MODULE), id(clause), [1, 2]) end),
    t(binary, fun() -> build(id(a)) end),
    t(map, fun() -> update(id([])) end),
    t(mapkey, fun() -> key(id(#{})) end),
    t(ets, fun() -> ets:lookup(id(no_table), key) end),
    t(reraise, fun() -> reraise(id(a)) end),
    t(after_, fun() -> aftered(id(a)) end),
    t(raise, fun() -> erlang:raise(error, mine, [{m, f, 2, [{file, "x.erl"}, {line, 7}]}, {m, g, [], []}]) end),
    t(deep, fun() -> deep(id(20)) end),
    t(register, fun() -> register(id(x), id(y)) end),
    t(fun_clause, fun() -> (fun(1) -> one end)(id(2)) end),
    t(list_to_integer, fun() -> list_to_integer(id("12x")) end),
    t(op, fun() -> id([a]) ++ id(b) ++ id([c]), id(b) ++ id([c]), length(id(x)) end).

t(Name, F) ->
    try F() of V -> io:format("~w: value ~w~n", [Name, V])
    catch C:R:S -> io:format("~w: ~w ~0p~n~s", [Name, C, show:norm(R), [io_lib:format("    ~0p~n", [frame(E)]) || E <- once(S), ours(E)]])
    end.

%% The BEAM's JIT names the caller of a bad fun twice.
once([E, E | S]) -> once([E | S]);
once([E | S]) -> [E | once(S)];
once([]) -> [].

%% Up to the runner's own frames; funs have made-up names that hold no surprise in one compilation.
ours({M, F, _, _}) -> M =/= init andalso M =/= conformance_run andalso not (M =:= ?MODULE andalso (F =:= t orelse F =:= main)).
frame({M, F, A, L}) -> {M, F, show:norm(A), [case X of {file, P} -> {file, filename:basename(P)}; {error_info, I} -> {error_info, I}; _ -> X end || X <- L]}.

match(X) ->
    {ok, Y} = X,
    Y.
arith(X) ->
    Y = X + 1,
    {ok, Y}.
arith_tail(X) -> X * 2.
clause(1, [z]) -> ok.
cases(X) ->
    case X of
        2 -> two
    end.
ifs(X) -> if X > 1 -> big end.
undefined_here(X) ->
    Y = nomod:nofun(X, [1, 2]),
    {Y}.
undefined_tail(X) -> nomod:nofun(X, [1, 2]).
bif(X) ->
    Y = atom_to_list({X}),
    [Y].
bif_tail(X) -> list_to_atom(X).
guard_bif(X) ->
    Y = hd(X),
    {Y}.
err(X) -> error({my, X}).
err2(X) ->
    error({my, X}, [X, extra]).
thrown(X) -> throw({my, X}).
exited(X) -> exit({my, X}).
badfun(X) ->
    Y = X(1),
    {Y}.
badarity(F) ->
    Y = F(1, 2),
    {Y}.
remote(X) ->
    Y = binary_to_list(X),
    {Y}.
a1(X) -> {a2(X)}.
a2(X) -> [a3(X)].
a3(X) ->
    1 div X.
tail(0) -> error(zero);
tail(N) -> tail(N - 1).
build(X) -> <<X:8>>.
update(X) -> X#{a => 1}.
key(X) -> X#{a := 1}.
reraise(X) ->
    try err(X)
    catch C:R:S -> erlang:raise(C, {again, R}, S)
    end.
aftered(X) ->
    try
        err(X)
    after
        id(done)
    end.
deep(0) -> error(deep);
deep(N) -> [deep(N - 1)].
