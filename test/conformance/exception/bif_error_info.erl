%% The stack traces of failing BIFs: who stands at the top, with which arguments, and what format_error/2 says of error_info.
-module(bif_error_info).
-export([main/0, call/3, tail/3]).

main() ->
    Dead = spawn(fun() -> ok end),
    R = monitor(process, Dead), receive {'DOWN', R, _, _, _} -> ok end,
    T = ets:new(bif_error_info, [public]),
    Gone = ets:new(bif_error_gone, []), ets:delete(Gone),
    [one(M, F, A) || {M, F, A} <- calls(T, Gone, Dead)],
    [one_tail(M, F, A) || {M, F, A} <- lists:sublist(calls(T, Gone, Dead), 60)].

calls(T, Gone, Dead) ->
    E = erlang,
    [{E, atom_to_list, [1]}, {E, atom_to_binary, ["x"]}, {E, atom_to_binary, [a, bad]}, {E, list_to_atom, [[a]]}, {E, list_to_atom, [x]},
     {E, list_to_atom, [lists:duplicate(256, $a)]}, {E, binary_to_atom, [<<255>>]}, {E, binary_to_existing_atom, [<<"no such atom at all">>]},
     {E, list_to_existing_atom, ["no such atom at all"]}, {E, length, [x]}, {E, length, [[a | b]]}, {E, tuple_size, [x]}, {E, byte_size, [x]},
     {E, bit_size, [{}]}, {E, size, [1]}, {E, hd, [[]]}, {E, tl, [[]]}, {E, element, [0, {a}]}, {E, element, [x, {a}]}, {E, element, [1, x]},
     {E, setelement, [3, {a}, b]}, {E, setelement, [a, {a}, b]}, {E, make_tuple, [-1, a]}, {E, append_element, [a, b]}, {E, insert_element, [5, {a}, b]}, {E, delete_element, [0, {a}]},
     {E, '+', [a, 1]}, {E, '-', [1, a]}, {E, '*', [[], 1]}, {E, '/', [1, 0]}, {E, 'div', [1, 0]}, {E, 'rem', [1.0, 2]}, {E, 'bsl', [1, a]},
     {E, 'band', [1.0, 1]}, {E, 'bnot', [a]}, {E, '-', [a]}, {E, '+', [a]}, {E, abs, [a]}, {E, round, [a]}, {E, trunc, [x]}, {E, ceil, [x]}, {E, floor, [x]}, {E, float, [x]},
     {E, 'and', [1, true]}, {E, 'not', [1]}, {E, 'xor', [a, true]}, {E, '++', [a, b]}, {E, '--', [[1], b]}, {E, '--', [a, []]},
     {E, list_to_integer, ["1x"]}, {E, list_to_integer, ["1", 99]}, {E, binary_to_integer, [<<"z">>]}, {E, binary_to_integer, [x, 10]}, {E, list_to_float, ["1"]}, {E, binary_to_float, [<<"1.">>]},
     {E, integer_to_list, [a]}, {E, integer_to_list, [1, 1]}, {E, float_to_list, [1]}, {E, float_to_list, [1.0, [bad]]}, {E, float_to_binary, [1.0, [{decimals, 300}]]},
     {E, list_to_binary, [[256]]}, {E, list_to_binary, [x]}, {E, iolist_to_binary, [[a]]}, {E, iolist_size, [[a]]}, {E, binary_to_list, [x]}, {E, binary_to_list, [<<1, 2>>, 0, 1]}, {E, binary_part, [<<1>>, 0, 9]}, {E, binary_part, [<<1>>, {0, a}]}, {E, split_binary, [<<1>>, 5]}, {E, list_to_bitstring, [[x]]},
     {E, binary_to_term, [<<131>>]}, {E, binary_to_term, [x]}, {E, binary_to_term, [<<131, 97, 1>>, [bad]]}, {E, term_to_binary, [a, [{compressed, 99}]]}, {E, term_to_iovec, [a, x]}, {E, external_size, [a, [z]]},
     {E, list_to_tuple, [x]}, {E, tuple_to_list, [x]}, {E, list_to_pid, ["<x>"]}, {E, list_to_ref, ["x"]}, {E, list_to_port, ["x"]}, {E, pid_to_list, [a]}, {E, ref_to_list, [a]}, {E, fun_to_list, [a]},
     {E, map_size, [x]}, {E, map_get, [a, #{}]}, {E, map_get, [a, x]}, {E, is_map_key, [a, x]}, {E, is_function, [a, -1]}, {E, is_record, [a, 1]}, {E, fun_info, [x]}, {E, fun_info, [fun() -> ok end, x]}, {E, make_fun, [a, b, -1]},
     {E, apply, [a, b, c]}, {E, apply, [no_module, no_function, []]}, {E, exit, [x, y]}, {E, error, [x, y]}, {E, raise, [a, b, c]}, {E, nif_error, [a]}, {E, throw, [x]},
     {E, send, [no_such_name, x]}, {E, send, [{}, x]}, {E, send, [self(), x, [bad]]}, {E, send_after, [-1, self(), x]}, {E, send_after, [a, self(), x]}, {E, start_timer, [1, x, y, z]}, {E, start_timer, [1, 2, y]}, {E, cancel_timer, [a]}, {E, read_timer, [a]}, {E, cancel_timer, [make_ref(), [x]]},
     {E, spawn, [a]}, {E, spawn, [a, b, c]}, {E, spawn_opt, [a, b, [], [bad]]}, {E, spawn_opt, [a, b, [], x]}, {E, spawn_link, [1, b, []]}, {E, spawn_monitor, [x]}, {E, spawn_request, [x]}, {E, spawn_request_abandon, [x]},
     {E, link, [x]}, {E, link, [Dead]}, {E, unlink, [x]}, {E, monitor, [a, b]}, {E, monitor, [process, 1]}, {E, monitor, [process, self(), [x]]}, {E, demonitor, [x]}, {E, demonitor, [make_ref(), [x]]}, {E, alias, [[x]]}, {E, unalias, [x]},
     {E, register, [undefined, self()]}, {E, register, [a, b]}, {E, register, [bif_error_name, Dead]}, {E, unregister, [bif_error_name]}, {E, whereis, [1]}, {E, process_flag, [bad, x]}, {E, process_flag, [trap_exit, 1]}, {E, process_flag, [priority, x]}, {E, process_flag, [self(), save_calls, x]}, {E, process_info, [x]}, {E, process_info, [self(), bad]}, {E, process_info, [x, status]}, {E, process_display, [self(), x]}, {E, is_process_alive, [x]}, {E, group_leader, [x, self()]}, {E, suspend_process, [self()]}, {E, suspend_process, [Dead]}, {E, resume_process, [Dead]}, {E, garbage_collect, [x]}, {E, check_process_code, [self(), 1]}, {E, hibernate, [a, 1, []]},
     {E, system_info, [bad]}, {E, system_flag, [bad, x]}, {E, statistics, [bad]}, {E, system_time, [bad]}, {E, monotonic_time, [bad]}, {E, convert_time_unit, [a, second, second]}, {E, convert_time_unit, [1, bad, second]}, {E, unique_integer, [[x]]}, {E, phash2, [a, 0]}, {E, phash, [a, 0]}, {E, crc32, [[a]]}, {E, adler32, [x]}, {E, md5, [[a]]}, {E, crc32_combine, [1, 2, a]}, {E, localtime_to_universaltime, [x]}, {E, universaltime_to_localtime, [{{a, 1, 1}, {1, 1, 1}}]}, {E, posixtime_to_universaltime, [a]}, {E, get_module_info, [no_module]}, {E, module_loaded, ["x"]}, {E, function_exported, [a, b, -1]}, {E, halt, [x]}, {E, put, [a]}, {E, open_port, [x, y]}, {E, open_port, [{spawn, x}, [y]]}, {E, port_close, [x]}, {E, port_command, [x, y]}, {E, display_string, [1]}, {E, decode_packet, [a, <<>>, []]}, {E, dt_put_tag, [a]}, {E, set_cookie, [1, 2]}, {E, monitor_node, [1, true]}, {E, monitor_node, [a@b, x]},
     {lists, reverse, [x]}, {lists, reverse, [[a], b]}, {lists, reverse, [[a | b]]}, {lists, keyfind, [a, 0, []]}, {lists, keyfind, [a, 1, x]}, {lists, keymember, [a, b, []]}, {lists, keysearch, [a, 1, [x | y]]}, {lists, member, [a, b]}, {lists, nth, [0, []]}, {lists, nth, [3, [a]]}, {lists, seq, [a, b]}, {lists, foldl, [x, y, []]}, {lists, map, [fun(X) -> X end, a]}, {lists, zip, [[a], []]}, {lists, max, [[]]}, {lists, last, [[]]}, {lists, sum, [[a]]}, {lists, sort, [a]}, {lists, sublist, [[a], -1]}, {lists, nthtail, [3, [a]]},
     {maps, get, [a, #{}]}, {maps, get, [a, x]}, {maps, find, [a, x]}, {maps, put, [a, b, c]}, {maps, update, [a, b, #{}]}, {maps, remove, [a, x]}, {maps, take, [a, x]}, {maps, merge, [#{}, x]}, {maps, merge, [x, #{}]}, {maps, keys, [x]}, {maps, values, [x]}, {maps, to_list, [x]}, {maps, from_list, [[a]]}, {maps, from_list, [x]}, {maps, from_keys, [x, a]}, {maps, is_key, [a, x]}, {maps, iterator, [x]}, {maps, next, [x]}, {maps, fold, [x, y, z]}, {maps, filter, [x, #{a => 1}]}, {maps, with, [a, #{}]}, {maps, update_with, [a, fun(X) -> X end, #{}]}, {maps, merge_with, [x, #{}, #{}]},
     {binary, at, [<<1>>, 5]}, {binary, part, [<<1>>, 0, 5]}, {binary, split, [<<1>>, x]}, {binary, match, [<<1>>, <<>>]}, {binary, match, [x, <<1>>]}, {binary, matches, [<<1>>, [x]]}, {binary, copy, [<<1>>, -1]}, {binary, first, [<<>>]}, {binary, last, [<<>>]}, {binary, decode_unsigned, [x]}, {binary, encode_unsigned, [-1]}, {binary, longest_common_prefix, [[]]}, {binary, compile_pattern, [x]}, {binary, bin_to_list, [<<1>>, 2, 2]}, {binary, list_to_bin, [x]}, {binary, referenced_byte_size, [x]}, {binary, replace, [<<1>>, x, <<>>]},
     {ets, lookup, [Gone, a]}, {ets, lookup, [no_such_table, a]}, {ets, insert, [T, x]}, {ets, insert, [T, [{}]]}, {ets, insert, [T, {}]}, {ets, insert_new, [T, x]}, {ets, new, [x, [bad]]}, {ets, new, ["x", []]}, {ets, delete, [Gone]}, {ets, update_counter, [T, a, 1]}, {ets, update_counter, [T, a, {1, 1}]}, {ets, update_element, [T, a, {1, x}]}, {ets, select, [T, bad]}, {ets, select, [T, [x]]}, {ets, match, [T, a, 0]}, {ets, first, [Gone]}, {ets, next, [Gone, a]}, {ets, tab2list, [Gone]}, {ets, rename, [T, 1]}, {ets, give_away, [T, x, y]}, {ets, setopts, [T, x]}, {ets, lookup_element, [T, a, 2]}, {ets, lookup_element, [T, a, 0]}, {ets, info, [x, y, z]}, {ets, info, [T, bad]}, {ets, safe_fixtable, [T, x]}, {ets, match_spec_compile, [x]}, {ets, select_replace, [T, [{{'$1'}, [], [x]}]]}, {ets, whereis, [1]}, {ets, member, [Gone, a]}, {ets, take, [Gone, a]}, {ets, select, [x]},
     {math, sqrt, [-1]}, {math, log, [0]}, {math, sin, [a]}, {math, pow, [a, 2]}, {math, exp, [10000]}, {math, fmod, [1, 0]}, {math, log2, [0]}, {math, acos, [2]},
     {unicode, characters_to_binary, [x]}, {unicode, characters_to_list, [x, bad]}, {unicode, characters_to_binary, [<<255>>]}, {re, run, [x, y]}, {re, run, ["a", "("]}, {re, compile, [x]}, {re, replace, ["a", "a", x]},
     {persistent_term, get, [no_such_term]}, {persistent_term, put, [a]}, {persistent_term, erase, [no_such_term]}, {atomics, new, [0, []]}, {atomics, new, [1, x]}, {atomics, get, [x, 1]}, {atomics, get, [atomics:new(1, []), 2]}, {atomics, put, [atomics:new(1, []), 1, a]}, {counters, new, [a, []]}, {counters, add, [x, 1, 1]}, {counters, get, [counters:new(1, []), 0]},
     {os, getenv, [a]}, {os, putenv, ["a=b", "c"]}, {os, unsetenv, [1]}, {os, timestamp, [a]}, {os, system_time, [bad]}, {io_lib, format, ["~p", []]}, {io_lib, format, ["~s", [a, b]]}, {string, to_integer, [x]}, {erl_scan, string, [a]}, {file, open, ["x", [bad]]}, {no_module, f, [1]}, {lists, no_function, [1, 2]}, {?MODULE, not_exported, []}].

one(M, F, A) ->
    try call(M, F, A) of
        V -> io:format("~w:~w/~w -> ~0tp~n", [M, F, length(A), show:norm(V)])
    catch C:R:S -> report(M, F, A, C, R, S)
    end.

one_tail(M, F, A) ->
    try tail(M, F, A) of
        V -> io:format("tail ~w:~w/~w -> ~0tp~n", [M, F, length(A), show:norm(V)])
    catch C:R:S -> io:format("tail ~w:~w ~w ~0tp ~0tp~n", [M, F, C, show:norm(R), [{X, Y, if is_list(Z) -> length(Z); true -> Z end} || {X, Y, Z, _} <- S]])
    end.

report(M, F, A, C, R, S) ->
    {_, _, _, Info} = hd(S),
    Explained = case proplists:get_value(error_info, Info) of
        undefined -> none;
        EI -> Mod = maps:get(module, EI, element(1, hd(S))), Fun = maps:get(function, EI, format_error),
              {maps:without([], EI), try Mod:Fun(R, S) catch X:Y -> {X, Y} end}
    end,
    Top = [{A1, B1, if is_list(C1) -> show:norm(C1); true -> C1 end} || {A1, B1, C1, _} <- lists:sublist(S, 2)],
    io:format("~w:~w/~w ~w ~0tp ~0tp ~0tp~n", [M, F, length(A), C, show:norm(R), Top, show:norm(Explained)]).

call(M, F, A) -> X = apply(M, F, A), {ok, X}.
tail(M, F, A) -> apply(M, F, A).
