%% binary_match, compiled to the instructions of OTP 22.
-module(binary_match_as_in_otp_22).
-compile([r22]).
-include("binary_match.hrl").
