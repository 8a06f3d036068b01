%% pattern_corners, compiled to the instructions of OTP 22.
-module(pattern_corners_as_in_otp_22).
-compile([r22]).
-include("pattern_corners.hrl").
