%% bit_syntax_sweep, compiled to the instructions of OTP 24.
-module(bit_syntax_sweep_as_in_otp_24).
-compile([r24]).
-include("bit_syntax_sweep.hrl").
