%% os:set_signal/2 sets what the program does: it is told of a signal, passes it over, or ends by it.
%% erl: -noshell -s signal_settings told -s init stop
%% erl: -noshell -s signal_settings ignored -s init stop
%% erl: -noshell -s signal_settings arguments -s init stop
-module(signal_settings).
-behaviour(gen_event).
-export([main/0, told/0, ignored/0, arguments/0, init/1, handle_event/2, handle_call/2]).
-import(show, [result/2, id/1]).

main() -> ok.

told() ->
    gen_event:add_handler(erl_signal_server, ?MODULE, self()),
    [begin
         ok = os:set_signal(Name, handle),
         os:cmd("kill -" ++ Signal ++ " " ++ os:getpid()),
         receive {signal, S} -> io:format("~p~n", [S]) after 60000 -> io:format("no ~p~n", [Name]) end
     end || {Name, Signal} <- [{sighup, "HUP"}, {sigusr2, "USR2"}, {sigalrm, "ALRM"}]].

ignored() ->
    gen_event:add_handler(erl_signal_server, ?MODULE, self()),
    [begin
         ok = os:set_signal(Name, ignore),
         os:cmd("kill -" ++ Signal ++ " " ++ os:getpid())
     end || {Name, Signal} <- [{sighup, "HUP"}, {sigusr2, "USR2"}, {sigalrm, "ALRM"}]],
    os:set_signal(sigusr1, handle),
    os:cmd("kill -USR1 " ++ os:getpid()),
    receive {signal, S} -> io:format("first told of ~p~n", [S]) after 60000 -> io:format("nothing~n") end.

arguments() ->
    [result({S, H}, fun() -> os:set_signal(id(S), id(H)) end)
     || {S, H} <- [{sigchld, default}, {sigstop, handle}, {sigtstp, default}, {sigkill, handle}, {sigint, handle}, {sigcont, handle}, {sigwinch, handle}, {foo, handle}, {sighup, foo}, {"sighup", handle}, {sighup, 1}, {1, handle}]].

init(To) -> {ok, To}.
handle_event(Signal, To) -> To ! {signal, Signal}, {ok, To}.
handle_call(_, To) -> {ok, ok, To}.
