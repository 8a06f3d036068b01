%% receive: selective, with guards, timeouts of 0, some and infinity, nested, order kept for what is left.
-module(receive_basic).
-include("receive_basic.hrl").
