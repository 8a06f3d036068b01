%% Bit syntax: every type, unit, sign and endianness with constant and computed sizes, tails, utf, floats of all widths, errors of building.
-module(bit_syntax_corners).
-include("bit_syntax_corners.hrl").
