%% timeout: 120
%% asn1ct: a specification is compiled for BER, PER and unaligned PER, and its values go there and back.
-module(asn1_compiled).
-export([main/0]).
-import(show, [result/2]).

specification() ->
    "HornbeamSpec DEFINITIONS AUTOMATIC TAGS ::= BEGIN\n"
    "Colour ::= ENUMERATED { red, green, blue }\n"
    "Leaf ::= SEQUENCE { id INTEGER (0..1000), name UTF8String, colour Colour DEFAULT red, weight INTEGER OPTIONAL, raw OCTET STRING (SIZE (0..8)), flags BIT STRING { a(0), b(3) } }\n"
    "Tree ::= CHOICE { leaf Leaf, node SEQUENCE OF Tree, nothing NULL, number REAL, word IA5String (SIZE (1..10)), truth BOOLEAN, oid OBJECT IDENTIFIER }\n"
    "END\n".

values() ->
    [{nothing, 'NULL'}, {truth, true}, {word, "hornbeam"}, {oid, {1, 2, 840, 113549}}, {node, []}, {leaf, {'Leaf', 7, <<"oak">>, blue, 12345678901234567890, <<1, 2, 3>>, [a, b]}},
     {leaf, {'Leaf', 1000, <<"Hainbuche ä"/utf8>>, asn1_DEFAULT, asn1_NOVALUE, <<>>, []}}, {node, [{truth, false}, {node, [{word, "x"}, {nothing, 'NULL'}]}, {leaf, {'Leaf', 0, <<>>, green, -1, <<255>>, [b]}}]}].

main() ->
    Dir = filename:join("/tmp", "asn1_compiled_" ++ os:getpid()),
    ok = filelib:ensure_dir(filename:join(Dir, "x")),
    File = filename:join(Dir, "HornbeamSpec.asn1"),
    ok = file:write_file(File, specification()),
    [try_all(Dir, File, Rules) || Rules <- [[ber], [per], [uper]]],
    [file:delete(F) || F <- filelib:wildcard(filename:join(Dir, "*"))],
    file:del_dir(Dir).

try_all(Dir, File, Rules) ->
    result({compile, Rules}, fun() -> asn1ct:compile(File, [{outdir, Dir}, noobj | Rules]) end),
    {ok, M, Beam} = compile:file(filename:join(Dir, "HornbeamSpec.erl"), [binary, {i, Dir}]),
    {module, M} = code:load_binary(M, "HornbeamSpec", Beam),
    [result({Rules, V}, fun() -> {ok, B} = M:encode('Tree', V), {ok, Back} = M:decode('Tree', B), {B, Back} end) || V <- values()],
    [result({Rules, bad, V}, fun() -> element(1, M:encode('Tree', V)) end) || V <- [{leaf, {'Leaf', 1001, <<>>, red, 1, <<>>, []}}, {word, ""}, {unknown, 1}, {truth, maybe_so}]],
    [result({Rules, damaged, B}, fun() -> case M:decode('Tree', B) of {ok, _} = Ok -> Ok; {error, {asn1, {Reason, _}}} -> {error, if is_tuple(Reason) -> element(1, Reason); true -> Reason end} end end) || B <- [<<>>, <<255>>, <<160, 3, 128, 1>>]],
    code:purge(M), code:delete(M), code:purge(M).
