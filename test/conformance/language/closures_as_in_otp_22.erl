%% closures, compiled to the instructions of OTP 22.
-module(closures_as_in_otp_22).
-compile([r22]).
-include("closures.hrl").
