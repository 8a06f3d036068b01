%% Funs: environments, arities, named and recursive funs, external funs, fun_info, equality, badarity, badfun.
-module(closures).
-include("closures.hrl").
