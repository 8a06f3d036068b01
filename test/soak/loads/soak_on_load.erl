%% Its on_load function does as a persistent term says.
-module(soak_on_load).
-on_load(init/0).
-export([version/0]).

-define(VERSION, 16#5EEDBEEF).

init() -> persistent_term:get({soak, on_load}).
version() -> ?VERSION.
