%% Every size from 0 to 70 bits, at every bit offset, both byte orders, both signs: build, match and compare.
-module(bit_syntax_sweep).
-include("bit_syntax_sweep.hrl").
