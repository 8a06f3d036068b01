%% Files that no compiler writes, though nothing in them need be wrong: what erl loads of them, and what it refuses.
-module(strange_files).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    {ok, sf_victim, Beam} = compile:forms(forms(), [debug_info]),
    {ok, _, Chunks} = beam_lib:all_chunks(Beam),
    result("digests", fun() -> [code:module_md5(F) || F <- [form(Chunks), form([]), <<"FOR1">>, form(lists:keydelete("AtU8", 1, Chunks))]] end),
    result("chunks", fun() -> [code:get_chunk(F, Id) =/= undefined || F <- [form(Chunks), form(Chunks ++ [{"Last", <<>>}]), zlib:gzip(form(Chunks)), <<"FOR1">>], Id <- ["Code", "Last"]] end),
    [result(Label, fun() -> load(File(Chunks)) end) || {Label, File} <- containers() ++ tables() ++ described()].

forms() ->
    Source = "-module(sf_victim).\n-export([run/0, big/1]).\n-custom([a]).\n"
        "run() -> F = fun(X) -> {X, \"text\"} end, {F(1), big(<<\"bytes\", 1:3>>), catch error({a, 1.5}), lists:map(F, [2])}.\n"
        "big(<<\"bytes\", R/bits>>) -> {[{literal, [1, 2, #{key => 'ä'}]}, 12345678901234567890, [], a], R}.\n",
    forms(erl_scan:string(Source)).
forms({ok, Tokens, _}) -> forms(Tokens, []).
forms([], []) -> [];
forms([{dot, _} = Dot | Rest], Acc) -> {ok, Form} = erl_parse:parse_form(lists:reverse([Dot | Acc])), [Form | forms(Rest, [])];
forms([T | Rest], Acc) -> forms(Rest, [T | Acc]).

load(File) ->
    Answer = case code:load_binary(sf_victim, "nowhere", File) of
        {module, M} ->
            {loaded, attempt(fun() -> M:run() end), attempt(fun() -> M:module_info(md5) end), attempt(fun() -> M:module_info(attributes) end),
             attempt(fun() -> lists:sort(M:module_info(exports)) end), attempt(fun() -> length(M:module_info(compile)) end)};
        Refused -> Refused
    end,
    code:purge(sf_victim), code:delete(sf_victim), code:purge(sf_victim),
    Answer.

attempt(F) -> try F() catch C:R:S -> {C, R, [{N, A, proplists:get_value(line, L)} || {_, N, A, L} <- lists:sublist(S, 1)]} end.

form(Chunks) -> form(<< <<(chunk(C))/binary>> || C <- Chunks >>, <<>>).
form(Body, After) -> <<"FOR1", (byte_size(Body) + 4):32, "BEAM", Body/binary, After/binary>>.
chunk({Id, Data}) -> chunk(Id, Data, byte_size(Data)).
chunk(Id, Data, Size) -> [A, B, C, D] = Id, <<A, B, C, D, Size:32, Data/binary, 0:((-byte_size(Data) band 3) * 8)>>.

with(Id, F) -> fun(Chunks) -> form([{I, if I =:= Id -> F(D); true -> D end} || {I, D} <- Chunks]) end.
without(Id) -> fun(Chunks) -> form(lists:keydelete(Id, 1, Chunks)) end.
added(Id, Data) -> fun(Chunks) -> form(Chunks ++ [{Id, Data}]) end.

containers() ->
    [{"as it is", fun form/1},
     {"chunks backwards", fun(C) -> form(lists:reverse(C)) end},
     {"unknown chunks", fun(C) -> form([{"Abcd", <<"what">>} | C] ++ [{[0, 255, 1, 2], <<>>}]) end},
     {"bytes behind the form", fun(C) -> F = form(C), <<F/binary, "more than that">> end},
     {"a form that says less", fun(C) -> <<H:4/binary, S:32, R/binary>> = form(C), <<H/binary, (S - 4):32, R/binary>> end},
     {"a form that says more", fun(C) -> <<H:4/binary, S:32, R/binary>> = form(C), <<H/binary, (S + 1):32, R/binary>> end},
     {"no padding at the end", fun(C) -> B = form(C ++ [{"Last", <<1>>}]), L = byte_size(B) - 3, <<H:4/binary, S:32, R:(L - 8)/binary, _/binary>> = B, <<H/binary, (S - 3):32, R/binary>> end},
     {"padding that is not zero", fun(C) -> form(<< <<(chunk(X))/binary>> || X <- C ++ [{"Last", <<1>>}] >>, <<>>) end},
     {"half a chunk at the end", fun(C) -> B = << <<(chunk(X))/binary>> || X <- C >>, form(<<B/binary, "Last">>, <<>>) end},
     {"a chunk of no bytes", added("Last", <<>>)},
     {"compressed", fun(C) -> zlib:gzip(form(C)) end},
     {"compressed, with bytes behind", fun(C) -> <<(zlib:gzip(form(C)))/binary, "more">> end},
     {"compressed in two parts", fun(C) -> <<A:100/binary, B/binary>> = form(C), <<(zlib:gzip(A))/binary, (zlib:gzip(B))/binary>> end},
     {"compressed twice", fun(C) -> zlib:gzip(zlib:gzip(form(C))) end},
     {"compressed with zlib", fun(C) -> zlib:compress(form(C)) end},
     {"compressed, cut", fun(C) -> Z = zlib:gzip(form(C)), binary:part(Z, 0, byte_size(Z) - 1) end},
     {"compressed, a wrong sum", fun(C) -> Z = zlib:gzip(form(C)), <<(binary:part(Z, 0, byte_size(Z) - 8))/binary, 0:64>> end},
     {"part of a binary", fun(C) -> F = form(C), <<_, P:(byte_size(F))/binary, _/binary>> = <<1, F/binary, 2>>, P end},
     {"bits in front", fun(C) -> F = form(C), <<_:3, P:(byte_size(F))/binary, _/bits>> = <<1:3, F/binary, 2:5>>, P end},
     {"another form", fun(C) -> <<_:4/binary, R/binary>> = form(C), <<"FORM", R/binary>> end},
     {"another kind", fun(C) -> <<H:8/binary, _:4/binary, R/binary>> = form(C), <<H/binary, "BEAN", R/binary>> end},
     {"nothing", fun(_) -> <<>> end},
     {"no chunks", fun(_) -> form([]) end}
    ].

tables() ->
    [{"without " ++ Id, without(Id)} || Id <- ["AtU8", "Code", "ImpT", "ExpT", "LocT", "LitT", "Line", "Attr", "CInf", "Dbgi", "Type", "Meta"]] ++
    [{Id ++ " of no bytes", with(Id, fun(_) -> <<>> end)} || Id <- ["AtU8", "Code", "ImpT", "ExpT", "LocT", "FunT", "LitT", "Line", "Attr", "CInf", "Type"]] ++
    [{Id ++ " with a byte more", with(Id, fun(D) -> <<D/binary, 0>> end)} || Id <- ["AtU8", "ImpT", "ExpT", "FunT", "LitT", "LocT", "Line", "Type", "StrT"]] ++
    [{Id ++ " with four bytes more", with(Id, fun(D) -> <<D/binary, 0:32>> end)} || Id <- ["AtU8", "ImpT", "ExpT", "FunT", "Line", "Type", "Code"]] ++
    [{Id ++ " twice, the first wrong", fun(C) -> form([{Id, <<1, 2, 3>>} | C]) end} || Id <- ["AtU8", "ImpT", "LitT", "Line", "Attr"]] ++
    [{Id ++ " twice, the second wrong", added(Id, <<1, 2, 3>>)} || Id <- ["AtU8", "ImpT", "LitT", "Line", "Attr"]] ++
    [{Id ++ " of one entry less", with(Id, fun(<<N:32, R/binary>>) -> <<(N - 1):32, R/binary>> end)} || Id <- ["LocT", "FunT"]] ++
    [{"an atom more", with("AtU8", fun(<<N:32, R/binary>>) -> <<(N + 1):32, R/binary, 7, "unknown">> end)},
     {"an empty atom more", with("AtU8", fun(<<N:32, R/binary>>) -> <<(N + 1):32, R/binary, 0>> end)},
     {"an atom that is no UTF-8", with("AtU8", fun(<<N:32, R/binary>>) -> <<(N + 1):32, R/binary, 1, 255>> end)},
     {"an atom of a surrogate", with("AtU8", fun(<<N:32, R/binary>>) -> <<(N + 1):32, R/binary, 3, 16#ED, 16#A0, 16#80>> end)},
     {"an atom in too many bytes", with("AtU8", fun(<<N:32, R/binary>>) -> <<(N + 1):32, R/binary, 2, 16#C0, 16#81>> end)},
     {"an atom twice", with("AtU8", fun(<<N:32, R/binary>>) -> <<(N + 1):32, R/binary, 3, "run">> end)},
     {"old atoms", fun(C) -> form([{if I =:= "AtU8" -> "Atom"; true -> I end, D} || {I, D} <- C]) end},
     {"an import more", with("ImpT", fun(<<N:32, R/binary>>) -> <<(N + 1):32, R/binary, 1:32, 1:32, 255:32>> end)},
     {"an import of 256 arguments", with("ImpT", fun(<<N:32, R/binary>>) -> <<(N + 1):32, R/binary, 1:32, 1:32, 256:32>> end)},
     {"an import of its own", with("ImpT", fun(<<N:32, R/binary>>) -> <<(N + 1):32, R/binary, 1:32, 2:32, 0:32>> end)},
     {"an export twice", with("ExpT", fun(<<N:32, E:12/binary, R/binary>>) -> <<(N + 1):32, E/binary, R/binary, E/binary>> end)},
     {"one export", with("ExpT", fun(<<_:32, E:12/binary, _/binary>>) -> <<1:32, E/binary>> end)},
     {"no exports", with("ExpT", fun(_) -> <<0:32>> end)},
     {"exports backwards", with("ExpT", fun(<<N:32, R/binary>>) -> <<N:32, (<< <<E/binary>> || E <- lists:reverse([E || <<E:12/binary>> <= R]) >>)/binary>> end)},
     {"literals that say more", with("LitT", fun(<<S:32, R/binary>>) -> <<(S + 100):32, R/binary>> end)},
     {"literals that say less", with("LitT", fun(<<S:32, R/binary>>) -> <<(S - 1):32, R/binary>> end)},
     {"a literal more", literals(fun(L) -> L ++ [<<131, 97, 1>>] end)},
     {"a literal less", literals(fun tl/1)},
     {"literals of every kind", literals(fun(L) -> L ++ [term_to_binary(T) || T <- [[], {}, <<>>, 1.5, -1, 1 bsl 100, fun lists:map/2, #{}, "x", <<1:1>>]] end)},
     {"a literal without 131", literals(fun(L) -> L ++ [<<97, 1>>] end)},
     {"a literal that is cut", literals(fun(L) -> L ++ [<<131, 98, 0>>] end)},
     {"a literal with bytes behind", literals(fun(L) -> [<<X/binary, 1, 2>> || X <- L] end)},
     {"a literal of no bytes", literals(fun(L) -> L ++ [<<>>] end)},
     {"literals that are compressed", literals(fun(L) -> [term_to_binary(binary_to_term(X), [compressed]) || X <- L] end)},
     {"no line instructions", lines(fun(_, N, F) -> {0, N, F} end)},
     {"a name of a file that is no text", lines(fun(I, N, _) -> {I, N, [<<255, 254>>]} end)},
     {"names of files", lines(fun(I, N, _) -> {I, N, [<<"a.erl">>, <<>>, <<"ä.erl"/utf8>>]} end)},
     {"types of a later version", with("Type", fun(<<_:32, R/binary>>) -> <<77:32, R/binary>> end)},
     {"no types", with("Type", fun(<<V:32, _/binary>>) -> <<V:32, 0:32>> end)},
     {"a first type that is not any", with("Type", fun(<<V:32, N:32, _:16, R/binary>>) -> <<V:32, N:32, 1:16, R/binary>> end)},
     {"a longer head of the code", with("Code", fun(<<16:32, H:16/binary, R/binary>>) -> <<20:32, H/binary, 1:32, R/binary>> end)},
     {"a shorter head of the code", with("Code", fun(<<16:32, R/binary>>) -> <<12:32, R/binary>> end)},
     {"another instruction set", with("Code", fun(<<H:32, _:32, R/binary>>) -> <<H:32, 1:32, R/binary>> end)},
     {"code of a later release", with("Code", fun(<<H:64, _:32, R/binary>>) -> <<H:64, 255:32, R/binary>> end)},
     {"code of an older one", with("Code", fun(<<H:64, _:32, R/binary>>) -> <<H:64, 1:32, R/binary>> end)},
     {"more labels", with("Code", fun(<<H:96, L:32, R/binary>>) -> <<H:96, (L + 7):32, R/binary>> end)},
     {"more functions", with("Code", fun(<<H:128, F:32, R/binary>>) -> <<H:128, (F + 1):32, R/binary>> end)},
     {"fewer functions", with("Code", fun(<<H:128, F:32, R/binary>>) -> <<H:128, (F - 1):32, R/binary>> end)},
     {"no end of the code", with("Code", fun(D) -> binary:part(D, 0, byte_size(D) - 1) end)},
     {"code behind the end", with("Code", fun(D) -> <<D/binary, 255, 255>> end)}].

literals(F) ->
    with("LitT", fun(<<_:32, Z/binary>>) ->
        <<_:32, R/binary>> = zlib:uncompress(Z), L = F([X || <<S:32, X:S/binary>> <= R]),
        P = <<(length(L)):32, (<< <<(byte_size(X)):32, X/binary>> || X <- L >>)/binary>>,
        <<(byte_size(P)):32, (zlib:compress(P))/binary>>
    end).

lines(F) ->
    with("Line", fun(<<V:32, G:32, I0:32, N0:32, 0:32, R/binary>>) ->
        {I, N, Files} = F(I0, N0, []),
        <<V:32, G:32, I:32, N:32, (length(Files)):32, R/binary, (<< <<(byte_size(X)):16, X/binary>> || X <- Files >>)/binary>>
    end).

described() ->
    [{Id ++ " of " ++ Label, with(Id, fun(_) -> B end)} || Id <- ["Attr", "CInf"], {Label, B} <-
        [{"an atom", term_to_binary(a)}, {"nothing", term_to_binary([])}, {"a map", term_to_binary(#{a => 1})}, {"an improper list", term_to_binary([{a, 1} | b])},
         {"what is no term", <<131>>}, {"a term and more", <<(term_to_binary([{a, [1]}]))/binary, 1, 2, 3>>}, {"a compressed term", term_to_binary([{a, lists:seq(1, 100)}], [compressed])},
         {"a term without 131", <<106>>}]].
