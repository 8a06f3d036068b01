%% -config, -args_file, application environment on the command line.
%% erl: -eval 'file:write_file("my.config", "[{kernel, [{cf_key, from_file}]}, {cf_app, [{a, [1, 2]}]}].\n"), halt().' -s config_files main
%% erl: -kernel cf_key from_line -s config_files main -s init stop
%% erl: -cf_app a '{deep, [term]}' -s config_files main -s init stop
%% erl: -config no_such_file -s config_files main -s init stop
-module(config_files).
-export([main/0]).

main() ->
    io:format("~p~n", [application:get_env(kernel, cf_key)]),
    io:format("~p~n", [init:get_argument(cf_app)]),
    application:load({application, cf_app, [{vsn, "1"}, {modules, []}, {registered, []}, {applications, []}, {env, [{b, default}]}]}),
    io:format("~p~n", [lists:sort(application:get_all_env(cf_app))]).
