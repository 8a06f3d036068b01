%% Uses of each table of a .beam file: literals, big integers, strings, funs, lines, types, on_load.
-module(sample).
-export([big/1, literal/1, string/1, adder/1, 'ünï'/0]).
-on_load(init/0).
-record(r, {a = 1, b}).

init() -> ok.
big(X) -> {X + 123456789012345678901234567890, X - 98765432109876543210, X bor (1 bsl 59), X + ((1 bsl 59) - 1)}.
literal(X) -> #{key => {X, [1, 2, 3]}, other => "text", record => #r{b = X}}.
string(<<"prefix", Rest/binary>>) -> <<"<", Rest/binary, ">">>.
adder(N) when is_integer(N), N >= 0, N < 1000 -> fun(X) -> X + N end.
'ünï'() -> 'ünï'.
