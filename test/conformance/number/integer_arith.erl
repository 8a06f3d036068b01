%% Small and big integers: the four operations, div and rem by sign, shifts and bit operations.
-module(integer_arith).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    Values = [0, 1, -1, 2, 7, -7, 255, -256, (1 bsl 27) - 1, 1 bsl 27, -(1 bsl 27), (1 bsl 31), (1 bsl 59) - 1, 1 bsl 59,
              -(1 bsl 59), -(1 bsl 59) - 1, (1 bsl 63) - 1, 1 bsl 63, (1 bsl 64) - 1, 1 bsl 64, -(1 bsl 64), 1 bsl 65,
              123456789012345678901234567890, -98765432109876543210987654321098765432109876543210],
    Ops = ['+', '-', '*', 'div', 'rem', 'band', 'bor', 'bxor'],
    [begin
         R = [try op(Op, id(A), id(B)) catch error:E -> E end || A <- Values, B <- Values],
         io:format("~w: ~w~n", [Op, R])
     end || Op <- Ops],
    io:format("neg: ~w~n", [[-id(A) || A <- Values]]),
    io:format("bnot: ~w~n", [[bnot id(A) || A <- Values]]),
    io:format("abs: ~w~n", [[abs(id(A)) || A <- Values]]),
    Shifts = [0, 1, 4, 27, 28, 32, 58, 59, 60, 63, 64, 65, 100],
    io:format("bsl: ~w~n", [[id(A) bsl id(S) || A <- Values, S <- Shifts]]),
    io:format("bsr: ~w~n", [[id(A) bsr id(S) || A <- Values, S <- Shifts]]),
    io:format("bsl neg: ~w~n", [[id(A) bsl -id(S) || A <- Values, S <- Shifts]]),
    io:format("bsr neg: ~w~n", [[id(A) bsr -id(S) || A <- Values, S <- Shifts]]),
    result("bsl by a bignum", fun() -> id(1) bsr (1 bsl 70) end),
    result("bsr by a bignum, negative", fun() -> id(-1) bsr (1 bsl 70) end),
    result("zero bsl by a bignum", fun() -> id(0) bsl (1 bsl 70) end),
    result("atom", fun() -> id(a) + 1 end),
    result("float div", fun() -> id(1.0) div 2 end),
    result("band float", fun() -> id(1.0) band 2 end),
    result("min max", fun() -> [max(1, id(1.0)), min(id(1), 1.0), max(id(a), <<>>), min([], id({}))] end),
    io:format("fact 100: ~w~n", [fact(100)]),
    io:format("fib 300: ~w~n", [fib(300)]),
    io:format("3^500: ~w~n", [power(3, 500)]),
    io:format("3^500 div 7^100: ~w~n", [power(3, 500) div power(7, 100)]),
    io:format("3^500 rem 7^100: ~w~n", [power(3, 500) rem power(7, 100)]),
    io:format("identity: ~w~n", [[A || A <- Values, B <- Values, B =/= 0, (A div B) * B + A rem B =/= A]]).

op('+', A, B) -> A + B;
op('-', A, B) -> A - B;
op('*', A, B) -> A * B;
op('div', A, B) -> A div B;
op('rem', A, B) -> A rem B;
op('band', A, B) -> A band B;
op('bor', A, B) -> A bor B;
op('bxor', A, B) -> A bxor B.

fact(0) -> 1;
fact(N) -> N * fact(N - 1).

fib(N) -> fib(N, 0, 1).
fib(0, A, _) -> A;
fib(N, A, B) -> fib(N - 1, B, A + B).

power(_, 0) -> 1;
power(B, N) -> B * power(B, N - 1).
