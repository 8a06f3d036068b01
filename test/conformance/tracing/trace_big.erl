%% Traced code that is hard to step through: deep stacks, big numbers, binaries that are being matched, long strings of garbage.
-module(trace_big).
-export([main/0, fac/1, sum/2, deep/1, words/2, build/2, wait/1, many/10]).

main() ->
    erlang:trace_pattern({?MODULE, '_', '_'}, [{'_', [], [{return_trace}]}], [local]),
    [checked(Label, F) || {Label, F} <- [
        {"factorial", fun() -> fac(200) end},
        {"sum", fun() -> sum(lists:seq(1, 400), 0) end},
        {"deep", fun() -> length(deep(400)) end},
        {"words", fun() -> words(binary:copy(<<"a word ">>, 300), 0) end},
        {"build", fun() -> length(build(300, [])) end},
        {"waits", fun() -> wait(100) end},
        {"many", fun() -> many(1, 2, 3, 4, 5, 6, 7, 8, 9, 50) end},
        {"sorted", fun() -> lists:sort(fun(A, B) -> A >= B end, lists:seq(1, 200)) =:= lists:reverse(lists:seq(1, 200)) end}]],
    erlang:trace_pattern({?MODULE, '_', '_'}, false, [local]),
    matched().

%% As many returns as calls, and the same value as without the tracer.
checked(Label, F) ->
    Untraced = F(),
    Messages = tracee:run([call], fun() -> exit({value, F()}) end),
    Calls = [element(2, MFA) || {trace, tracee, call, MFA} <- Messages],
    Returns = [element(2, MFA) || {trace, tracee, return_from, MFA, _} <- Messages],
    show:term({Label, length(Calls), length(Returns), Calls -- Returns, erlang:phash2(Untraced)}),
    show:term(erlang:phash2([value(M) || {trace, tracee, return_from, _, M} <- Messages])).
value(F) when is_function(F) -> a_fun;
value(V) -> V.

%% An argument that is a match context shows as what is left of the binary.
matched() ->
    erlang:trace_pattern({?MODULE, words, 2}, true, [local]),
    tracee:show("matched", [call], fun() -> words(<<"ab cd">>, 0) end),
    erlang:trace_pattern({?MODULE, words, 2}, false, [local]).

fac(0) -> 1;
fac(N) -> N * fac(N - 1).
sum([], S) -> S;
sum([H | T], S) -> sum(T, S + H * 1000000007 * 1000000009).
deep(0) -> [];
deep(N) -> [N | deep(N - 1)].
words(<<" ", T/binary>>, N) -> words(T, N + 1);
words(<<_, T/binary>>, N) -> words(T, N);
words(<<>>, N) -> N.
build(0, L) -> L;
build(N, L) -> build(N - 1, [{N, [N, N], <<N:32>>} | L]).
wait(0) -> done;
wait(N) -> self() ! N, receive N -> wait(N - 1) end.
many(_, _, _, _, _, _, _, _, _, 0) -> done;
many(A, B, C, D, E, F, G, H, I, N) -> many(B, C, D, E, F, G, H, I, A, N - 1).
