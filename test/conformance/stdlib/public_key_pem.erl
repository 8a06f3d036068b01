%% public_key: PEM and DER there and back, encrypted entries, certificates, and what is damaged.
-module(public_key_pem).
-export([main/0]).
-import(show, [result/2]).

%% Two Mersenne primes make a key that is of no use but here.
rsa() ->
    P = (1 bsl 521) - 1, Q = (1 bsl 607) - 1, E = 65537, D = inverse(E, (P - 1) * (Q - 1)),
    {'RSAPrivateKey', 'two-prime', P * Q, E, D, P, Q, D rem (P - 1), D rem (Q - 1), inverse(Q, P), asn1_NOVALUE}.
inverse(A, M) -> {1, X} = euclid(A, M), ((X rem M) + M) rem M.
euclid(A, M) -> euclid(A, M, 1, 0).
euclid(A, 0, X, _) -> {A, X};
euclid(A, B, X, Y) -> euclid(B, A rem B, Y, X - (A div B) * Y).

public({'RSAPrivateKey', _, N, E, _, _, _, _, _, _, _}) -> {'RSAPublicKey', N, E}.
ec() -> {'ECPrivateKey', 1, <<1:256>>, {namedCurve, {1, 2, 840, 10045, 3, 1, 7}}, <<4, 5:512>>, asn1_NOVALUE}.
dsa() -> {'DSAPrivateKey', 0, 23, 11, 4, 8, 3}.

certificate() ->
     "-----BEGIN CERTIFICATE-----\n"
     "MIICpjCCAg+gAwIBAgIBATANBgkqhkiG9w0BAQUFADCBhzEfMB0GCSqGSIb3DQEJ\n"
     "ARYQcm9vdEBleGFtcGxlLm9yZzEWMBQGA1UEAxMNSG9ybmJlYW0gdGVzdDESMBAG\n"
     "A1UEBxMJU3RvY2tob2xtMQswCQYDVQQGEwJTRTEPMA0GA1UEChMGZXJsYW5nMRow\n"
     "GAYDVQQLExFhdXRvbWF0ZWQgdGVzdGluZzAeFw0yNjExMTkxMzAwMDBaFw0yNjEx\n"
     "MjcxMzAwMDBaMIGHMR8wHQYJKoZIhvcNAQkBFhByb290QGV4YW1wbGUub3JnMRYw\n"
     "FAYDVQQDEw1Ib3JuYmVhbSB0ZXN0MRIwEAYDVQQHEwlTdG9ja2hvbG0xCzAJBgNV\n"
     "BAYTAlNFMQ8wDQYDVQQKEwZlcmxhbmcxGjAYBgNVBAsTEWF1dG9tYXRlZCB0ZXN0\n"
     "aW5nMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC3M1V1UVc9MTvpjCRbQIno\n"
     "SGKJLegQirZGzjIDOT6Bd5Dku5In8i9LB7vDd8K50MqkOAz55QNyxS5Cg69flY3w\n"
     "fFEnDd72hVzGCgkBuLqLPOQK7R9u6+f4nETHixfSRivxSINQjLitYntkqq2Pd3zf\n"
     "2VJadk7FmV/1AYA90SMJnQIDAQABoyAwHjALBgNVHQ8EBAMCAQYwDwYDVR0TAQH/\n"
     "BAUwAwEB/zANBgkqhkiG9w0BAQUFAAOBgQBf+sUl6zhZkshsgnUmwb99cp8nTbGc\n"
     "v4gMtS76WP3gCoqshtjNlIusZXUg2avXp27S+I9liGns1gKJ5Vukgo+rTcoSNbSt\n"
     "K3xF4pfbZGRYT1UDElL4BnlDrhqn7yWjwPeQgpwon3IfWdn23em4RofZA+h7aCnD\n"
     "VwNgmg572c4Rdg==\n"
     "-----END CERTIFICATE-----\n".

main() ->
    Terms = [{'RSAPrivateKey', rsa()}, {'RSAPublicKey', public(rsa())}, {'DSAPrivateKey', dsa()}, {'DHParameter', {'DHParameter', 23, 5, asn1_NOVALUE}},
        {'ECPrivateKey', ec()}, {'Dss-Parms', {'Dss-Parms', 23, 11, 4}}, {'DSAPublicKey', 8}, {'EcpkParameters', {namedCurve, {1, 3, 132, 0, 34}}}],
    [result({der, T}, fun() -> D = public_key:der_encode(T, V), {D, public_key:der_decode(T, D) =:= V} end) || {T, V} <- Terms],
    [result({pem, T}, fun() -> E = public_key:pem_entry_encode(T, V), Pem = public_key:pem_encode([E]), [E2] = public_key:pem_decode(Pem), {Pem, E2 =:= E, public_key:pem_entry_decode(E2) =:= V} end)
        || {T, V} <- Terms, lists:member(T, ['RSAPrivateKey', 'RSAPublicKey', 'DSAPrivateKey', 'DHParameter', 'ECPrivateKey'])],
    result("SubjectPublicKeyInfo", fun() -> E = public_key:pem_entry_encode('SubjectPublicKeyInfo', public(rsa())), {E, public_key:pem_entry_decode(E) =:= public(rsa())} end),
    result("PrivateKeyInfo", fun() -> E = public_key:pem_entry_encode('PrivateKeyInfo', rsa()), {E, public_key:pem_entry_decode(E) =:= rsa()} end),
    [encrypted(C, Salt) || {C, Salt} <- [{"AES-128-CBC", 16}, {"AES-256-CBC", 16}, {"DES-EDE3-CBC", 8}]],
    result("several and text between", fun() ->
        One = public_key:pem_encode([public_key:pem_entry_encode('RSAPublicKey', public(rsa()))]),
        [{T, byte_size(D), C} || {T, D, C} <- public_key:pem_decode(iolist_to_binary(["some text\n", One, "\nmore\n", certificate(), "\r\n", One]))] end),
    [result({damaged, B}, fun() -> public_key:pem_decode(B) end) || B <- [<<>>, <<"nothing">>, <<"-----BEGIN CERTIFICATE-----\nAAAA\n">>, <<"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n">>]],
    [result({no_der, T}, fun() -> public_key:der_decode(T, B) end) || {T, B} <- [{'RSAPublicKey', <<48, 3, 2, 1, 5>>}, {'RSAPublicKey', <<48, 200>>}, {'RSAPublicKey', <<>>}, {'Certificate', <<2, 1, 5>>}]],
    result("no such type", fun() -> public_key:der_encode('NoSuchType', x) end),
    certificates(),
    result("text of errors", fun() -> [lists:flatten(io_lib:format("~p", [catch public_key:der_decode('RSAPublicKey', <<1>>)]))] =/= [] end).

encrypted(Cipher, SaltBytes) ->
    Salt = list_to_binary(lists:seq(1, SaltBytes)),
    result({encrypted, Cipher}, fun() ->
        E = public_key:pem_entry_encode('RSAPrivateKey', rsa(), {{Cipher, Salt}, "secret"}),
        Pem = public_key:pem_encode([E]), [E2] = public_key:pem_decode(Pem),
        {Pem, E2 =:= E, public_key:pem_entry_decode(E2, "secret") =:= rsa(), public_key:pem_entry_decode(E2, <<"secret">>) =:= rsa()} end).

certificates() ->
    [{'Certificate', Der, not_encrypted}] = public_key:pem_decode(list_to_binary(certificate())),
    result("plain", fun() -> public_key:pkix_decode_cert(Der, plain) end),
    result("otp", fun() -> public_key:pkix_decode_cert(Der, otp) end),
    result("back", fun() -> [public_key:pkix_encode('OTPCertificate', public_key:pkix_decode_cert(Der, otp), otp) =:= Der, public_key:pkix_encode('Certificate', public_key:pkix_decode_cert(Der, plain), plain) =:= Der] end),
    result("self-signed", fun() -> {public_key:pkix_is_self_signed(Der), public_key:pkix_is_fixed_dh_cert(Der), public_key:pkix_is_issuer(Der, Der)} end),
    result("ids", fun() -> {public_key:pkix_issuer_id(Der, self), public_key:pkix_subject_id(Der)} end),
    result("name", fun() -> public_key:pkix_normalize_name(element(2, public_key:pkix_subject_id(Der))) end),
    result("hash", fun() -> crypto:hash(sha256, Der) end),
    result("cut off", fun() -> public_key:pkix_decode_cert(binary:part(Der, 0, 100), otp) end).
