%% A boot that cannot go on: exit codes of an undefined start function, a crash in -eval, a syntax error, in init.
%% erl: -s no_such_module main
%% erl: -s boot_failures crash
%% erl: -eval 'error(in_eval).'
%% erl: -eval 'syntax error here.'
%% erl: -eval 'throw(x).'
%% erl: -run boot_failures crash
-module(boot_failures).
-export([main/0, crash/0]).

main() -> ok.
crash() -> error(deliberate).
