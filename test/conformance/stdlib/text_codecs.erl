%% base64, uri_string, filename, filelib's pure parts, erl_tar-free paths, zlib one-shot functions.
-module(text_codecs).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    [result({base64, S}, fun() -> E = base64:encode(S), [E, base64:encode_to_string(S), base64:decode(E)] end) || S <- [<<>>, <<"a">>, <<"ab">>, <<"abc">>, "list", <<0, 255, 128, 63>>]],
    [result({decode, S}, fun() -> [base64:decode(S), base64:mime_decode(S)] end) || S <- [<<"YWJj">>, "YWI=", <<"YQ==">>, <<"YW Jj">>, <<"YWJ">>, <<"Y!Jj">>, <<"YWJj====">>, <<"*">>]],
    result("long", fun() -> B = binary:copy(<<1, 2, 3, 4, 5>>, 10000), base64:decode(base64:encode(B)) =:= B end),
    [result({uri, U}, fun() -> [uri_string:parse(U), uri_string:normalize(U)] end) || U <- ["http://user@host:8080/a/b?q=1#frag", <<"https://EXAMPLE.com/%7Euser/./a/../b">>, "mailto:a@b.c", "/rel/path", "//host", "http://[::1]:80/", "a b", "%zz", "urn:x:y"]],
    result("recompose", fun() -> [uri_string:recompose(#{scheme => "http", host => "h", path => "/p", query => "a=b"}), uri_string:resolve("../x", "http://h/a/b/c"), uri_string:compose_query([{"a", "1 2"}, {"b", "ä"}]), uri_string:dissect_query("a=1&b=%C3%A4&c"), uri_string:quote("a b/c"), uri_string:unquote("a%20b"), uri_string:percent_decode(<<"%61">>)] end),
    Paths = ["a/b/c.erl", "/abs/x", "/", "", "a//b/", "./a/../b", "noext", ".hidden", "dir.d/file", <<"bin/a.b">>, atom, ["a", $/, "b"], "a.tar.gz"],
    [result({path, P}, fun() -> [filename:basename(P), filename:dirname(P), filename:extension(P), filename:rootname(P), filename:split(P), filename:pathtype(P), filename:flatten(P), filename:nativename(P)] end) || P <- Paths],
    result("join", fun() -> [filename:join(X) || X <- [["a", "b"], ["a", "/b"], ["a/", "b"], ["/", "b"], [<<"a">>, "b"], ["a//b", ".", "c"]]] ++ [filename:join("x", "y"), filename:append("a", "b")] end),
    result("join empty", fun() -> filename:join(id([])) end),
    result("basename ext", fun() -> [filename:basename("a/b.erl", ".erl"), filename:basename("a/b.erl", ".x"), filename:rootname("a.b", ".b")] end),
    result("absname", fun() -> [filename:absname("x", "/base"), filename:absname("/x", "/base"), filename:absname("../x", "/base"), filename:absname_join("/a", "b")] end),
    result("safe relative", fun() -> [filelib:safe_relative_path(P, "/tmp") || P <- ["a/b", "a/../b", "../a", "a/../../b", "/abs"]] end),
    result("zlib", fun() -> B = binary:copy(<<"hornbeam">>, 1000), [zlib:uncompress(zlib:compress(B)) =:= B, zlib:unzip(zlib:zip(B)) =:= B, zlib:gunzip(zlib:gzip(B)) =:= B, byte_size(zlib:compress(B)) < 200] end),
    result("zlib bad", fun() -> zlib:uncompress(id(<<1, 2, 3>>)) end),
    result("gunzip fixed", fun() -> zlib:gunzip(<<31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 203, 72, 205, 201, 201, 7, 0, 134, 166, 16, 54, 5, 0, 0, 0>>) end),
    result("zlib stream", fun() -> Z = zlib:open(), ok = zlib:deflateInit(Z), A = zlib:deflate(Z, <<"part one ">>), B = zlib:deflate(Z, <<"part two">>, finish), ok = zlib:deflateEnd(Z), zlib:close(Z), zlib:uncompress(iolist_to_binary([A, B])) end).
