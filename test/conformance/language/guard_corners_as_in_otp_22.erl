%% guard_corners, compiled to the instructions of OTP 22.
-module(guard_corners_as_in_otp_22).
-compile([r22]).
-include("guard_corners.hrl").
