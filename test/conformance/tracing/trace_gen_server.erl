%% Tracing something that lives: a gen_server at work, its calls, messages and turns, and what it goes on doing afterwards.
-module(trace_gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).

main() ->
    {ok, P} = gen_server:start(?MODULE, 0, []),
    erlang:trace_pattern({?MODULE, '_', '_'}, [{'_', [], [{return_trace}]}], [global]),
    erlang:trace(P, true, [call, send, 'receive']),
    show:term(gen_server:call(P, {add, 2})),
    show:term(gen_server:call(P, get)),
    erlang:trace(P, false, [send]),
    show:term(gen_server:call(P, get)),
    %% What waits together is received together: only the calls are shown of these.
    erlang:trace(P, false, ['receive']),
    gen_server:cast(P, {add, 3}),
    P ! {add, 4},
    show:term(gen_server:call(P, get)),
    [show:term(tracee:named(P, alike(M))) || M <- tracee:delivered(P)],
    %% Thousands of calls, traced and not.
    [gen_server:cast(P, {add, 1}) || _ <- lists:seq(1, 3000)],
    show:term(gen_server:call(P, get)),
    show:term(length(tracee:delivered(P))),
    erlang:trace(P, false, [all]),
    [gen_server:cast(P, {add, 1}) || _ <- lists:seq(1, 100)],
    show:term(gen_server:call(P, get)),
    show:term(tracee:delivered(P)),
    erlang:trace_pattern({?MODULE, '_', '_'}, false, [global]),
    gen_server:stop(P).

%% Calls carry references.
alike(M) when is_tuple(M) -> list_to_tuple(alike(tuple_to_list(M)));
alike([H | T]) -> [alike(H) | alike(T)];
alike(R) when is_reference(R) -> ref;
alike(X) -> X.

init(N) -> {ok, N}.
handle_call({add, X}, _, N) -> {reply, N + X, N + X};
handle_call(get, _, N) -> {reply, N, N}.
handle_cast({add, X}, N) -> {noreply, N + X}.
handle_info({add, X}, N) -> {noreply, N + X}.
