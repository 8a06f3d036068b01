%% Building binaries: segments of all types and sizes, appending in a loop, wrong values with their causes.
-module(binary_build).
-include("binary_build.hrl").
