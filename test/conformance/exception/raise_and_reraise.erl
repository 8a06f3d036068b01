%% erlang:raise/3 with traces of every form, error/2 and error/3, re-raising, traces after catch, stacktrace of class throw and exit.
-module(raise_and_reraise).
-export([main/0, f/1, g/2, with_args/2, h/1]).
-import(show, [result/2, id/1]).

main() ->
    result("raise good", fun() -> t(fun() -> erlang:raise(error, r, [{a, b, 1, []}, {c, d, [x], [{file, "f"}, {line, 3}]}]) end) end),
    result("raise empty", fun() -> t(fun() -> erlang:raise(error, r, []) end) end),
    [result({"raise", C}, fun() -> t(fun() -> erlang:raise(C, reason, [{m, f, 0, []}]) end) end) || C <- [error, exit, throw]],
    Bad = [x, [x], [{a, b}], [{a, b, c}], [{a, b, 1}], [{a, b, []}], [{fun() -> ok end, 1}], [{fun() -> ok end, [a], []}], [{1, b, 1, []}], [{a, "b", 1, []}], [{a, b, -1, []}], [{a, b, 1, x}],
           [{a, b, 1, [{file, 1}]}], [{a, b, 1, [{line, 1}]}], [{a, b, 1, []} | tail], [{a, b, 1, [{line, x}]}], [{a, b, 1, [{other, 1}]}], [{a, b, 1, [{file, "x"}, {line, 2}, {z, 1}]}], [{a, b, [1 | 2], []}], [{a, b, 300, []}], {}, [[]]],
    [result({"raise form", I}, fun() -> t(fun() -> {returned, erlang:raise(error, r, id(S))} end) end) || {I, S} <- lists:enumerate(Bad)],
    result("raise bad class", fun() -> [catch erlang:raise(id(wrong), r, []), catch erlang:raise(id(1), r, [])] end),
    result("long trace is kept", fun() -> S = [{m, f, N, []} || N <- lists:seq(1, 100)], try erlang:raise(error, r, S) catch _:_:T -> length(T) end end),
    result("error/2 args", fun() -> [hd_(fun() -> error(why, [1, 2]) end), hd_(fun() -> with_args(a, b) end)] end),
    result("error/2 none", fun() -> hd_(fun() -> error(why, none) end) end),
    result("error/3", fun() -> hd_(fun() -> error(why, [1], [{error_info, #{cause => c, module => m}}]) end) end),
    result("error/3 none", fun() -> hd_(fun() -> error(why, none, [{error_info, #{}}]) end) end),
    result("error/3 bad", fun() -> [hd_(fun() -> error(why, id(x), []) end), hd_(fun() -> error(why, [], id([bad])) end), hd_(fun() -> error(why, [], id(x)) end), hd_(fun() -> error(why, [], id([{error_info, 1}])) end)] end),
    result("reraise keeps", fun() -> try try f(0) catch C:R:S -> put(first, S), erlang:raise(C, R, S) end catch _:R2:S2 -> {R2, S2 =:= get(first)} end end),
    result("reraise new reason", fun() -> try try f(0) catch _:_:S -> erlang:raise(exit, other, S) end catch exit:R2:S2 -> {R2, mfa(S2)} end end),
    result("after passes through", fun() -> put(n, 0), R = (catch try f(0) after put(n, get(n) + 1) end), {element(1, R), get(n)} end),
    result("nested try in handler", fun() -> try f(0) catch _:A:S1 -> try f(1) catch _:B:S2 -> {A, B, mfa(S1), mfa(S2)} end end end),
    result("trace in after", fun() -> try try f(0) after (catch f(1)) end catch _:R:S -> {R, mfa(S)} end end),
    result("catch after reraise", fun() -> {'EXIT', {R, S}} = (catch try f(0) catch C:X:T -> erlang:raise(C, {X, again}, T) end), {R, mfa(S)} end),
    result("catch of a throw", fun() -> [catch throw(x), catch exit(x), catch error(x) =:= ok] end),
    result("catch exit", fun() -> catch exit({deep, [1]}) end),
    result("throw has a trace", fun() -> try g(throw, x) catch throw:_:S -> mfa(S) end end),
    result("exit has a trace", fun() -> try g(exit, x) catch exit:_:S -> mfa(S) end end),
    result("trace of fun", fun() -> try (fun(X) -> [f(X)] end)(id(0)) catch _:_:S -> [{M, length(atom_to_list(F)) > 5, A} || {M, F, A, _} <- lists:sublist(S, 2)] end end),
    result("function_clause args", fun() -> try h(id({no, clause})) catch _:R:S -> {R, hd(S)} end end),
    result("undef args", fun() -> try raise_and_reraise:none(id(1), b) catch _:R:S -> {R, element(3, hd(S)), element(4, hd(S))} end end),
    result("badarity", fun() -> try (id(fun(_) -> a end))(1, 2) catch _:{badarity, {_, A}}:S -> {A, mfa(lists:sublist(S, 1))} end end),
    result("badfun", fun() -> try (id(5))(1, 2) catch _:R:S -> {R, mfa(lists:sublist(S, 1))} end end),
    result("badkey badmap", fun() -> [try (id(#{}))#{a := 1} catch _:R -> R end, try (id(x))#{a => 1} catch _:R -> R end] end),
    result("badrecord-like", fun() -> try element(2, id(x)) catch _:R -> R end end),
    result("all the match errors", fun() -> [try {a, _} = id(b) catch _:R -> R end, try case id(1) of 2 -> ok end catch _:R -> R end, try if 1 =:= 2 -> ok; a == b -> ok end catch _:R -> R end, try (try id(1) of 2 -> ok catch _:_ -> no end) catch _:R -> R end] end),
    result("depth", fun() -> Old = erlang:system_flag(backtrace_depth, 3), R = try deep(10) catch _:_:S -> length(S) end, erlang:system_flag(backtrace_depth, Old), [Old, R, try deep(20) catch _:_:S2 -> length(S2) end] end),
    result("exit status in links", fun() -> [show:norm(cut(show:down(F))) || F <- [fun() -> throw(t) end, fun() -> exit(e) end, fun() -> error(r) end, fun() -> erlang:raise(throw, t, []) end, fun() -> erlang:raise(exit, x, [{a, b, 1, []}]) end, fun() -> error(r, [1]) end, fun() -> f(0) end]] end),
    result("big reason", fun() -> try error(lists:seq(1, 5000)) catch _:R -> lists:sum(R) end end),
    result("raise in guard of a handler", fun() -> try error(x) catch error:R when element(5, R) =:= 1 -> no; error:R -> {yes, R} end end),
    result("unbound class", fun() -> [try F() catch C:V -> {C, V} end || F <- [fun() -> throw(1) end, fun() -> exit(1) end, fun() -> error(1) end]] end),
    result("try of", fun() -> try id(5) of N when N > 9 -> big; 5 -> try error(in_of) catch _:X -> X end catch _:_ -> never end end),
    result("raise in of is not caught", fun() -> catch try id(5) of 5 -> throw(from_of) catch throw:_ -> never end end).

t(F) -> try F() catch C:R:S -> {C, R, show:norm([E || E <- S, element(1, E) =/= ?MODULE, element(1, E) =/= show, element(1, E) =/= conformance_run])} end.
hd_(F) -> try F() catch C:R:S -> [{M, N, A, L} | _] = S, {C, R, M, case is_list(A) of true -> A; false -> {arity, A} end, is_list(atom_to_list(N)), [E || E = {K, _} <- L, K =/= file, K =/= line]} end.
mfa(S) -> [{F, A} || {M, F, A, _} <- lists:sublist(S, 2), M =:= ?MODULE, hd(atom_to_list(F)) =/= $-].
cut({R, [{_, _, _, _} | _] = S}) -> {R, mfa(S)};
cut(X) -> X.

f(0) -> X = 1 div id(0), {ok, X};
f(1) -> X = hd(id([])), {ok, X}.
g(throw, X) -> _ = throw(X), ok;
g(exit, X) -> _ = exit(X), ok.
h(X) when is_integer(X) -> X.
with_args(A, B) -> error(badarg, [A, B]).
deep(0) -> error(bottom);
deep(N) -> 1 + deep(N - 1).
