%% erl_error and error_info: the text that a shell or a log shows for each kind of exception.
-module(exception_text).
-export([main/0]).
-import(show, [id/1]).

main() ->
    [begin
        io:format("-- ~s~n", [N]),
        try F() of V -> io:format("value ~p~n", [V])
        catch C:R:S -> io:format("~ts~n", [text(C, R, S)])
        end
    end || {N, F} <- cases()].

text(C, R, S0) ->
    S = [{M, F, A, [case X of {file, P} -> {file, filename:basename(P)}; _ -> X end || X <- L]} || {M, F, A, L} <- S0, M =/= init, M =/= conformance_run],
    T = unicode:characters_to_list(erl_error:format_exception(C, R, S, #{column => 1})),
    re:replace(T, "<[0-9]+\\.[0-9]+\\.[0-9]+>|#Fun<[^>]*>|#Ref<[^>]*>", "<>", [global, {return, list}]).

cases() ->
    [{"badarith", fun() -> 1 + id(a) end}, {"div", fun() -> 1 div id(0) end}, {"badmatch", fun() -> {ok, _} = id({error, "reason"}) end}, {"case", fun() -> case id([1, 2]) of x -> y end end}, {"function clause", fun() -> only_one(id(2), "two") end},
     {"undef", fun() -> nomod:nofun(1) end}, {"undef fun", fun() -> lists:no_such(1, 2) end}, {"badfun", fun() -> (id(x))(1) end}, {"badarity", fun() -> (id(fun(X) -> X end))() end}, {"throw", fun() -> throw({ball, [1, 2]}) end}, {"exit", fun() -> exit({reason, "text"}) end}, {"error", fun() -> error({custom, reason}) end},
     {"badmap", fun() -> maps:get(a, id(b)) end}, {"badkey", fun() -> maps:get(a, #{}) end}, {"atom_to_list", fun() -> atom_to_list(id(1)) end}, {"binary_to_integer", fun() -> binary_to_integer(id(<<"x">>)) end}, {"element", fun() -> element(id(5), {a, b}) end}, {"setelement", fun() -> setelement(0, {a}, id(x)) end},
     {"list_to_atom", fun() -> list_to_atom(id([a])) end}, {"iolist", fun() -> iolist_to_binary(id([a])) end}, {"ets none", fun() -> ets:lookup(id(no_such_table), k) end}, {"ets insert", fun() -> ets:insert(ets:new(t, []), id({})) end}, {"ets key", fun() -> ets:lookup_element(ets:new(t, []), k, 2) end}, {"binary", fun() -> <<1, (id(x)):8>> end}, {"binary size", fun() -> <<1:(id(-1))>> end},
     {"lists:nth", fun() -> lists:nth(5, id([a])) end}, {"register", fun() -> register(id(undefined), self()) end}, {"link", fun() -> link(id(x)) end}, {"spawn", fun() -> spawn(id(1), f, []) end}, {"float_to_list", fun() -> float_to_list(id(1), [{decimals, 400}]) end}, {"integer_to_list", fun() -> integer_to_list(10, id(99)) end}, {"binary_part", fun() -> binary_part(<<"abc">>, id(2), 5) end},
     {"binary:match", fun() -> binary:match(id(a), <<"b">>) end}, {"maps:from_list", fun() -> maps:from_list(id([a])) end}, {"unicode", fun() -> unicode:characters_to_list(id(a)) end}, {"io:format", fun() -> io:format("~s", [id(1), 2]) end}, {"math:log", fun() -> math:log(id(0)) end}, {"re:run", fun() -> re:run("a", id("(")) end}, {"gen_server", fun() -> gen_server:call(id(nobody), hello) end},
     {"deep", fun() -> [outer(X) || X <- [1, id(zero)]] end}, {"monitor", fun() -> monitor(process, id("x")) end}, {"process_flag", fun() -> process_flag(id(x), y) end}, {"send_after", fun() -> erlang:send_after(id(-5), self(), m) end}, {"apply", fun() -> apply(id(m), f, id(x)) end}, {"tuple_to_list", fun() -> tuple_to_list(id([])) end}, {"length", fun() -> length(id([a | b])) end}, {"hd", fun() -> hd(id([])) end}].

only_one(1, _) -> one.
outer(X) -> [inner(X), 1].
inner(X) -> X * 2.
