%% Map expressions and patterns: construction, =>, :=, matching with bound keys, large maps, every error.
-module(maps_syntax).
-include("maps_syntax.hrl").
