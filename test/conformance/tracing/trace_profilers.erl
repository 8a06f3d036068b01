%% alone: the profilers of tools trace the whole node
%% timeout: 120
%% cprof, eprof and fprof: who was called how often, and by whom. The times are left out.
-module(trace_profilers).
-export([main/0, fib/1, loop/1]).

main() ->
    counted(),
    timed(),
    graphed().

work() -> loop(5), fib(6).
loop(0) -> done;
loop(N) -> lists:seq(1, N), loop(N - 1).
fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).

counted() ->
    show:term(cprof:start(?MODULE) > 3),
    work(),
    show:term(cprof:pause(?MODULE) > 3),
    work(),
    show:term(cprof:analyse(?MODULE)),
    show:term(cprof:analyse(?MODULE, 6)),
    show:term(cprof:restart(?MODULE) > 3),
    loop(2),
    show:term(cprof:analyse(?MODULE, 1)),
    cprof:stop(),
    show:term(cprof:start() > 5000),
    work(),
    cprof:pause(),
    {_, Modules} = cprof:analyse(),
    show:term(lists:keyfind(?MODULE, 1, Modules)),
    show:term(cprof:stop() > 5000).

timed() ->
    %% What eprof prints has times in it: it goes nowhere.
    Leader = group_leader(),
    group_leader(spawn(fun sink/0), self()),
    {ok, _} = eprof:start(),
    group_leader(Leader, self()),
    {ok, _} = eprof:profile(fun work/0),
    File = "trace_profilers_" ++ os:getpid(),
    eprof:log(File),
    eprof:analyze(total, [{sort, mfa}]),
    eprof:stop(),
    {ok, Text} = file:read_file(File),
    file:delete(File),
    [show:term(Row) || Line <- binary:split(Text, <<"\n">>, [global]), Row <- row(binary:split(Line, <<" ">>, [global, trim_all]))].

sink() ->
    receive {io_request, From, As, _} -> From ! {io_reply, As, ok} end,
    sink().

%% Name and number of calls of this module's functions and those it calls.
row([Name, Calls | _]) ->
    case binary:match(Name, [<<"trace_profilers:">>, <<"lists:seq">>]) of
        {0, _} -> [{Name, Calls}];
        _ -> []
    end;
row(_) -> [].

graphed() ->
    File = "trace_profilers_fprof_" ++ os:getpid(),
    fprof:trace(start, File ++ ".trace"),
    work(),
    fprof:trace(stop),
    ok = fprof:profile(file, File ++ ".trace"),
    ok = fprof:analyse([{dest, File ++ ".analysis"}, {cols, 120}]),
    fprof:stop(),
    {ok, Terms} = file:consult(File ++ ".analysis"),
    [show:term(T) || T <- lists:sort([{name(F), names(Callers), names(Called)} || {Callers, F, Called} <- Terms, mine(F)])],
    file:delete(File ++ ".trace"),
    file:delete(File ++ ".analysis").

mine({{M, _, _}, _, _, _}) -> lists:member(M, [?MODULE, lists]);
mine(_) -> false.
name({F, Count, _, _}) -> {F, Count}.
%% Collections and turns that end are among them as garbage_collect and suspend.
names(L) -> lists:sort([name(X) || X <- L, size(X) =:= 4, is_tuple(element(1, X)) orelse element(1, X) =:= undefined]).
