%% Modules whose attributes or compilation information are damaged: refused, or taken as far as they can be read.
-module(damaged_attributes).
-export([main/0]).

-define(NAME, damaged_attributes_sample).

main() ->
    logger:set_primary_config(level, none),
    {ok, ?NAME, Whole} = compile:forms([{attribute, 1, module, ?NAME}, {attribute, 2, vsn, 7}], [deterministic]),
    {ok, ?NAME, Chunks} = beam_lib:all_chunks(Whole),
    [changed(Chunks, Id, Content) || Id <- ["Attr", "CInf"], Content <- contents()],
    code:purge(?NAME),
    code:delete(?NAME).

contents() ->
    [<<>>, <<1>>, <<0, 0, 0, 0>>, <<131>>, <<131, 97, 1>>, <<131, 106>>, <<131, 106, 1>>, <<131, 104, 1>>, <<131, 255>>,
     <<131, 108, 0, 0, 0, 5>>, <<131, 108, 255, 255, 255, 255, 97, 1>>].

changed(Chunks, Id, Content) ->
    {ok, Beam} = beam_lib:build_module(lists:keystore(Id, 1, Chunks, {Id, Content})),
    code:purge(?NAME),
    show:result({Id, Content}, fun() -> erlang:load_module(?NAME, Beam) end),
    show:result(attributes, fun() -> ?NAME:module_info(attributes) end),
    show:result(compile, fun() -> is_list(?NAME:module_info(compile)) end).
