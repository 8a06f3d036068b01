%% References to atomics, counters, compiled match specifications and tables that were text or external format in between.
-module(references_by_number).
-export([main/0]).
-import(show, [result/2]).

main() ->
    A = atomics:new(3, []), atomics:put(A, 2, 77),
    C = counters:new(3, [atomics]), counters:put(C, 2, 78),
    W = counters:new(3, [write_concurrency]), counters:put(W, 2, 79),
    M = ets:match_spec_compile([{{'$1'}, [], ['$1']}]),
    T = ets:new(table, [public]), ets:insert(T, {key, value}),
    Ways = [{binary, fun(R) -> binary_to_term(term_to_binary(R)) end},
            {compressed, fun(R) -> {_, [X]} = binary_to_term(term_to_binary({lists:seq(1, 100), [R]}, [compressed])), X end},
            {text, fun(R) -> list_to_ref(ref_to_list(R)) end},
            {process, fun(R) -> B = term_to_binary(R), show:call(fun() -> binary_to_term(B) end) end}],
    [begin
         result({Way, atomics}, fun() -> R = F(A), {R =:= A, atomics:get(R, 2), atomics:add_get(R, 2, 0), maps:get(size, atomics:info(R))} end),
         result({Way, counters}, fun() -> R = F(element(2, C)), {R =:= element(2, C), counters:get({element(1, C), R}, 2)} end),
         result({Way, spread_counters}, fun() -> R = F(element(2, W)), {R =:= element(2, W), counters:get({element(1, W), R}, 2)} end),
         result({Way, match_spec}, fun() -> R = F(M), {R =:= M, ets:is_compiled_ms(R), ets:match_spec_run([{1}, {2, 3}, {4}], R)} end),
         result({Way, table}, fun() -> R = F(T), {R =:= T, ets:lookup(R, key)} end)
     end || {Way, F} <- Ways],
    result("changes are shared", fun() -> R = binary_to_term(term_to_binary(A)), atomics:put(R, 1, 5), atomics:get(A, 1) end),
    result("the copy keeps it alive", fun() ->
        R = show:call(fun() -> X = atomics:new(1, []), atomics:put(X, 1, 9), binary_to_term(term_to_binary(X)) end),
        erlang:garbage_collect(), atomics:get(R, 1) end),
    result("gone", fun() ->
        B = show:call(fun() -> term_to_binary(atomics:new(1, [])) end), erlang:garbage_collect(),
        atomics:get(binary_to_term(B), 1) end),
    result("gone match_spec", fun() ->
        B = show:call(fun() -> term_to_binary(ets:match_spec_compile([{{'$1'}, [], ['$1']}])) end), erlang:garbage_collect(),
        ets:is_compiled_ms(binary_to_term(B)) end),
    result("another kind", fun() -> atomics:get(binary_to_term(term_to_binary(T)), 1) end),
    result("no reference", fun() -> ets:is_compiled_ms(binary_to_term(term_to_binary(make_ref()))) end),
    result("many", fun() ->
        Rs = [begin X = atomics:new(1, []), atomics:put(X, 1, I), X end || I <- lists:seq(1, 2000)],
        Bs = [term_to_binary(R) || R <- Rs],
        {lists:sum([atomics:get(binary_to_term(B), 1) || B <- Bs]), length(Rs)} end),
    result("compiled patterns", fun() -> P = binary:compile_pattern([<<"ab">>, <<"c">>]), Q = binary_to_term(term_to_binary(P)), {P =:= Q, binary:matches(<<"abxcab">>, Q)} end).
