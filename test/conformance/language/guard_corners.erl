%% Guards: failing BIFs in them, and/or against andalso/orelse, floats, nested expressions, maps, records, sizes, order of evaluation.
-module(guard_corners).
-include("guard_corners.hrl").
