%% The debugger without windows: modules interpreted by int, breakpoints of every kind, stepping, bindings, stack, attached processes, crashes.
-module(debugger_interpreter).
-export([main/0, never/1]).
-import(show, [result/2]).

main() ->
    file:make_dir("debugger_interpreter"),
    try show:call(fun body/0) after int:clear(), [int:n(M) || M <- int:interpreted()], [begin code:purge(M), code:delete(M), code:purge(M) end || M <- [dbi_a, dbi_b]] end.

body() ->
    write(dbi_a, ["-module(dbi_a).", "-export([f/1, sum/1, fails/1, catches/1, sends/1, map/1, bits/1, rec/1, native/1]).", "-record(r, {a = 1, b}).",
        "f(X) ->", "  Y = X + 1,", "  Z = g(Y),", "  {X, Y, Z}.", "g(A) ->", "  lists:map(fun(B) -> B * A end, [1, 2, 3]).",
        "sum([]) -> 0;", "sum([H | T]) when is_integer(H) -> H + sum(T).", "fails(X) ->", "  1 / X.", "catches(X) ->", "  try fails(X) catch error:E -> {caught, E} after put(done, X) end.",
        "sends(P) ->", "  P ! {self(), hello},", "  receive {P, A} -> A after 60000 -> none end.", "map(M) -> #{a := A} = M, M#{b => A, c => [K || K <- maps:keys(M)]}.",
        "bits(<<A:4, B:12, R/binary>>) -> <<B:12, A:4, R/binary>>.", "rec(X) -> R = #r{b = X}, R#r{a = R#r.b}.", "native(X) -> dbi_b:twice(fun(Y) -> Y + X end, X)."]),
    write(dbi_b, ["-module(dbi_b).", "-export([twice/2, call/1]).", "twice(F, X) -> F(F(X)).", "call(X) -> dbi_a:f(X)."]),
    code:add_patha("debugger_interpreter"),
    result("load", fun() -> [int:interpretable(dbi_a), int:interpretable(lists), int:i(dbi_a), int:interpreted(), int:i("debugger_interpreter/dbi_b"), lists:sort(int:interpreted()), int:n(dbi_b), int:interpreted()] end),
    result("not loadable", fun() -> show:captured(fun() -> io:format("~p", [[int:interpretable(no_such_mod), int:i(no_such_mod)]]) end) end),
    result("calls", fun() -> [dbi_a:f(4), dbi_a:sum([1, 2, 3]), dbi_a:catches(0), get(done), dbi_a:map(#{a => 1}), dbi_a:bits(<<16#1234:16, "x">>), dbi_a:rec(5), dbi_a:native(10), dbi_b:call(1), apply(dbi_a, f, [0])] end),
    result("fails", fun() -> try dbi_a:fails(0) catch C:E:S -> {C, E, [{M, F} || {M, F, _, _} <- S, M =:= dbi_a]} end end),
    result("clauses", fun() -> try dbi_a:sum([x]) catch C:E -> {C, E} end end),
    result("messages", fun() -> Me = self(), P = spawn(fun() -> Me ! {result, dbi_a:sends(Me)} end), receive {P, hello} -> P ! {Me, answer} end, receive {result, R} -> R end end),
    result("breakpoints", fun() -> [int:break(dbi_a, 6), int:break(dbi_a, 999), int:break(dbi_a, 6), int:break_in(dbi_a, g, 1), int:all_breaks(), int:all_breaks(dbi_a), int:disable_break(dbi_a, 6), int:action_at_break(dbi_a, 9, disable), int:delete_break(dbi_a, 9), int:all_breaks(), int:enable_break(dbi_a, 6), int:all_breaks(dbi_a)] end),
    result("stops there", fun() -> {P, M, Meta} = stopped(fun() -> dbi_a:f(10) end), A = {int:meta(Meta, bindings, nostack), [{L, Mod} || {P2, {Mod, f, _}, break, {Mod, L}} <- int:snapshot(), P2 =:= P]}, int:continue(P), receive {'DOWN', M, _, _, R} -> {A, R} end end),
    result("steps", fun() -> {P, M, Meta} = stopped(fun() -> dbi_a:f(10) end), int:step(P), In = show:until(fun() -> [L || {P2, _, break, {_, L}} <- int:snapshot(), P2 =:= P] =:= [9] end), A = int:meta(Meta, backtrace, all), int:continue(P), receive {'DOWN', M, _, _, R} -> {In, [{L, F} || {L, {_, F, _}} <- A], R} end end),
    result("conditional", fun() -> int:delete_break(dbi_a, 6), int:break(dbi_a, 5), int:test_at_break(dbi_a, 5, {?MODULE, never}), R = dbi_a:f(3), int:no_break(dbi_a), {R, int:all_breaks()} end),
    result("deleted", fun() -> int:no_break(), [dbi_a:f(1), int:all_breaks()] end),
    result("killed while it waits", fun() -> int:break(dbi_a, 6), {P, M, _} = stopped(fun() -> dbi_a:f(1) end), exit(P, kill), R = receive {'DOWN', M, _, _, X} -> X end, int:no_break(), R end),
    result("auto attach and stack trace", fun() -> [int:auto_attach(), int:auto_attach(false), int:stack_trace(), int:stack_trace(no_tail), int:stack_trace(), int:stack_trace(all)] end),
    result("interpreted no more", fun() -> [int:n(dbi_a), int:interpreted(), dbi_a:f(2)] end),
    code:del_path("debugger_interpreter").

never(_) -> false.
stopped(F) -> {P, M} = spawn_monitor(fun() -> exit(F()) end), waits(P), {ok, Meta} = dbg_iserver:call({get_meta, P}), {P, M, Meta}.
waits(P) -> true = show:until(fun() -> case lists:keyfind(P, 1, int:snapshot()) of {_, _, break, _} -> true; _ -> false end end).

write(M, Lines) ->
    File = filename:join("debugger_interpreter", atom_to_list(M)),
    ok = file:write_file(File ++ ".erl", [[L, $\n] || L <- Lines]),
    {ok, M} = compile:file(File, [debug_info, {outdir, "debugger_interpreter"}]).
