%% Long work of crypto: all at once, and who is killed in the middle of it is gone.
-module(crypto_long).
-export([main/0]).
-import(show, [result/2]).

main() ->
    B = binary:copy(<<"0123456789abcdef">>, 100000), K = <<"0123456789abcdef">>,
    Works = [{hash, fun() -> crypto:hash(sha256, B) end}, {mac, fun() -> crypto:mac(hmac, sha512, K, B) end}, {cmac, fun() -> crypto:mac(cmac, aes_128_cbc, K, B) end},
        {cipher, fun() -> crypto:hash(md5, crypto:crypto_one_time(aes_128_ctr, K, K, B, true)) end},
        {aead, fun() -> {E, T} = crypto:crypto_one_time_aead(aes_128_gcm, K, <<0:96>>, B, "", true), {crypto:hash(md5, E), T} end},
        {pbkdf2, fun() -> crypto:pbkdf2_hmac(sha256, K, K, 5000, 32) end},
        {power, fun() -> crypto:hash(md5, crypto:mod_pow(3, (1 bsl 2203) - 5, (1 bsl 2203) - 1)) end}],
    [result(N, F) || {N, F} <- Works],
    result("all at once", fun() ->
        Ps = [spawn_monitor(fun() -> exit({value, F()}) end) || {_, F} <- Works],
        [receive {'DOWN', R, process, P, {value, V}} -> V end || {P, R} <- Ps] =:= [F() || {_, F} <- Works] end),
    [result({killed, N}, fun() -> {P, R} = spawn_monitor(fun() -> forever(F) end), timer:sleep(5), exit(P, kill), receive {'DOWN', R, process, P, Why} -> Why end end) || {N, F} <- Works],
    result("still there", fun() -> crypto:hash(md5, "abc") end).

forever(F) -> F(), forever(F).
