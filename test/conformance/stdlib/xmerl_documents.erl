%% xmerl: trees, events, XPath, namespaces, entities, documents that are wrong, and text again.
-module(xmerl_documents).
-export([main/0]).
-import(show, [result/2]).

document() ->
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE list [<!ENTITY who \"world\"><!ELEMENT list ANY>]>\n"
    "<list xmlns:x=\"urn:x\" id='1' note=\"a &lt; b\">\n  <item n=\"1\">hello &who; &amp; &#228;</item>\n  <x:item/>\n  <!-- a comment -->\n  <?target some data?>\n  <![CDATA[<raw> & so on]]>\n  <item n=\"2\"><b>deep</b>er</item>\n</list>\n".

main() ->
    {Tree, Rest} = scan(document(), []),
    result("tree", fun() -> {Tree, Rest} end),
    result("spaces", fun() -> element(1, scan(document(), [{space, normalize}])) end),
    result("namespaces", fun() -> element(1, scan(document(), [{namespace_conformant, true}])) end),
    result("simple", fun() -> xmerl_lib:simplify_element(Tree) end),
    result("text", fun() -> lists:flatten(xmerl:export_simple([Tree], xmerl_xml)) end),
    result("element text", fun() -> lists:flatten(xmerl:export_element(Tree, xmerl_xml)) end),
    result("html", fun() -> lists:flatten(xmerl:export_simple([{html, [{head, [{title, ["A & B"]}]}, {body, [{p, [{class, "c"}], ["text"]}]}]}], xmerl_html)) end),
    result("from terms", fun() -> lists:flatten(xmerl:export_simple([{a, [{x, "1 < 2"}, {y, 5}], ["text & more", {b, []}, {c, [{d, ["e"]}]}]}], xmerl_xml)) end),
    [result({xpath, P}, fun() -> [brief(N) || N <- found(xmerl_xpath:string(P, Tree))] end) || P <-
        ["/list", "//item", "//item[@n='2']/b/text()", "/list/item[1]", "//@n", "count(//item)", "string(/list/item[2])", "//item[last()]", "//b/..", "/list/*", "//comment()", "name(/list/*[1])", "//item[contains(.,'hello')]", "1 + 2", "/nothing"]],
    result("events", fun() -> {ok, Events, Left} = events(document(), []), {lists:reverse(Events), Left} end),
    result("events of bytes", fun() -> {ok, Events, _} = xmerl_sax_parser:stream(unicode:characters_to_binary("<a>\x{e4}\x{20ac}</a>"), options()), lists:reverse(Events) end),
    result("events in pieces", fun() ->
        Pieces = ["<a><b at", "tr='1'>te", "xt</b>", "</a>"],
        {ok, Events, _} = xmerl_sax_parser:stream(<<>>, [{continuation_fun, fun([P | Ps]) -> {list_to_binary(P), Ps}; ([]) -> {<<>>, []} end}, {continuation_state, Pieces} | options()]), lists:reverse(Events) end),
    [result({wrong, X}, fun() -> first(xmerl_sax_parser:stream(X, options())) end) || X <- ["<a>", "<a></b>", "<a b></a>", "<a b='1' b='2'/>", "text", "", "<a>&nothing;</a>", "<a/><b/>", "<1/>"]],
    [result({wrong_tree, X}, fun() -> xmerl_scan:string(X, [{quiet, true}, {xmlbase, "/base"}]) end) || X <- ["<a>", "<a></b>", "<a b></a>", "", "<a>&nothing;</a>"]],
    result("validated", fun() -> element(1, xmerl_scan:string("<!DOCTYPE a [<!ELEMENT a (b*)><!ELEMENT b EMPTY>]><a><b/><b/></a>", [{validation, dtd}, {quiet, true}, {xmlbase, "/base"}])) end),
    result("not valid", fun() -> xmerl_scan:string("<!DOCTYPE a [<!ELEMENT a (b*)><!ELEMENT b EMPTY>]><a><c/></a>", [{validation, dtd}, {quiet, true}, {xmlbase, "/base"}]) end),
    result("large", fun() -> {T, []} = xmerl_scan:string(lists:flatten(["<r>", [["<e i='", integer_to_list(I), "'>", integer_to_list(I * I), "</e>"] || I <- lists:seq(1, 500)], "</r>"]), [{xmlbase, "/base"}]), {length(xmerl_xpath:string("//e", T)), erlang:phash2(T)} end).

scan(Text, Options) -> xmerl_scan:string(Text, [{quiet, true}, {xmlbase, "/base"} | Options]).
options() -> [{event_fun, fun(E, _, S) -> [E | S] end}, {event_state, []}].
events(Text, Options) -> xmerl_sax_parser:stream(unicode:characters_to_binary(Text), Options ++ options()).

found({xmlObj, _, _} = Value) -> [Value];
found(List) -> List.
brief(T) when is_tuple(T), tuple_size(T) > 3, element(1, T) =:= xmlObj -> T;
brief(T) when element(1, T) =:= xmlElement -> {element, element(2, T), length(element(9, T))};
brief(T) -> T.

first(T) when is_tuple(T) -> [element(I, T) || I <- lists:seq(1, min(4, tuple_size(T)))];
first(T) -> T.
