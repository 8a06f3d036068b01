%% Every type test and guard BIF on values of every type, guards that fail instead of raising, andalso/orelse/and/or/not/xor.
-module(guards).
-include("guards.hrl").
