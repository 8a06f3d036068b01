%% try, catch, after, of: each class, patterns, nesting, values, re-raise, what after may do.
%% The programs of this folder that include it are compiled in different ways.
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    Acts = [{throw, fun() -> throw(t) end}, {error, fun() -> error(e) end}, {exit, fun() -> exit(x) end}, {value, fun() -> v end},
            {badmatch, fun() -> {a} = id({b}) end}, {badarith, fun() -> 1 / id(0) end}, {undef, fun() -> nomod:f() end},
            {case_clause, fun() -> case id(q) of r -> s end end}, {badarg, fun() -> atom_to_list(id(1)) end}],
    [result({all, N}, fun() -> all(F) end) || {N, F} <- Acts],
    [result({some, N}, fun() -> some(F) end) || {N, F} <- Acts],
    [result({'of', N}, fun() -> 'of'(F) end) || {N, F} <- Acts],
    [result({'after', N}, fun() -> put(log, []), R = (catch 'after'(F)), {strip(R), get(log)} end) || {N, F} <- Acts],
    [result({old, N}, fun() -> strip(catch F()) end) || {N, F} <- Acts],
    [result({nested, N}, fun() -> nested(F) end) || {N, F} <- Acts],
    result("try_clause", fun() -> try id(1) of 2 -> two catch _:_ -> never end end),
    result("raise in handler", fun() -> try throw(a) catch throw:a -> error(b) end end),
    result("raise in after", fun() -> try throw(a) after error(b) end end),
    result("raise in of", fun() -> try ok of ok -> throw(z) catch throw:z -> wrong end end),
    result("value of after", fun() -> try 1 after 2 end end),
    result("variables", fun() -> X = try id(5) catch _:_ -> 0 end, Y = try id(X) + 1 of Z -> Z * 2 after ok end, {X, Y} end),
    result("catch catch", fun() -> catch (catch throw(a)) end),
    result("throw in list", fun() -> try [1, throw(mid), 3] catch throw:V -> V end end),
    result("exit reason terms", fun() -> [try exit(id(R)) catch exit:V -> V end || R <- [normal, kill, {shutdown, x}, [1, 2], #{}]] end),
    result("erlang:raise", fun() -> [try erlang:raise(C, r, []) catch K:V -> {K, V} end || C <- [throw, error, exit]] end),
    result("raise bad class", fun() -> erlang:raise(id(bad), r, []) end),
    result("raise bad stack", fun() -> erlang:raise(error, r, id([x])) end),
    result("error/2", fun() -> try error(r, [a, b]) catch error:r:S -> element(3, hd(S)) end end),
    result("error/2 none", fun() -> try error(r, none) catch error:r:S -> element(3, hd(S)) end end),
    result("guard in catch", fun() -> [try throw(id(V)) catch throw:X when X > 5 -> big; throw:X when is_atom(X) -> atom; throw:_ -> other end || V <- [1, 9, a]] end),
    result("class variable", fun() -> [try F() catch C:R when C =/= error -> {C, R}; C:_ -> C end || {_, F} <- Acts] end),
    result("nocatch", fun() -> {{nocatch, x}, _} = show:down(fun() -> throw(x) end), ok end),
    result("deep", fun() -> deep(50) end),
    result("loop", fun() -> loop(2000, 0) end).

all(F) -> try F() catch C:R -> {C, R} end.
some(F) -> try F() catch throw:t -> threw; error:badarith -> arith; error:{badmatch, V} -> V end.
'of'(F) -> try F() of v -> got; _ -> other catch error:_ -> err; exit:_ -> ex; _ -> thr end.
'after'(F) -> try put(log, [body | get(log)]), F() of X -> X after put(log, ['after' | get(log)]) end.
nested(F) ->
    try
        try F() catch throw:T -> {inner, T}; error:undef -> throw(from_undef) after put(x, 1) end
    catch throw:V -> {outer_throw, V}; exit:V -> {outer_exit, V}; error:V -> {outer_error, V} end.

strip({'EXIT', {R, [_ | _]}}) -> {'EXIT', {R, stack}};
strip(X) -> X.

deep(0) -> throw(bottom);
deep(N) -> try deep(N - 1) catch throw:X when N rem 10 =:= 0 -> throw({N, X}) end.
loop(0, A) -> A;
loop(N, A) -> loop(N - 1, try if N rem 2 =:= 0 -> throw(N); true -> N end catch throw:V -> -V end + A).
