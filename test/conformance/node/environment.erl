%% Environment variables and where the program runs: ERL_LIBS is searched, HOME and cwd are the machine's, os:cmd sees putenv.
-module(environment).
-export([main/0]).
-import(show, [result/2]).

main() ->
    result("cwd", fun() -> {ok, D} = file:get_cwd(), filelib:is_dir(D) end),
    result("home", fun() -> {ok, [[H]]} = init:get_argument(home), filelib:is_dir(H) end),
    result("root", fun() -> {ok, [[R]]} = init:get_argument(root), R =:= code:root_dir() end),
    result("progname", fun() -> init:get_argument(progname) end),
    result("putenv reaches children", fun() -> os:putenv("HB_ENV_TEST", "yes"), os:cmd("echo $HB_ENV_TEST") end),
    result("env list", fun() -> lists:member({"HB_ENV_TEST", "yes"}, [list_to_tuple([K | [tl(V)]]) || S <- os:getenv(), {K, V} <- [lists:splitwith(fun(C) -> C =/= $= end, S)], V =/= []]) end),
    result("unsetenv", fun() -> os:unsetenv("HB_ENV_TEST"), os:cmd("echo \"[$HB_ENV_TEST]\"") end),
    result("unicode", fun() -> os:putenv("HB_U", [16#e5, 16#20ac]), [os:getenv("HB_U"), unicode:characters_to_list(list_to_binary(os:cmd("printf %s \"$HB_U\"")))] end),
    result("env BIF", fun() -> [os:env() =/= [], lists:keymember("PATH", 1, os:env())] end),
    result("script name", fun() -> code:objfile_extension() end),
    result("compat", fun() -> [erlang:system_info(otp_release) =:= erlang:system_info(otp_release), is_list(erlang:system_info(version))] end),
    result("status", fun() -> init:get_status() end),
    result("boot time", fun() -> erlang:system_info(start_time) =< erlang:monotonic_time() end).
