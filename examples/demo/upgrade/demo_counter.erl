%% The same gen_server after the upgrade: its state is a map now, and counts the upgrades too.
-module(demo_counter).
-behaviour(gen_server).
-export([start_link/1, increment/1, crash/1, describe/1]).
-export([init/1, handle_call/3, handle_cast/2, code_change/3]).

start_link(Name) -> gen_server:start_link({local, Name}, ?MODULE, [], []).

increment(Name) -> gen_server:call(Name, increment).
describe(Name) -> gen_server:call(Name, describe).
crash(Name) -> gen_server:cast(Name, crash).

init([]) -> {ok, #{count => 0, upgrades => 0}}.

handle_call(increment, _From, State = #{count := Count}) -> {reply, Count + 10, State#{count := Count + 10}};
handle_call(describe, _From, State = #{count := Count}) -> {reply, {version, 2, Count}, State}.

handle_cast(crash, _State) -> error(told_to_crash).

code_change(_OldVersion, Count, _Extra) when is_integer(Count) -> {ok, #{count => Count, upgrades => 1}}.
