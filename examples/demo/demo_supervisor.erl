%% A supervisor of OTP's own making, over the workers that it is given.
-module(demo_supervisor).
-behaviour(supervisor).
-export([start/1, init/1]).

%% Started without a link, since the process that calls this from TypeScript ends with the call.
start(Names) ->
    {ok, Pid} = supervisor:start_link({local, ?MODULE}, ?MODULE, Names),
    unlink(Pid),
    Pid.

init(Names) ->
    Workers = [#{id => Name, start => {demo_counter, start_link, [Name]}} || Name <- Names],
    {ok, {#{strategy => one_for_one, intensity => 5, period => 10}, Workers}}.
