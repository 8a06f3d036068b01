%% Map expressions and patterns: construction, =>, :=, matching with bound keys, large maps, every error.
%% The programs of this folder that include it are compiled in different ways.
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    M = id(#{a => 1, "b" => 2, {c} => 3, 4 => four, 4.0 => float, <<"d">> => bin}),
    result("build", fun() -> M end),
    result("duplicate keys", fun() -> #{id(a) => 1, id(b) => 2, id(a) => 3} end),
    result("update", fun() -> M#{a := 10, new => n, 4.0 := f} end),
    result("update exact missing", fun() -> M#{missing := 1} end),
    result("update of list", fun() -> (id([]))#{a => 1} end),
    result("update exact of list", fun() -> (id([]))#{a := 1} end),
    result("update empty", fun() -> (id(#{}))#{} end),
    result("match", fun() -> #{a := A, "b" := B} = M, {A, B} end),
    result("match missing", fun() -> #{zz := A} = M, A end),
    result("match of tuple", fun() -> #{} = id({}), ok end),
    result("bound key", fun() -> K = id({c}), #{K := V} = M, V end),
    result("computed key", fun() -> #{{c} := V, (4) := W} = M, {V, W} end),
    result("clauses", fun() -> [clause(X) || X <- [#{type => a, v => 1}, #{type => b}, #{}, x, #{type => c, v => #{w => deep}}]] end),
    result("equal", fun() -> [#{1 => a} == id(#{1.0 => a}), #{a => 1} == id(#{a => 1.0}), #{a => 1} =:= id(#{a => 1.0})] end),
    result("order", fun() -> lists:sort([#{b => 1}, #{a => 2}, #{a => 1, b => 2}, #{}, #{a => 1}, #{1 => x}, #{1.0 => x}]) end),
    result("grow", fun() -> L = grow(100, #{}), {map_size(L), maps:get(50, L), lists:sum(maps:values(L))} end),
    result("grow and shrink", fun() -> L = shrink(80, grow(100, #{})), {map_size(L), show:sorted(L)} end),
    result("32 and 33", fun() -> [begin L = maps:from_list([{I, I} || I <- lists:seq(1, N)]), {N, map_size(L), maps:get(N, L)} end || N <- [31, 32, 33, 34]] end),
    result("large update", fun() -> L = grow(1000, #{}), L2 = L#{500 := x, 2000 => y, a => b}, {map_size(L), map_size(L2), maps:get(500, L), maps:get(500, L2)} end),
    result("large exact missing", fun() -> (grow(1000, #{}))#{5000 := x} end),
    result("large match", fun() -> #{77 := V, 78 := W} = grow(1000, #{}), {V, W} end),
    result("large equal", fun() -> A = grow(500, #{}), B = maps:from_list(lists:reverse(maps:to_list(A))), {A =:= B, A == B#{1 => x}, erlang:phash2(A) =:= erlang:phash2(B)} end),
    result("map keys", fun() -> N = #{#{a => 1} => x, #{} => y}, {maps:get(#{a => id(1)}, N), maps:get(#{}, N)} end),
    result("guard", fun() -> [guard(X) || X <- [#{n => 5}, #{n => 50}, #{}, a]] end),
    result("sizes", fun() -> [map_size(M), map_size(#{})] end),
    result("badmap", fun() -> map_size(id(a)) end).

clause(#{type := a, v := V}) -> {a, V};
clause(#{type := T, v := #{w := W}}) -> {T, W};
clause(#{type := T}) -> T;
clause(#{}) -> empty;
clause(_) -> none.

guard(M) when map_get(n, M) > 10 -> big;
guard(#{n := N}) when N < 10 -> small;
guard(M) when is_map(M), not is_map_key(n, M) -> none;
guard(_) -> no.

grow(0, M) -> M;
grow(N, M) -> grow(N - 1, M#{N => N * N}).
shrink(0, M) -> M;
shrink(N, M) -> shrink(N - 1, maps:remove(N, M)).
