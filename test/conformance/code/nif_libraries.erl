%% erlang:load_nif: libraries that are not there, functions without their library, modules that only look like OTP's.
%% alone: has a module of OTP's name for a while
-module(nif_libraries).
-export([main/0, hash_nif/2]).
-import(show, [result/2]).

main() ->
    result("no such file", fun() -> failure(erlang:load_nif("/no/such/library", 0)) end),
    result("no such file, relative", fun() -> failure(erlang:load_nif("nothing_here", {some, term})) end),
    [result({bad, B}, fun() -> erlang:load_nif(B, 0) end) || B <- [foo, 1, [a], [-1]]],
    result("its own body", fun() -> hash_nif(a, b) end),
    result("a module of a library's name", fun() ->
        Forms = [{attribute, 1, module, asn1rt_nif}, {attribute, 1, export, [{decode_ber_tlv, 1}]},
            {function, 1, decode_ber_tlv, 1, [{clause, 1, [{var, 1, 'X'}], [], [{tuple, 1, [{atom, 1, mine}, {var, 1, 'X'}]}]}]}],
        {ok, M, Code} = compile:forms(Forms, []),
        {module, M} = code:load_binary(M, "none", Code),
        V = M:decode_ber_tlv(1),
        {V, code:delete(M), code:purge(M)} end),
    result("nif_error", fun() -> erlang:nif_error({not_loaded, ?MODULE}) end),
    result("nifs are no bifs", fun() -> [erlang:is_builtin(zlib, open_nif, 0), erlang:is_builtin(prim_file, open_nif, 2), erlang:is_builtin(erlang, load_nif, 2)] end).

hash_nif(_, _) -> erlang:nif_error(no_library).

failure({error, {load_failed, Text}}) -> {load_failed, lists:sublist(Text, 26), io_lib:printable_list(Text)}.
