%% erlang:decode_packet: every type and option, and thousands of packets that were cut, damaged or made up.
-module(decode_packets).
-export([main/0]).
-import(show, [result/2]).

types() -> [raw, 0, 1, 2, 4, line, asn1, cdr, sunrm, fcgi, tpkt, http, http_bin, httph, httph_bin, ssl_tls].

main() ->
    [result({length, T, B}, fun() -> decode(T, B, []) end) || {T, B} <-
        [{raw, <<>>}, {raw, <<"abc">>}, {0, <<1>>}, {1, <<>>}, {1, <<0>>}, {1, <<2, 1, 2, 3>>}, {1, <<5, 1>>}, {2, <<0>>}, {2, <<0, 2, 1, 2, 3>>}, {2, <<255, 255, 1>>},
         {4, <<0, 0, 0, 1, 9, 8>>}, {4, <<127, 255, 255, 251, 1>>}, {4, <<127, 255, 255, 252>>}, {4, <<255, 255, 255, 255>>}, {sunrm, <<128, 0, 0, 1, 1, 2>>}, {sunrm, <<0, 0, 0, 2, 1>>},
         {asn1, <<48>>}, {asn1, <<48, 3, 1, 2, 3, 4>>}, {asn1, <<48, 130, 0, 1, 7, 8>>}, {asn1, <<48, 128, 0>>}, {asn1, <<48, 133, 1, 2, 3, 4, 5, 6>>}, {asn1, <<31, 200, 1, 2, 3, 4>>}, {asn1, <<31, 129, 129>>}, {asn1, <<63, 1>>},
         {cdr, <<"GIOP", 1, 2, 0, 1, 0, 0, 0, 1, 7, 8>>}, {cdr, <<"GIOP", 1, 2, 1, 1, 1, 0, 0, 0, 7, 8>>}, {cdr, <<"GIOQ", 1, 2, 1, 1, 1, 0, 0, 0>>}, {cdr, <<"GI">>},
         {fcgi, <<1, 2, 0, 1, 0, 2, 1, 0, 5, 6, 7, 8>>}, {fcgi, <<2, 2, 0, 1, 0, 2, 1, 0, 5, 6, 7, 8>>}, {tpkt, <<3, 0, 0, 6, 1, 2, 3>>}, {tpkt, <<3, 0, 0, 3>>}, {tpkt, <<2, 0, 0, 6>>},
         {ssl_tls, <<22, 3, 1, 0, 2, 5, 6, 7>>}, {ssl_tls, <<22, 3, 1, 0>>}, {ssl_tls, <<128, 4, 1, 3, 0, 9, 9>>}, {ssl_tls, <<128, 1, 1, 3, 0, 9>>}]],
    [result({line, B, O}, fun() -> decode(line, B, O) end) || B <- [<<"abc">>, <<"abc\ndef\n">>, <<"\n">>, <<"abcdefgh\n">>, <<"ab", 0, "cd">>, <<>>],
        O <- [[], [{line_length, 4}], [{packet_size, 4}], [{packet_size, 3}, {line_length, 2}], [{line_delimiter, 0}], [{line_delimiter, $b}]]],
    [result({request, L}, fun() -> decode(http, L, []) end) || L <- requests()],
    [result({request_bin, L}, fun() -> decode(http_bin, L, []) end) || L <- requests()],
    [result({header, L}, fun() -> decode(httph, L, []) end) || L <- headers()],
    [result({header_bin, L}, fun() -> decode(httph_bin, L, []) end) || L <- headers()],
    [result({limit, T, O}, fun() -> decode(T, B, O) end) || {T, B} <- [{http, <<"GET /path HTTP/1.1\r\n">>}, {httph, <<"Host: example\r\n x\r\n\r\n">>}, {httph, <<"Host: exam">>}],
        O <- [[{packet_size, N}] || N <- [5, 10, 19, 20, 21]] ++ [[{line_length, N}] || N <- [5, 19, 20]]],
    [result({bad, T, B, O}, fun() -> decode(T, B, O) end) || {T, B, O} <-
        [{foo, <<>>, []}, {3, <<>>, []}, {-1, <<>>, []}, {raw, foo, []}, {raw, <<1>>, foo}, {raw, <<1>>, [foo]}, {raw, <<1>>, [{packet_size, -1}]}, {raw, <<1>>, [{packet_size, a}]}, {raw, <<1>>, [{packet_size, 1 bsl 32}]},
         {raw, <<1>>, [{packet_size, 1 bsl 64}]}, {raw, <<1>>, [{line_delimiter, 1}]}, {line, <<1>>, [{line_delimiter, 256}]}, {line, <<1>>, [{what, 1}]}, {line, <<1>>, [{packet_size, 1, 2}]}, {foo, bar, baz}]],
    result("bits behind the bytes", fun() -> [decode(line, <<"ab\n", 5:3>>, []), decode(raw, <<1, 2:4>>, []), decode(raw, <<2:4>>, []), decode(1, <<1, 2, 3:5>>, [])] end),
    result("not at a whole byte", fun() -> <<_:3, B/bitstring>> = <<0:3, "GET / HTTP/1.0\r\nHost: a.rather.long.name.of.a.host\r\n\r\nbody", 1:2>>,
        {ok, R, B1} = decode(http_bin, B, []), {ok, H, B2} = decode(httph_bin, B1, []), {ok, E, Rest} = decode(httph_bin, B2, []), {R, H, E, Rest} end),
    result("a whole message", fun() -> message(<<"POST http://h:8080/x?y HTTP/1.1\r\nhost: h\r\nX-Long:  one\r\n  two\r\n\tthree\r\nContent-length: 3\r\n\r\nabc">>) end),
    result("long lines", fun() -> {ok, L, R} = decode(line, <<(binary:copy(<<"x">>, 100000))/binary, "\nrest">>, []), {byte_size(L), R} end),
    result("what it keeps alive", fun() -> {ok, {http_header, _, _, F, V}, _} = decode(httph_bin, <<"Field: value\r\n\r\n", (binary:copy(<<0>>, 10000))/binary>>, []), [binary:referenced_byte_size(X) < 100 || X <- [F, V]] end),
    random(6000).

decode(T, B, O) -> erlang:decode_packet(show:id(T), B, O).

requests() ->
    [<<"GET / HTTP/1.1\r\n">>, <<"GET /x/y?z=1 HTTP/1.0\nrest">>, <<"OPTIONS * HTTP/1.1\r\n">>, <<"FOO  bar  HTTP/12.34 junk\r\n">>, <<"GET /\r\n">>, <<"GET\r\n">>, <<"GET /x HTTP/1\r\n">>, <<"GET /x HTTX/1.1\r\n">>,
     <<"GET /x HTTP/1.1">>, <<"\r\n">>, <<"\n">>, <<"">>, <<"\r">>, <<" GET / HTTP/1.1\r\n">>, <<"G(T / HTTP/1.1\r\n">>, <<"TRACE\t/a\tHTTP/1.1\r\n">>, <<"get / HTTP/1.1\r\n">>, <<"GETS / HTTP/1.1\r\n">>, <<"GE / HTTP/1.1\r\n">>,
     <<"GET http://a.b.c:80/p HTTP/1.1\r\n">>, <<"GET HTTPS://a.b.c HTTP/1.1\r\n">>, <<"GET http://h:/ HTTP/1.1\r\n">>, <<"GET http://h:8x/ HTTP/1.1\r\n">>, <<"GET http://h:0/ HTTP/1.1\r\n">>, <<"GET http:// HTTP/1.1\r\n">>,
     <<"GET ftp://host/x HTTP/1.1\r\n">>, <<"CONNECT host:443 HTTP/1.1\r\n">>, <<"GET plain HTTP/1.1\r\n">>, <<"GET x HTTP/1.1\r\n">>, <<"GET http:x HTTP/1.1\r\n">>,
     <<"HTTP/1.1 200 OK\r\nrest">>, <<"HTTP/1.1 404 Not Found at all\n">>, <<"HTTP/1.0 200\r\n">>, <<"HTTP/1.0 200 \r\n">>, <<"HTTP/1. 200 OK\r\n">>, <<"HTTP/x.1 200 OK\r\n">>, <<"HTTP/1.1\r\n">>, <<"HTTP/1.1 OK\r\n">>, <<"HTTP/1.1 20x OK\r\n">>, <<"HTTP/\r\n">>].

headers() ->
    [<<"Host: example.com\r\n\r\n">>, <<"host:x\r\nA: b\r\n">>, <<"CONTENT-TYPE:\ttext/plain \r\n\r\n">>, <<"x-my-own-HEADER: 1\r\n\r\n">>, <<"Empty:\r\n\r\n">>, <<"Folded: a\r\n b\r\n\tc\r\nNext: d\r\n">>, <<"Host: cut off\r\n">>, <<"Host: cut">>,
     <<"\r\nbody">>, <<"\nbody">>, <<"\r\n">>, <<"\n">>, <<"\r">>, <<>>, <<"no colon\r\n\r\n">>, <<"nocolon\r\n\r\n">>, <<": empty name\r\n\r\n">>, <<"bad name: x\r\n\r\n">>, <<"Etag: \"x\"\n\n">>, <<"Set-Cookie2: a=b; c\r\n\r\n">>,
     iolist_to_binary([binary:copy(<<"aB-">>, 16), ": fifty\r\n\r\n"]), iolist_to_binary([binary:copy(<<"aB-">>, 17), ": more\r\n\r\n"]), <<"Via: ", 200, 255, "\r\n\r\n">>, <<200, ": x\r\n\r\n">>, <<"Date: ", 0, "\r\n\r\n">>].

message(B) ->
    {ok, Request, Rest} = decode(http, B, []),
    [Request | fields(Rest)].
fields(B) ->
    case decode(httph, B, []) of
        {ok, http_eoh, Rest} -> [http_eoh, Rest];
        {ok, Field, Rest} -> [Field | fields(Rest)]
    end.

%% What thousands of random packets become, by type: how they came out, and a hash over all.
random(N) ->
    rand:seed(exsss, {4, 5, 6}),
    All = [{T, catch erlang:decode_packet(T, B, O)} || _ <- lists:seq(1, N), T <- [pick(types())], B <- [bytes(T)], O <- [options(T)]],
    [result({random, T}, fun() ->
        Of = [R || {S, R} <- All, S =:= T],
        {length(Of), lists:sort([{K, length([1 || R <- Of, kind(R) =:= K])} || K <- lists:usort([kind(R) || R <- Of])]), erlang:phash2(Of)}
    end) || T <- types()].

kind({ok, P, _}) when is_tuple(P) -> element(1, P);
kind({K, _, _}) -> K;
kind({more, undefined}) -> more;
kind({more, _}) -> more_known;
kind({K, _}) -> K.

pick(L) -> lists:nth(rand:uniform(length(L)), L).
options(T) -> [pick([{packet_size, rand:uniform(40)}, {line_length, rand:uniform(40)}] ++ [{line_delimiter, rand:uniform(255)} || T =:= line]) || _ <- lists:seq(1, rand:uniform(3) - 1)].

bytes(T) when T =:= http; T =:= http_bin -> mangle(pick(requests()));
bytes(T) when T =:= httph; T =:= httph_bin -> mangle(pick(headers()));
bytes(T) -> mangle(iolist_to_binary([head(T), rand:bytes(rand:uniform(20))])).

head(1) -> <<(rand:uniform(20))>>;
head(2) -> <<(rand:uniform(20)):16>>;
head(4) -> <<(rand:uniform(20)):32>>;
head(sunrm) -> <<(rand:uniform(2) - 1):1, (rand:uniform(20)):31>>;
head(asn1) -> pick([<<48, (rand:uniform(20))>>, <<31, 129, 3, 130, 0, (rand:uniform(20))>>, <<48, 131, 0, 0, (rand:uniform(20))>>]);
head(cdr) -> <<"GIOP", 1, 2, 0, 0, (rand:uniform(20)):32>>;
head(fcgi) -> <<1, 2, 0, 1, 0, (rand:uniform(10)), (rand:uniform(5)), 0>>;
head(tpkt) -> <<3, 0, (rand:uniform(24)):16>>;
head(ssl_tls) -> pick([<<23, 3, 3, 0, (rand:uniform(20))>>, <<128, (rand:uniform(20)), 1, 3, 1>>]);
head(_) -> <<>>.

%% As it is, cut off, or with a byte changed.
mangle(B) ->
    case rand:uniform(4) of
        1 -> binary:part(B, 0, rand:uniform(byte_size(B) + 1) - 1);
        2 when byte_size(B) > 0 -> N = rand:uniform(byte_size(B)) - 1, <<L:N/binary, _, R/binary>> = B, <<L/binary, (pick([0, 9, 10, 13, 32, $:, $/, rand:uniform(255)])), R/binary>>;
        _ -> B
    end.
