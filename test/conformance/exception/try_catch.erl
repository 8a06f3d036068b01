%% try, catch, after, of: each class, patterns, nesting, values, re-raise, what after may do.
-module(try_catch).
-include("try_catch.hrl").
