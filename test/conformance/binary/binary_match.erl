%% Matching binaries and bitstrings: segments of all types, sizes, signs and byte orders, in clauses and expressions.
-module(binary_match).
-include("binary_match.hrl").
