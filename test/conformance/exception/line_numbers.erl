%% Lines of stack traces: calls spread over lines, macros, nested funs, comprehensions, records, binaries, guards, map updates, -file.
-module(line_numbers).
-export([main/0, here/1]).
-import(show, [id/1]).
-record(r, {a, b = 2}).
-define(FAIL(X), (1 / id(X))).
-define(MANY(X), begin
    Y = id(X),
    hd(Y)
  end).

main() ->
    [io:format("~w: ~0tp~n", [N, trace(fun() -> here(N) end)]) || N <- lists:seq(1, 40)],
    io:format("fun: ~0tp~n", [trace(fun() ->
        lists:map(fun(X) ->
            id(X) + a
        end, [1])
    end)]).

trace(F) ->
    try F(), none
    catch C:R:S ->
        {C, show:norm(R), [{M, name(N), if is_list(A) -> length(A); true -> A end, filename:basename(proplists:get_value(file, L, "")), proplists:get_value(line, L)}
            || {M, N, A, L} <- S, lists:member(M, [?MODULE, lists, show, maps, erlang])]}
    end.

%% The number of a fun within its function is the compiler's own.
name(N) -> re:replace(atom_to_list(N), "-fun-[0-9]+-|-inlined-.*", "-fun-", [{return, list}]).

here(1) -> {ok, ?FAIL(0)};
here(2) -> {ok, ?MANY([])};
here(3) ->
    {a,
     id(1) + 1,
     id(x) + 1,
     id(3)};
here(4) ->
    R = #r{a = id(1)},
    {R#r.a,
     (id({r}))#r.b};
here(5) ->
    <<(id(1)):8,
      (id(x)):8>>;
here(6) ->
    M = #{a => 1},
    M#{a := 2,
       (id(b)) := 3};
here(7) ->
    [X + 1 || X <-
        id([1, b])];
here(8) ->
    [X || X <-
        id(no_list)];
here(9) ->
    [X ||
        X <- [1, 2],
        id(X)];
here(10) ->
    case
        id(5)
    of
        6 -> ok
    end;
here(11) ->
    {_, _} =
        id(7);
here(12) ->
    if
        1 =:= 2 -> ok
    end;
here(13) ->
    (id(fun(X) ->
        X
     end))(
        1, 2);
here(14) ->
    apply(
        id(lists),
        id(nth),
        [0, []]),
    ok;
here(15) ->
    M = id(lists),
    M:nth(
        id(0),
        []),
    ok;
here(16) ->
    F = fun Rec(0) -> error(
                        bottom);
            Rec(N) -> 1 +
                        Rec(N - 1)
        end,
    F(2),
    ok;
here(17) ->
    try
        error(first)
    catch
        error:first ->
            error(second)
    end;
here(18) ->
    try
        id(1)
    after
        error(in_after)
    end;
here(19) ->
    X = id(1),
    Y = X + 1, Z = Y + id(q),
    {X, Y, Z};
here(20) ->
    length(
        id(a)),
    ok;
here(21) ->
    A = id({1, 2}),
    setelement(3,
        A,
        x);
here(22) ->
    maps:get(
        k,
        id(#{})),
    ok;
here(23) ->
    << <<X>> || <<X>> <=
        id(no_binary)>>;
here(24) ->
    <<_:16>> =
        id(<<1>>);
here(25) ->
    lists:foldl(
        fun(X, Acc) ->
            X + Acc
        end,
        0,
        [1, a]),
    ok;
here(26) -> throw(
    id(thrown));
here(27) -> exit(id(
    exited));
here(28) ->
    begin
        id(1),
        begin id(2), id(x) * 2 end
    end;
here(29) ->
    [other(id(y))];
here(30) ->
    [begin
        Z = id(X),
        Z / 0
     end || X <- [1]];
here(31) ->
    #{k := _} =
        id(#{});
here(32) ->
    not
        id(1);
here(33) ->
    id(a) andalso
        id(b);
here(34) ->
    id(true) andalso
        hd(id([])),
    ok;
here(35) ->
    list_to_atom(id(1)), ok;
here(36) ->
    no_such_module:f(
        id(1)), ok;
here(37) ->
    ?MODULE:not_there(id(1)), ok;
here(38) ->
    put(x, 1), self() ! a, id(1) ++ 1, element(9, id({})), ok;
here(39) ->
    id(1) bsl id(b), ok;
here(40) ->
    local(id(1)),
    ok;
here(_) -> ok.

-file("other_file.src", 1000).
other(Y) ->
    Y - 1.

-file("line_numbers.erl", 9000).
local(2) ->
    ok.
