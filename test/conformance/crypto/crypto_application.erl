%% The application, its versions, and what it says that it supports.
-module(crypto_application).
-export([main/0]).
-import(show, [result/2]).

main() ->
    result("start", fun() -> [crypto:start(), crypto:start(), lists:keymember(crypto, 1, application:which_applications()), crypto:stop()] end),
    result("ensure", fun() -> {application:ensure_all_started(crypto), application:stop(crypto)} end),
    result("version", fun() -> crypto:version() end),
    result("library", fun() -> [{Name, Number, Text}] = crypto:info_lib(), {Name, is_integer(Number), is_binary(Text), Number bsr 28} end),
    result("info", fun() -> I = crypto:info(), {lists:sort(maps:keys(I)), maps:get(otp_crypto_version, I), maps:get(compile_type, I)} end),
    result("fips", fun() -> [crypto:info_fips(), crypto:enable_fips_mode(false), crypto:enable_fips_mode(true)] end),
    result("what there is", fun() -> [T || {T, L} <- crypto:supports(), is_list(L)] end),
    result("usual hashes", fun() -> [md5, sha, sha224, sha256, sha384, sha512, sha3_256, blake2b, blake2s, ripemd160] -- crypto:supports(hashs) end),
    result("usual ciphers", fun() -> [aes_128_cbc, aes_256_gcm, aes_cbc, aes_gcm, aes_ctr, chacha20_poly1305, chacha20, aes_256_ccm] -- crypto:supports(ciphers) end),
    result("usual macs", fun() -> lists:sort(crypto:supports(macs)) end),
    result("true of hashes", fun() -> lists:all(fun(H) -> byte_size(crypto:hash(H, "x")) =:= maps:get(size, crypto:hash_info(H)) end, crypto:supports(hashs)) end),
    result("true of ciphers", fun() ->
        lists:all(fun(C) ->
            #{key_length := K, iv_length := V, block_size := B, prop_aead := A} = crypto:cipher_info(C),
            A orelse byte_size(crypto:crypto_one_time(C, binary:copy(<<7>>, K), binary:copy(<<1>>, V), binary:copy(<<2>>, B), true)) =:= B
        end, crypto:supports(ciphers)) end),
    result("engines", fun() -> [catch_error(F) || F <- [fun crypto:engine_list/0, fun crypto:engine_get_all_methods/0, fun() -> crypto:engine_load(<<"x">>, [], []) end]] end),
    result("nifs are functions of the module", fun() -> [erlang:is_builtin(crypto, info_lib, 0), erlang:function_exported(crypto, info_lib, 0), erlang:function_exported(crypto, hash_nif, 2), apply(crypto, info_fips, [])] end).

catch_error(F) -> try F() catch error:E -> E end.
