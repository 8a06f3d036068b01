%% try_catch, compiled to the instructions of OTP 22.
-module(try_catch_as_in_otp_22).
-compile([r22]).
-include("try_catch.hrl").
