%% bit_syntax_corners, with functions inlined.
-module(bit_syntax_corners_inlined).
-compile([inline, {inline_size, 200}, inline_list_funcs]).
-include("bit_syntax_corners.hrl").
