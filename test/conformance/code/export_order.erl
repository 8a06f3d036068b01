%% The order of module_info(exports): that of the source, but what was named before it was there stands last.
-module(export_order).
-export([main/0, one/0, two/0, three/0, four/0, five/0]).

main() ->
    io:format("~0p~n", [?MODULE:module_info(exports)]),
    io:format("~0p~n", [[F || {F, _} <- ?MODULE:module_info(functions), hd(atom_to_list(F)) =/= $-]]),
    Forms = [{attribute, 1, module, export_order_2}, {attribute, 1, export, [{F, 0} || F <- [z, y, a, b, c]]}
        | [{function, 1, F, 0, [{clause, 1, [], [], [{atom, 1, F}]}]} || F <- [z, a, y, c, b]]],
    {ok, M, Code} = compile:forms(Forms, []),
    {module, M} = code:load_binary(M, "none", Code),
    io:format("~0p~n", [M:module_info(exports)]),
    {module, M} = code:load_binary(M, "none", Code),
    io:format("~0p~n", [M:module_info(exports)]),
    io:format("~0p~n", [M:module_info(functions)]),
    code:purge(M), code:delete(M), code:purge(M).

one() -> ?MODULE:three().
two() -> [fun ?MODULE:four/0].
three() -> ok.
four() -> ok.
five() -> ?MODULE:one(), lists:map(fun ?MODULE:two/0, []).
