%% guard_corners, with functions inlined.
-module(guard_corners_inlined).
-compile([inline, {inline_size, 200}, inline_list_funcs]).
-include("guard_corners.hrl").
