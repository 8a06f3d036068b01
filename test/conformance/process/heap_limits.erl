%% max_heap_size: a process that grows too large is killed, told or left alone, as its flags say.
-module(heap_limits).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> show:call(fun body/0).

body() ->
    result("kill", fun() -> down(fun() -> process_flag(max_heap_size, #{size => 50000, kill => true, error_logger => false}), grow([]) end) end),
    result("spawn_opt kill", fun() -> {P, R} = spawn_opt(fun() -> grow([]) end, [monitor, {max_heap_size, #{size => 50000, error_logger => false}}]), receive {'DOWN', R, _, P, X} -> X end end),
    result("trap_exit does not help", fun() -> down(fun() -> process_flag(trap_exit, true), process_flag(max_heap_size, #{size => 50000, kill => true, error_logger => false}), grow([]) end) end),
    result("no kill", fun() -> down(fun() -> process_flag(max_heap_size, #{size => 1000, kill => false, error_logger => false}), exit(length(lists:seq(1, 10000))) end) end),
    result("within", fun() -> down(fun() -> process_flag(max_heap_size, #{size => 1000000, kill => true, error_logger => false}), exit(lists:sum(lists:seq(1, 10000))) end) end),
    result("old value", fun() -> down(fun() -> A = process_flag(max_heap_size, 100000), B = process_flag(max_heap_size, #{size => 0}), exit([maps:with([size, kill, error_logger], X) || X <- [A, B]]) end) end),
    result("integer", fun() -> down(fun() -> process_flag(max_heap_size, 200000), exit(maps:get(size, element(2, process_info(self(), max_heap_size)))) end) end),
    [result({bad, B}, fun() -> down(fun() -> exit(try process_flag(max_heap_size, id(B)) catch error:E -> E end) end) end) || B <- [a, -1, #{size => -1}, #{kill => true}, #{size => a}, #{size => 100000, kill => 1}, 10]],
    result("links", fun() -> process_flag(trap_exit, true), P = spawn_opt(fun() -> grow([]) end, [link, {max_heap_size, #{size => 50000, error_logger => false}}]), R = receive {'EXIT', P, X} -> X after 10000 -> none end, process_flag(trap_exit, false), R end),
    result("binaries do not count", fun() -> {P, R} = spawn_opt(fun() -> B = binary:copy(<<1>>, 10000000), exit(byte_size(B)) end, [monitor, {max_heap_size, #{size => 50000, error_logger => false}}]), receive {'DOWN', R, _, P, X} -> X end end).

down(F) -> {P, R} = spawn_monitor(F), receive {'DOWN', R, _, P, X} -> X after 20000 -> exit(P, kill), none end.
grow(L) -> grow([L, {L, 1, 2, 3} | L]).
