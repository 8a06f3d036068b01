%% binary: matching with one and many patterns in scopes, split and replace with every option, parts, numbers, errors.
-module(binary_module_whole).
-export([main/0]).
-include("../harness/show.hrl").
-import(show, [id/1]).

main() ->
    B = <<"abracadabra">>, S = binary:part(<<"xxabracadabraxx">>, 2, 11), <<_:3, U:88/bitstring, _/bitstring>> = <<5:3, "abracadabra", 0:5>>,
    CP = binary:compile_pattern([<<"ab">>, <<"cad">>]), C1 = binary:compile_pattern(<<"ra">>),
    ?R([B =:= S, U =:= B]),
    [show:result({match, P, O}, fun() -> [[binary:match(X, P, O), binary:matches(X, P, O)] || X <- [B, S, U]] end) || {P, O} <- [{<<"a">>, []}, {<<"abra">>, []}, {<<"zz">>, []}, {[<<"bra">>, <<"b">>], []}, {[<<"b">>, <<"bra">>], []}, {[<<"ab">>, <<"abra">>, <<"ra">>], []}, {<<"a">>, [{scope, {1, 5}}]}, {<<"a">>, [{scope, {11, -5}}]}, {<<"a">>, [{scope, {0, 0}}]}, {<<"abra">>, [{scope, {1, 3}}]}, {[<<"a">>, <<"c">>], [{scope, {3, 4}}]}, {<<"abracadabrax">>, []}]],
    ?R([binary:match(B, CP), binary:matches(B, CP), binary:match(B, C1, [{scope, {3, 8}}]), element(1, CP), element(1, C1), binary:matches(<<>>, C1)]),
    [show:result({split, show:norm(P), O}, fun() -> binary:split(B, P, O) end) || P <- [<<"a">>, <<"bra">>, [<<"a">>, <<"ca">>], <<"zz">>, C1], O <- [[], [global], [trim], [global, trim], [global, trim_all], [trim_all], [{scope, {1, 8}}], [global, {scope, {5, 6}}, trim]]],
    [show:result({replace, P, R, O}, fun() -> binary:replace(B, P, R, O) end) || {P, R, O} <- [{<<"a">>, <<"X">>, []}, {<<"a">>, <<"X">>, [global]}, {<<"a">>, <<"[]">>, [{insert_replaced, 1}]}, {<<"a">>, <<"[]">>, [global, {insert_replaced, 1}]}, {<<"bra">>, <<"-">>, [global, {insert_replaced, [0, 1]}]}, {[<<"b">>, <<"c">>], <<>>, [global]}, {<<"a">>, <<"X">>, [global, {scope, {2, 5}}]}, {<<"zz">>, <<"X">>, [global]}, {<<"a">>, fun(X) -> <<X/binary, X/binary>> end, [global]}]],
    ?R([binary:part(B, {2, 3}), binary:part(B, 11, -3), binary:part(B, 0, 0), binary:part(B, 11, 0), binary_part(B, {1, 2}), binary_part(B, 5, -5)]),
    ?R([binary:at(B, 0), binary:at(B, 10), binary:first(B), binary:last(B)]),
    ?R([binary:bin_to_list(B), binary:bin_to_list(B, {2, 3}), binary:bin_to_list(B, 11, -2), binary:list_to_bin([1, [2, <<3>>]])]),
    ?R([binary:copy(B), binary:copy(<<"ab">>, 3), binary:copy(B, 0), binary:copy(<<>>, 5)]),
    ?R([binary:longest_common_prefix([<<"abc">>, <<"abd">>, <<"ab">>]), binary:longest_common_prefix([<<"x">>]), binary:longest_common_prefix([<<"a">>, <<"b">>]), binary:longest_common_suffix([<<"xbc">>, <<"ybc">>]), binary:longest_common_suffix([B, S])]),
    ?R([binary:encode_unsigned(N, E) || N <- [0, 1, 255, 256, 16#123456, 1 bsl 64, (1 bsl 200) + 7], E <- [big, little]]),
    ?R([binary:decode_unsigned(X, E) || X <- [<<>>, <<0>>, <<1, 2>>, <<0, 0, 255>>, <<1:72>>, B], E <- [big, little]]),
    ?R([binary:referenced_byte_size(binary:copy(B)), binary:referenced_byte_size(binary:part(binary:copy(<<"0123456789">>, 100), 10, 500))]),
    ?R([binary:encode_hex(<<1, 171, 255>>), binary:decode_hex(<<"01aBFF">>), binary:encode_hex(<<>>)]),
    ?R(begin Big = binary:copy(<<"0123456789abcdef">>, 20000), [length(binary:matches(Big, <<"f0">>)), binary:match(Big, <<"ff">>), length(binary:split(Big, [<<"9a">>, <<"34">>], [global])), byte_size(binary:replace(Big, <<"5">>, <<>>, [global])), erlang:md5(binary:replace(Big, [<<"a">>, <<"bc">>], <<"zz">>, [global]))] end),
    ?R(begin Pats = [integer_to_binary(I) || I <- lists:seq(100, 999, 7)], Text = list_to_binary([integer_to_list(I * 37) || I <- lists:seq(1, 3000)]), M = binary:matches(Text, Pats), {length(M), erlang:phash2(M)} end),
    ?R(binary:match(B, <<>>)), ?R(binary:match(B, [])), ?R(binary:match(B, [<<"a">>, <<>>])), ?R(binary:match(B, "a")), ?R(binary:match(foo, <<"a">>)), ?R(binary:match(<<1:3>>, <<"a">>)), ?R(binary:match(B, <<1:3>>)), ?R(binary:match(B, <<"a">>, [{scope, {0, 12}}])), ?R(binary:match(B, <<"a">>, [{scope, {-1, 2}}])), ?R(binary:match(B, <<"a">>, [foo])), ?R(binary:match(B, <<"a">>, foo)), ?R(binary:match(B, {bm, id(make_ref())})), ?R(binary:matches(B, id(x))), ?R(binary:compile_pattern(<<>>)), ?R(binary:compile_pattern([])), ?R(binary:compile_pattern(a)),
    ?R(binary:split(B, <<"a">>, [bad])), ?R(binary:split(B, <<>>)), ?R(binary:split(a, <<"a">>)), ?R(binary:replace(B, <<"a">>, a)), ?R(binary:replace(B, <<"a">>, <<"b">>, [{insert_replaced, 5}])), ?R(binary:replace(B, <<"a">>, <<"b">>, [bad])), ?R(binary:replace(B, <<"a">>, fun(_) -> x end)), ?R(binary:part(B, 5, 10)), ?R(binary:part(B, -1, 1)), ?R(binary:part(B, a, 1)), ?R(binary:part(a, 0, 0)), ?R(binary:at(B, 11)), ?R(binary:at(B, -1)), ?R(binary:first(<<>>)), ?R(binary:last(<<>>)), ?R(binary:first(a)), ?R(binary:bin_to_list(B, 5, 10)), ?R(binary:bin_to_list(a)), ?R(binary:list_to_bin(a)), ?R(binary:list_to_bin([256])), ?R(binary:copy(B, -1)), ?R(binary:copy(a)), ?R(binary:copy(B, a)),
    ?R(binary:longest_common_prefix([])), ?R(binary:longest_common_prefix([a])), ?R(binary:longest_common_suffix(a)), ?R(binary:encode_unsigned(-1)), ?R(binary:encode_unsigned(a)), ?R(binary:encode_unsigned(1, foo)), ?R(binary:decode_unsigned(a)), ?R(binary:decode_unsigned(<<1>>, foo)), ?R(binary:decode_hex(<<"abc">>)), ?R(binary:decode_hex(<<"zz">>)), ?R(binary:referenced_byte_size(a)), ?R(binary:encode_hex(a)).
