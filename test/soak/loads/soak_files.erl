%% Files and ports: what was written is read; processes that die leave no file open and no program running.
-module(soak_files).
-export([run/1]).

run(Round) ->
    Bytes = soak:parallel(6, fun(I) -> written(Round, I) end),
    left_open(20),
    listed(Round),
    Echoed = programs(3),
    [{bytes, lists:sum(Bytes)}, {echoed, Echoed}].

name(Parts) -> filename:join(soak:directory(), lists:flatten([io_lib:format("~w_", [P]) || P <- Parts])).

written(Round, I) ->
    File = name([written, Round, I]),
    {ok, Device} = file:open(File, [write, read, raw, binary]),
    Pieces = [rand:bytes(soak:random(20000)) || _ <- lists:seq(1, 10)],
    [ok = file:write(Device, P) || P <- Pieces],
    Whole = iolist_to_binary(Pieces),
    {ok, 0} = file:position(Device, bof),
    {ok, Whole} = file:read(Device, byte_size(Whole) + 1),
    eof = file:read(Device, 1),
    {ok, Part} = file:pread(Device, 10, 100),
    Part = binary:part(Whole, 10, min(100, byte_size(Whole) - 10)),
    ok = file:close(Device),
    {ok, Whole} = file:read_file(File),
    %% By a server process, line by line.
    Lines = [integer_to_list(N) ++ "\n" || N <- lists:seq(1, 50)],
    ok = file:write_file(File, Lines),
    {ok, Server} = file:open(File, [read]),
    Lines = lines(Server),
    ok = file:close(Server),
    ok = file:delete(File),
    {error, enoent} = file:read_file_info(File),
    byte_size(Whole).
lines(Device) -> case io:get_line(Device, "") of eof -> []; Line -> [Line | lines(Device)] end.

left_open(N) ->
    File = name([left_open]),
    Refs = [begin
        {Pid, Ref} = spawn_monitor(fun() ->
            {ok, Device} = file:open(File, [append, raw]),
            ok = file:write(Device, "x"),
            {ok, _} = file:open(File, [read]),
            receive never -> ok end
        end),
        soak:until(fun() -> process_info(Pid, status) =:= {status, waiting} andalso filelib:file_size(File) >= I end),
        exit(Pid, kill),
        Ref
    end || I <- lists:seq(1, N)],
    [killed = soak:await_down(Ref) || Ref <- Refs],
    N = filelib:file_size(File),
    ok = file:delete(File).

listed(Round) ->
    Folder = name([folder, Round]),
    ok = file:make_dir(Folder),
    Names = lists:sort([integer_to_list(I) || I <- lists:seq(1, 20)]),
    [ok = file:write_file(filename:join(Folder, F), F) || F <- Names],
    {ok, Found} = file:list_dir(Folder),
    Names = lists:sort(Found),
    ok = file:del_dir_r(Folder).

%% Packets that `cat` sends back; one port is closed by its owner's death.
programs(N) ->
    lists:sum(soak:parallel(N, fun(I) ->
        Port = open_port({spawn, "cat"}, [{packet, 2}, binary]),
        Packets = [rand:bytes(soak:random(5000)) || _ <- lists:seq(1, 20)],
        [true = port_command(Port, P) || P <- Packets],
        [receive {Port, {data, P}} -> ok after 120000 -> soak:lost("a packet", []) end || P <- Packets],
        I =:= 1 orelse port_close(Port),
        length(Packets)
    end)).
