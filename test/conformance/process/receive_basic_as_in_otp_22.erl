%% receive_basic, compiled to the instructions of OTP 22.
-module(receive_basic_as_in_otp_22).
-compile([r22]).
-include("receive_basic.hrl").
