%% A gen_server that counts, as it is before the upgrade.
-module(demo_counter).
-behaviour(gen_server).
-export([start_link/1, increment/1, crash/1, describe/1]).
-export([init/1, handle_call/3, handle_cast/2, code_change/3]).

start_link(Name) -> gen_server:start_link({local, Name}, ?MODULE, [], []).

increment(Name) -> gen_server:call(Name, increment).
describe(Name) -> gen_server:call(Name, describe).
crash(Name) -> gen_server:cast(Name, crash).

init([]) -> {ok, 0}.

handle_call(increment, _From, Count) -> {reply, Count + 1, Count + 1};
handle_call(describe, _From, Count) -> {reply, {version, 1, Count}, Count}.

handle_cast(crash, _Count) -> error(told_to_crash).

code_change(_OldVersion, Count, _Extra) -> {ok, Count}.
