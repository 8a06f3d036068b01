%% pattern_corners, with functions inlined.
-module(pattern_corners_inlined).
-compile([inline, {inline_size, 200}, inline_list_funcs]).
-include("pattern_corners.hrl").
