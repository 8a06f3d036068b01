%% binary_build, compiled to the instructions of OTP 24.
-module(binary_build_as_in_otp_24).
-compile([r24]).
-include("binary_build.hrl").
