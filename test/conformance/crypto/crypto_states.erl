%% States of hashes, macs and ciphers: references that other processes, tables and messages hold, and that go when nobody does.
-module(crypto_states).
-export([main/0]).
-import(show, [result/2]).

main() ->
    result("a reference", fun() -> S = crypto:hash_init(sha), {is_reference(S), S =:= S, S =/= crypto:hash_init(sha)} end),
    result("in another process", fun() -> S = crypto:hash_update(crypto:hash_init(sha), "abc"), show:call(fun() -> crypto:hash_final(S) end) =:= crypto:hash(sha, "abc") end),
    result("from a process that is gone", fun() -> S = show:call(fun() -> crypto:hash_update(crypto:hash_init(sha), "abc") end), garbage_collect(), crypto:hash_final(S) =:= crypto:hash(sha, "abc") end),
    result("in a table", fun() ->
        T = ets:new(t, []),
        show:call(fun() -> ok end),
        ets:insert(T, {state, [crypto:hash_update(crypto:hash_init(md5), "x")]}),
        garbage_collect(),
        [{state, [S]}] = ets:lookup(T, state),
        ets:delete(T),
        crypto:hash_final(S) =:= crypto:hash(md5, "x") end),
    result("in a message that waits", fun() ->
        Self = self(), show:call(fun() -> Self ! {state, crypto:mac_update(crypto:mac_init(hmac, sha, "k"), "d")}, ok end),
        garbage_collect(),
        receive {state, S} -> crypto:mac_final(S) =:= crypto:mac(hmac, sha, "k", "d") end end),
    result("in a fun and in the dictionary", fun() ->
        S = crypto:hash_init(sha256), F = fun(D) -> crypto:hash_final(crypto:hash_update(S, D)) end,
        put(state, S), garbage_collect(), {F("a") =:= crypto:hash(sha256, "a"), crypto:hash_final(erase(state)) =:= crypto:hash(sha256, "")} end),
    result("as external term", fun() ->
        S = crypto:hash_update(crypto:hash_init(sha), "abc"), Same = binary_to_term(term_to_binary({s, S})),
        {Same =:= {s, S}, crypto:hash_final(element(2, Same)) =:= crypto:hash(sha, "abc")} end),
    result("as text", fun() -> S = crypto:hash_init(sha), {crypto:hash_final(list_to_ref(ref_to_list(S))) =:= crypto:hash(sha, ""), is_list(ref_to_list(S))} end),
    result("the wrong kind", fun() ->
        H = crypto:hash_init(sha), M = crypto:mac_init(hmac, sha, "k"), C = crypto:crypto_init(aes_128_ctr, <<0:128>>, <<0:128>>, true),
        [refused(F) || F <- [fun() -> crypto:hash_final(M) end, fun() -> crypto:hash_update(C, "") end, fun() -> crypto:mac_update(H, "") end,
            fun() -> crypto:crypto_update(M, "") end, fun() -> crypto:hash_final(make_ref()) end, fun() -> crypto:hash_final(atomics:new(1, [])) end]] end),
    result("many that nobody keeps", fun() -> many(20000), ok end),
    result("many that are kept", fun() ->
        L = [crypto:hash_update(crypto:hash_init(md5), integer_to_list(I)) || I <- lists:seq(1, 2000)],
        garbage_collect(),
        lists:all(fun({I, S}) -> crypto:hash_final(S) =:= crypto:hash(md5, integer_to_list(I)) end, lists:zip(lists:seq(1, 2000), L)) end),
    result("many processes", fun() ->
        Ps = [spawn_monitor(fun() -> S = lists:foldl(fun(J, A) -> crypto:hash_update(A, [J]) end, crypto:hash_init(sha), lists:seq(1, 50)), exit(crypto:hash_final(S)) end) || _ <- lists:seq(1, 200)],
        lists:usort([receive {'DOWN', R, process, P, V} -> V end || {P, R} <- Ps]) =:= [crypto:hash(sha, lists:seq(1, 50))] end).

many(0) -> ok;
many(N) -> _ = crypto:hash_init(sha), many(N - 1).

refused(F) -> try F() catch error:{Class, {File, _}, Text} -> {Class, File, Text} end.
