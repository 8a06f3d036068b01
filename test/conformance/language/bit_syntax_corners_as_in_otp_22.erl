%% bit_syntax_corners, compiled to the instructions of OTP 22.
-module(bit_syntax_corners_as_in_otp_22).
-compile([r22]).
-include("bit_syntax_corners.hrl").
