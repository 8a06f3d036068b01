%% What the program sees of the command line: plain arguments, flags, -s, -run, -eval in order, -extra, --.
%% erl: -s init_arguments main -foo a b -bar -foo c -s init stop
%% erl: -run init_arguments main x y -s init stop -extra e1 -e2 e3
%% erl: -eval 'io:format("first~n").' -eval 'io:format("second~n").' -s init stop
%% erl: -s init_arguments main -s init stop -- dashed args
%% erl: -s init_arguments args a1 b2 -s init stop
%% erl: -s init_arguments main one two -kernel foo bar -s init stop
%% erl: +S 1 -s init_arguments main +P 50000 -s init stop
%% erl: -mode embedded -s init_arguments main -s init stop
%% erl: -noinput -s init_arguments main -s init stop
-module(init_arguments).
-export([main/0, main/1, args/1]).

main() -> io:format("main/0~n"), show().
main(As) -> io:format("main ~p~n", [As]), show().
args(As) -> io:format("args ~p~n", [As]).

show() ->
    io:format("plain ~p~n", [init:get_plain_arguments()]),
    Flags = [F || {F, _} <- init:get_arguments(), not lists:member(F, [root, bindir, progname, home, pa, boot, emu])],
    io:format("flags ~p~n", [Flags]),
    io:format("foo ~p ~p~n", [init:get_argument(foo), init:get_argument(none)]),
    io:format("kernel ~p~n", [application:get_env(kernel, foo)]).
