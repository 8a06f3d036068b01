%% Exit codes and output of halt/0,1,2, init:stop/0,1 and of main ending by itself.
%% erl: -eval 'io:format("a~n"), halt().'
%% erl: -eval 'io:format("b~n"), halt(0).'
%% erl: -eval 'io:format("c~n"), halt(3).'
%% erl: -eval 'halt(255).'
%% erl: -eval 'halt(256).'
%% erl: -eval 'io:format("d~n"), halt(7, [{flush, true}]).'
%% erl: -eval 'io:format("e~n"), init:stop().'
%% erl: -eval 'io:format("f~n"), init:stop(9).'
%% erl: -s halt_codes main -s init stop
%% erl: -s halt_codes main -s erlang halt
%% erl: -run halt_codes main arg1 arg2 -run init stop
%% erl: -eval 'spawn(fun() -> halt(4) end), timer:sleep(5000).'
%% erl: -eval 'catch halt(-1), catch halt(a), halt(0).'
%% erl: -eval 'init:stop(5), receive after infinity -> ok end.'
%% slow under stress: boots some twenty nodes
-module(halt_codes).
-export([main/0, main/1]).

main() -> io:format("main/0~n").
main(As) -> io:format("main/1 ~p~n", [As]).
