%% bit_syntax_corners, compiled without optimisations.
-module(bit_syntax_corners_unoptimised).
-compile([no_ssa_opt, no_type_opt, no_bool_opt, no_bsm_opt, no_share_opt, no_fun_opt, no_copt, no_postopt, no_recv_opt, no_throw_opt]).
-include("bit_syntax_corners.hrl").
