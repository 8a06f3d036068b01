%% inets without a network: URIs, headers, dates and forms of httpc and its modules, and requests that are refused at once.
-module(http_clients).
-compile([nowarn_deprecated_function]).
-export([main/0]).
-import(show, [result/2]).

main() ->
    [result({parse, U}, fun() -> uri_string:parse(U) end) || U <- uris()],
    [result({normalize, U}, fun() -> uri_string:normalize(U) end) || U <- uris()],
    [result({resolve, R}, fun() -> uri_string:resolve(R, "http://a/b/c/d;p?q") end) || R <- ["g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", ";x", "", ".", "..", "../g", "../../g", "../../../g", "g;x=1/../y", "http:g", "g:h"]],
    [result({query_string, Q}, fun() -> uri_string:dissect_query(Q) end) || Q <- ["", "a", "a=1", "a=1&b=2;c=3", "a=%20+x", "%zz", <<"k=v&", 195, 164, "=1">>]],
    result("compose", fun() -> [uri_string:compose_query([{"a b", "1&2"}, {"c", true}, {"ä", "ö"}]), uri_string:compose_query([{"x", "y"}], [{separator, semicolon}])] end),
    [result({quote, S}, fun() -> {uri_string:quote(S), uri_string:quote(S, "/"), uri_string:unquote(uri_string:quote(S))} end) || S <- ["a b/c", "ä€", <<"x&y">>, ""]],
    [result({date, D}, fun() -> httpd_util:convert_request_date(D) end) || D <- ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "nonsense"]],
    result("rfc1123", fun() -> httpd_util:rfc1123_date({{1994, 11, 6}, {8, 49, 37}}) =/= "" end),
    result("etag", fun() -> httpd_util:create_etag({file_info, 10, regular, read, {{2020, 1, 2}, {3, 4, 5}}, {{2020, 1, 2}, {3, 4, 5}}, {{2020, 1, 2}, {3, 4, 5}}, 33188, 1, 0, 0, 77, 0, 0}) end),
    [result({reason, C}, fun() -> httpd_util:reason_phrase(C) end) || C <- [100, 200, 204, 301, 404, 418, 500, 599]],
    result("split", fun() -> [httpd_util:split("a b c", " ", 2), httpd_util:split_path("/a/b?c=d"), httpd_util:hexlist_to_integer("1f"), httpd_util:integer_to_hexlist(255)] end),
    result("start", fun() -> [application:ensure_all_started(inets), inets:services() =/= [], lists:keymember(inets, 1, application:which_applications())] end),
    result("options", fun() -> [httpc:set_options([{max_sessions, 3}]), httpc:get_options([max_sessions])] end),
    [result({request, U}, fun() -> httpc:request(U) end) || U <- ["not a uri", "/relative", "gopher://h/"]],
    result("header of a wrong form", fun() -> httpc:request(get, {"http://127.0.0.1:1/", [{a, b}]}, [], []) end),
    result("no such method", fun() -> httpc:request(nothing, {"http://127.0.0.1:1/", []}, [], []) end),
    result("cookies", fun() -> httpc:cookie_header("http://www.example.com/") end),
    result("stop", fun() -> application:stop(inets) end).

uris() ->
    ["http://user:pw@host:8080/a/b?q=1#frag", "http://HOST", "http://[::1]:80/x", "http://h:/", "ftp://h/%7Euser", "mailto:a@b.c", "urn:a:b", "//h/p", "/p", "", "?q", "#f", "http://h/a/./b/../c", <<"https://h/ä"/utf8>>, "http://h:99999/", "http://h:x/", "1http://h", "http://h/ b", "foo:bar:baz", "http:///x"].
