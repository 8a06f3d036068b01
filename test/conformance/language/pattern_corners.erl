%% Patterns in odd places and forms: aliases, repeated variables, strings, floats and integers, maps with computed keys, deep and wide ones.
-module(pattern_corners).
-include("pattern_corners.hrl").
