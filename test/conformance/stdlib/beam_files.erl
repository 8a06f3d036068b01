%% beam_lib: chunks, info, comparison, versions, stripping, abstract code; beam_disasm.
-module(beam_files).
-export([main/0]).
-compile({inline, []}).
-import(show, [result/2]).
-vsn("1.2").
-author(me).

main() ->
    F = code:which(?MODULE),
    _ = helper(1),
    result("info", fun() -> [case X of {file, _} -> file; {chunks, Cs} -> [I || {I, _, _} <- Cs]; Y -> Y end || X <- beam_lib:info(F)] end),
    result("exports", fun() -> element(2, beam_lib:chunks(F, [exports])) end),
    result("imports", fun() -> {ok, {_, [{imports, I}]}} = beam_lib:chunks(F, [imports]), lists:member({beam_lib, info, 1}, I) end),
    result("attributes", fun() -> {ok, {_, [{attributes, A}]}} = beam_lib:chunks(F, [attributes]), A end),
    result("atoms", fun() -> {ok, {_, [{atoms, A}]}} = beam_lib:chunks(F, [atoms]), lists:keyfind(1, 1, A) end),
    result("locals", fun() -> {ok, {_, [{locals, L}]}} = beam_lib:chunks(F, [locals]), lists:member({helper, 1}, L) end),
    result("version", fun() -> beam_lib:version(F) end),
    result("md5", fun() -> {ok, {_, M}} = beam_lib:md5(F), M =:= ?MODULE:module_info(md5) end),
    result("abstract code", fun() -> {ok, {_, [{abstract_code, {V, Fs}}]}} = beam_lib:chunks(F, [abstract_code]), {V, [{N, A} || {function, _, N, A, _} <- Fs]} end),
    result("cmp", fun() -> {ok, B} = file:read_file(F), {ok, {_, S}} = beam_lib:strip(B), [beam_lib:cmp(B, B), element(1, beam_lib:cmp(B, S)), byte_size(S) < byte_size(B)] end),
    result("not a beam", fun() -> [element(3, beam_lib:chunks(<<"junk">>, [exports])), element(1, element(3, beam_lib:info("/no/such/file")))] end),
    result("missing chunk", fun() -> {error, beam_lib, E} = beam_lib:chunks(F, ["Zzzz"]), element(1, E) end),
    result("allow missing", fun() -> element(2, element(2, beam_lib:chunks(F, ["Zzzz"], [allow_missing_chunks]))) end),
    result("format_error", fun() -> lists:flatten(beam_lib:format_error({not_a_beam_file, "x"})) end),
    result("disasm", fun() -> {beam_file, M, _, _, _, Fs} = beam_disasm:file(F), {M, [{N, A} || {function, N, A, _, _} <- Fs, N =:= helper]} end),
    result("significant", fun() -> {ok, {_, Cs}} = beam_lib:significant_chunks(F), [I || {I, _} <- Cs] end).

helper(X) -> show:id(X).
