%% process_flag(save_calls, N): which calls a process remembers, of itself and as others see it.
-module(saved_calls).
-export([main/0, ext/1, loop/2, thrower/0, callee/1, down/1]).
-include("../harness/show.hrl").

main() ->
    kinds(),
    sizes(),
    others().

%% What F calls, between setting the flag and asking.
calls(Label, F) ->
    Self = self(),
    P = spawn(fun() ->
        process_flag(save_calls, 12),
        catch F(),
        Self ! {self(), process_info(self(), last_calls)},
        receive stop -> ok end
    end),
    receive {P, Last} -> io:format("~p: ~0p~n", [Label, Last]) end,
    exit(P, kill).

kinds() ->
    ext(show:id(1)),
    calls(nothing, fun() -> ok end),
    calls(local, fun() -> callee(1) end),
    calls(external, fun() -> ?MODULE:ext(1), ok end),
    calls(tail, fun() -> ?MODULE:ext(1) end),
    calls(bif, fun() -> {lists:member(1, [2]), atom_to_list(show:id(a))} end),
    calls(guard_bif, fun() -> X = show:id([1]), Y = length(X) + hd(X), is_list(X) andalso Y end),
    calls(tail_bif, fun() -> lists:member(1, [2]) end),
    calls(dictionary, fun() -> put(a, b), {get(a), erase(a)} end),
    calls(send, fun() -> self() ! a, ok end),
    calls(send_tail, fun() -> self() ! a end),
    calls(send_2, fun() -> erlang:send(self(), a), ok end),
    calls(send_3, fun() -> erlang:send(self(), a, []), ok end),
    calls(send_nobody, fun() -> show:id(no_such_name) ! a end),
    calls(send_applied, fun() -> apply(show:id(erlang), show:id(send), show:id([self(), a])), ok end),
    calls(received, fun() -> self() ! a, receive a -> ok end end),
    calls(selective, fun() -> self() ! a, self() ! b, receive b -> ok end, receive a -> ok end end),
    calls(timeout, fun() -> receive never -> ok after 5 -> ok end end),
    calls(timeout_0, fun() -> receive never -> ok after 0 -> ok end end),
    calls(apply_known_arity, fun() -> M = show:id(lists), F = show:id(reverse), {M:F([1])} end),
    calls(apply_3, fun() -> {apply(show:id(?MODULE), show:id(ext), show:id([1]))} end),
    calls(apply_3_bif, fun() -> {apply(show:id(lists), show:id(member), show:id([1, []]))} end),
    calls('fun', fun() -> F = show:id(fun(X) -> X end), {F(1)} end),
    calls(export_fun, fun() -> F = show:id(fun lists:seq/2), G = show:id(fun ?MODULE:ext/1), {F(1, 2), G(1)} end),
    calls(export_fun_of_bif, fun() -> F = show:id(fun lists:member/2), {F(1, [])} end),
    calls(apply_2, fun() -> F = show:id(fun lists:seq/2), {apply(F, show:id([1, 2]))} end),
    calls(loop, fun() -> ?MODULE:loop(3, x) end),
    calls(caught, fun() -> (catch ?MODULE:thrower()), ok end),
    calls(failed_bif, fun() -> {catch atom_to_list(show:id(1))} end),
    calls(raising, fun() -> {catch erlang:nif_error(x), catch exit(x), catch throw(x)} end),
    calls(spawns, fun() -> {spawn(fun() -> ok end), spawn(?MODULE, ext, [1])} end),
    calls(itself, fun() -> {process_info(self(), status), process_info(self(), last_calls)} end),
    calls(tables, fun() -> T = ets:new(a, []), ets:insert(T, {1, 2}), {ets:lookup(T, 1), ets:delete(T)} end),
    calls(stdlib, fun() -> {lists:sort([3, 1, 2, 9, 8]), maps:put(a, 1, show:id(#{}))} end),
    calls(operators, fun() -> {show:id([1]) ++ show:id([2]), show:id([1]) -- show:id([2])} end),
    calls(relations, fun() -> R = monitor(process, self()), demonitor(R), link(self()) end),
    calls(more_than_fit, fun() -> ?MODULE:down(20), lists:member(1, []) end),
    calls(after_collection, fun() -> ?MODULE:ext(lists:seq(1, 100000)), erlang:garbage_collect(), ok end).

sizes() ->
    ?R(process_info(self(), last_calls)),
    ?R(process_flag(save_calls, -1)),
    ?R(process_flag(save_calls, 10001)),
    ?R(process_flag(save_calls, show:id(a))),
    ?R(process_flag(save_calls, 10000)),
    ?R(process_flag(save_calls, 0)),
    ?R(process_info(self(), last_calls)),
    Self = self(),
    P = spawn(fun() ->
        process_flag(save_calls, 4), ?MODULE:ext(1), ?MODULE:ext(2), lists:seq(1, 2), lists:member(1, []),
        All = process_info(self(), last_calls),
        process_flag(save_calls, 2), Fewer = process_info(self(), last_calls),
        process_flag(save_calls, 4), More = process_info(self(), last_calls),
        lists:member(1, []), process_flag(save_calls, 4), Same = process_info(self(), last_calls),
        Self ! {self(), All, Fewer, More, Same}
    end),
    receive {P, A, B, C, D} -> io:format("~0p~n~0p~n~0p~n~0p~n", [A, B, C, D]) end.

others() ->
    P = spawn(fun() -> receive go -> ?MODULE:ext(1) end, receive stop -> ok end end),
    {status, waiting} = waits(P),
    ?R(process_flag(P, save_calls, 3)),
    P ! go,
    {_, [_ | _]} = saved(P),
    ?R(process_info(P, last_calls)),
    ?R(process_flag(P, save_calls, 1)),
    ?R(process_info(P, last_calls)),
    ?R(process_flag(P, save_calls, 0)),
    ?R(process_info(P, last_calls)),
    ?R(process_flag(P, save_calls, -1)),
    ?R(process_flag(P, trap_exit, true)),
    ?R(show:down(fun() -> link(P), exit(P, kill), receive after infinity -> ok end end)),
    ?R(process_flag(P, save_calls, 1)),
    ?R(process_flag(P, no_flag, 1)).

waits(P) ->
    case process_info(P, status) of
        {status, waiting} = S -> S;
        _ -> erlang:yield(), waits(P)
    end.
%% Once it has called ext/1 and waits again.
saved(P) ->
    case process_info(P, last_calls) of
        {last_calls, Calls} = Saved -> case lists:member({?MODULE, ext, 1}, Calls) of true -> Saved; false -> erlang:yield(), saved(P) end
    end.

down(0) -> ok;
down(N) -> ?MODULE:down(N - 1).
callee(X) -> X.
ext(X) -> X.
loop(0, _) -> ok;
loop(N, X) -> callee(X), loop(N - 1, X).
thrower() -> throw(a).
