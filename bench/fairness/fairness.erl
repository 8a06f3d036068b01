%% What may hold up a node: each case is a long operation of one process. Two more processes run beside it, one in an
%% endless loop, and a witness that takes turns and notes the longest time between two of them.
-module(fairness).
-compile({nowarn_deprecated_function, [{erlang, phash, 2}]}).
-export([main/0, main/1, start/2]).

-define(MIB, (1 bsl 20)).

%% On erl: the names of all cases, or one of them.
main() -> [io:format("~s~n", [Name]) || {Name, _, _} <- cases()], halt().
main([Name]) ->
    Self = self(),
    spawn_link(fun() -> start(list_to_existing_atom(Name), Self) end),
    receive {ready, Pid} -> Pid ! go end,
    receive {done, Spent, Longest} -> io:format("~p ~p~n", [Spent, Longest]) end,
    halt().

%% Owner is told {ready, Pid} when the case is prepared; sends `go` to Pid; and is told {done, Milliseconds, LongestWait}.
start(Name, Owner) ->
    {_, Prepare, Run} = lists:keyfind(Name, 1, cases()),
    State = Prepare(),
    Witness = spawn(fun() -> witness(0, undefined) end),
    Loop = spawn(fun endless/0),
    Owner ! {ready, self()},
    receive go -> ok end,
    Witness ! {begin_it, self()},
    receive begun -> ok end,
    Started = erlang:monotonic_time(microsecond),
    Run(State),
    Spent = erlang:monotonic_time(microsecond) - Started,
    exit(Loop, kill),
    Witness ! {end_it, self()},
    Longest = receive {longest, T} -> T end,
    Owner ! {done, Spent / 1000, Longest / 1000}.

endless() -> endless().

witness(_, undefined) ->
    receive {begin_it, From} -> From ! begun end,
    witness(0, erlang:monotonic_time(microsecond));
witness(Longest, Before) ->
    receive {end_it, From} -> From ! {longest, max(Longest, erlang:monotonic_time(microsecond) - Before)}
    after 0 ->
        erlang:yield(),
        Now = erlang:monotonic_time(microsecond),
        witness(max(Longest, Now - Before), Now)
    end.

%% A term that no collection has to move.
literal(Term) ->
    persistent_term:put(?MODULE, Term),
    persistent_term:get(?MODULE).

list(N) -> literal(lists:seq(1, N)).
numbers(N) -> literal(numbers(N, 42, [])).
numbers(0, _, Acc) -> Acc;
numbers(N, Seed, Acc) ->
    Next = (Seed * 1103515245 + 12345) band 16#7fffffff,
    numbers(N - 1, Next, [Next | Acc]).
%% Some 50 MB as an external term, unlike each other.
terms() -> [{N, <<N:64>>, [N, N + 1], #{n => N}} || N <- lists:seq(1, 1000000)].
bytes(N) -> literal(list_to_binary(lists:duplicate(N, rand_block()))).
rand_block() -> list_to_binary([(I * I * 7919 + I) rem 251 || I <- lists:seq(1, ?MIB)]).
text(N) -> literal(binary:copy(<<"the quick brown fox jumps over the lazy dog, and so on. ">>, N * ?MIB div 56)).
big(Digits) -> literal(binary_to_integer(binary:copy(<<"1234567890">>, Digits div 10))).
pairs(N) -> [{I, I} || I <- lists:seq(1, N)].
none() -> none.
table(Options, N) ->
    T = ets:new(?MODULE, Options),
    ets:insert(T, pairs(N)),
    T.
sink() -> spawn(fun() -> receive never -> ok end end).
%% A process with a state of its own, which ends when told.
holder(Make) ->
    Self = self(),
    Pid = spawn(fun() -> Held = Make(), Self ! {self(), made}, receive 'end' -> ok end, id(Held) end),
    receive {Pid, made} -> Pid end.
id(X) -> X.
gone(Pid, How) ->
    Ref = monitor(process, Pid),
    How(Pid),
    receive {'DOWN', Ref, _, _, _} -> ok end.

cases() ->
    lists() ++ terms_of_any_kind() ++ binaries() ++ numbers() ++ maps_and_tuples() ++ tables() ++ of_processes() ++ memory() ++ outside().

lists() -> [
    {lists_sort, fun() -> numbers(1000000) end, fun lists:sort/1},
    {length, fun() -> list(10000000) end, fun(L) -> length(L) end},
    {length_guard, fun() -> list(10000000) end, fun(L) when length(L) > 5 -> ok end},
    {append, fun() -> list(3000000) end, fun(L) -> L ++ [a] end},
    {subtract, fun() -> list(1000000) end, fun(L) -> L -- L end},
    {reverse, fun() -> list(3000000) end, fun lists:reverse/1},
    {member, fun() -> list(10000000) end, fun(L) -> lists:member(a, L) end},
    {member_huge, fun() -> T = terms(), literal({T, [lists:sublist(T, 999999) ++ [x] || _ <- [1]]}) end,
        fun({T, L}) -> lists:member(T, L) end},
    {keyfind, fun() -> literal(pairs(2000000)) end, fun(L) -> lists:keyfind(a, 1, L) end}].

terms_of_any_kind() -> [
    {term_to_binary, fun() -> literal(terms()) end, fun(T) -> term_to_binary(T) end},
    {term_to_binary_compressed, fun() -> literal(terms()) end, fun(T) -> term_to_binary(T, [compressed]) end},
    {term_to_binary_blob, fun() -> bytes(50) end, fun(B) -> term_to_binary({B}) end},
    {term_to_binary_blob_compressed, fun() -> bytes(50) end, fun(B) -> term_to_binary({B}, [compressed]) end},
    {external_size, fun() -> literal(terms()) end, fun(T) -> erlang:external_size(T) end},
    {binary_to_term, fun() -> term_to_binary(terms()) end, fun(B) -> binary_to_term(B) end},
    {binary_to_term_compressed, fun() -> term_to_binary(terms(), [compressed]) end, fun(B) -> binary_to_term(B) end},
    {equal, fun() -> literal({terms(), terms()}) end, fun({A, B}) -> A == B end},
    {exactly_equal, fun() -> literal({terms(), terms()}) end, fun({A, B}) -> A =:= B end},
    {less, fun() -> literal({terms(), terms()}) end, fun({A, B}) -> A < B end},
    {match_guard, fun() -> literal({terms(), terms()}) end, fun({A, B}) when A > B -> a; (_) -> b end},
    {phash2, fun() -> literal(terms()) end, fun(T) -> erlang:phash2(T) end},
    {phash, fun() -> literal(terms()) end, fun(T) -> erlang:phash(T, 1000) end},
    {phash2_blob, fun() -> bytes(50) end, fun(T) -> erlang:phash2(T) end},
    {flat_size, fun() -> literal(terms()) end, fun(T) -> erts_debug:flat_size(T) end},
    {send_list, fun() -> {sink(), lists:seq(1, 3000000)} end, fun({P, L}) -> P ! L end},
    {send_terms, fun() -> {sink(), terms()} end, fun({P, T}) -> P ! T end},
    {spawn_terms, fun terms/0, fun(T) -> spawn(fun() -> id(T) end) end},
    {send_after_terms, fun terms/0, fun(T) -> erlang:send_after(100000, self(), T) end},
    {exit_terms, fun terms/0, fun(T) -> gone(sink(), fun(P) -> exit(P, T) end) end},
    {process_dictionary, fun() -> literal(pairs(1000000)) end, fun(L) -> [put(K, V) || {K, V} <- L], id(get()), erase() end}].

binaries() -> [
    {iolist_to_binary, fun() -> literal([[I, <<I>>] || I <- numbers(1000000)]) end, fun(L) -> catch iolist_to_binary(L) end},
    {iolist_size, fun() -> literal(lists:duplicate(5000000, $a)) end, fun iolist_size/1},
    {list_to_binary, fun() -> literal(lists:duplicate(5000000, $a)) end, fun list_to_binary/1},
    {list_to_binary_blobs, fun() -> B = bytes(50), [B, B] end, fun list_to_binary/1},
    {binary_to_list, fun() -> bytes(5) end, fun binary_to_list/1},
    {binary_copy, fun() -> bytes(1) end, fun(B) -> binary:copy(B, 100) end},
    {binary_match, fun() -> text(50) end, fun(B) -> binary:match(B, <<"zebra">>) end},
    {binary_matches, fun() -> text(50) end, fun(B) -> binary:matches(B, <<"fox">>) end},
    {binary_matches_many, fun() -> text(20) end, fun(B) -> binary:matches(B, [<<"fox">>, <<"dog">>, <<"lazy">>]) end},
    {binary_split, fun() -> text(50) end, fun(B) -> binary:split(B, <<" ">>, [global]) end},
    {binary_replace, fun() -> text(20) end, fun(B) -> binary:replace(B, <<"fox">>, <<"cat">>, [global]) end},
    {binary_equal, fun() -> B = bytes(50), literal({B, binary:copy(B)}) end, fun({A, B}) -> A =:= B end},
    {longest_common_prefix, fun() -> B = bytes(50), literal({B, binary:copy(B)}) end,
        fun({A, B}) -> binary:longest_common_prefix([A, B]) end},
    {split_bits, fun() -> bytes(50) end, fun(B) -> <<_:3, R/bits>> = B, <<0:1, R/bits>> end},
    {decode_unsigned, fun() -> bytes(4) end, fun(B) -> binary:decode_unsigned(B) end},
    {re_run, fun() -> text(50) end, fun(B) -> re:run(B, "zebr[ao]") end},
    {re_run_global, fun() -> text(5) end, fun(B) -> re:run(B, "fox", [global]) end},
    {re_run_unicode, fun() -> text(20) end, fun(B) -> re:run(B, "zebr[ao]", [unicode]) end},
    {re_replace, fun() -> text(2) end, fun(B) -> re:replace(B, "fox", "cat", [global]) end},
    {re_backtracking, fun() -> lists:duplicate(40, $a) ++ "b" end, fun(S) -> re:run(S, "(a+)+$") end},
    {characters_to_list, fun() -> text(5) end, fun(B) -> unicode:characters_to_list(B) end},
    {characters_to_binary, fun() -> literal(lists:duplicate(3000000, 16#20ac)) end, fun(L) -> unicode:characters_to_binary(L) end},
    {characters_to_binary_latin1, fun() -> bytes(10) end, fun(B) -> unicode:characters_to_binary(B, latin1) end},
    {characters_to_binary_utf16, fun() -> text(5) end, fun(B) -> unicode:characters_to_binary(B, utf8, utf16) end},
    {zlib_compress, fun() -> text(50) end, fun zlib:compress/1},
    {zlib_uncompress, fun() -> zlib:compress(text(50)) end, fun zlib:uncompress/1},
    {zlib_gzip_bytes, fun() -> bytes(20) end, fun zlib:gzip/1},
    {crc32, fun() -> bytes(50) end, fun erlang:crc32/1},
    {adler32, fun() -> bytes(50) end, fun erlang:adler32/1},
    {md5, fun() -> bytes(50) end, fun erlang:md5/1}].

numbers() -> [
    {multiply, fun() -> big(1000000) end, fun(N) -> N * N end},
    {divide, fun() -> big(1000000) end, fun(N) -> N div (N bsr 1500000) end},
    {add, fun() -> big(1000000) end, fun(N) -> N + N end},
    {integer_to_list, fun() -> big(1000000) end, fun integer_to_list/1},
    {integer_to_binary, fun() -> big(1000000) end, fun integer_to_binary/1},
    {list_to_integer, fun() -> literal(lists:duplicate(1000000, $7)) end, fun list_to_integer/1},
    {binary_to_integer, fun() -> literal(binary:copy(<<"7">>, 1000000)) end, fun binary_to_integer/1}].

maps_and_tuples() -> [
    {map_from_list, fun() -> literal(pairs(1000000)) end, fun maps:from_list/1},
    {map_from_keys, fun() -> list(1000000) end, fun(L) -> maps:from_keys(L, x) end},
    {map_merge, fun() -> literal({maps:from_list(pairs(1000000)), maps:from_list([{-I, I} || {I, _} <- pairs(1000000)])}) end,
        fun({A, B}) -> maps:merge(A, B) end},
    {map_to_list, fun() -> literal(maps:from_list(pairs(1000000))) end, fun maps:to_list/1},
    {map_keys, fun() -> literal(maps:from_list(pairs(1000000))) end, fun maps:keys/1},
    {map_fold, fun() -> literal(maps:from_list(pairs(1000000))) end, fun(M) -> maps:fold(fun(_, V, A) -> A + V end, 0, M) end},
    {map_map, fun() -> literal(maps:from_list(pairs(300000))) end, fun(M) -> maps:map(fun(_, V) -> V + 1 end, M) end},
    {map_equal, fun() -> literal({maps:from_list(pairs(1000000)), maps:from_list(lists:reverse(pairs(1000000)))}) end,
        fun({A, B}) -> A =:= B end},
    {make_tuple, fun none/0, fun(_) -> erlang:make_tuple(16000000, x) end},
    {tuple_to_list, fun() -> literal(erlang:make_tuple(16000000, x)) end, fun tuple_to_list/1},
    {list_to_tuple, fun() -> list(10000000) end, fun list_to_tuple/1},
    {setelement, fun() -> literal(erlang:make_tuple(16000000, x)) end, fun(T) -> setelement(7, T, y) end},
    {append_element, fun() -> literal(erlang:make_tuple(16000000, x)) end, fun(T) -> erlang:append_element(T, y) end}].

tables() ->
    Lists = fun(Options) -> fun() -> table(Options, 1000000) end end,
    Set = Lists([set]), Ordered = Lists([ordered_set]),
    [{ets_insert_many, fun() -> {table([set], 1), literal(pairs(1000000))} end, fun({T, L}) -> ets:insert(T, L) end},
    {ets_insert_new_many, fun() -> {table([set], 0), literal(pairs(1000000))} end, fun({T, L}) -> ets:insert_new(T, L) end},
    {ets_insert_ordered, fun() -> {table([ordered_set], 1), literal(pairs(500000))} end, fun({T, L}) -> ets:insert(T, L) end},
    {ets_insert_huge, fun() -> {table([set], 1), literal({k, terms()})} end, fun({T, L}) -> ets:insert(T, L) end},
    {ets_lookup_huge, fun() -> T = table([set], 1), ets:insert(T, {k, terms()}), T end, fun(T) -> ets:lookup(T, k) end},
    {ets_overwrite_huge, fun() -> T = table([set], 1), ets:insert(T, {k, terms()}), T end, fun(T) -> ets:insert(T, {k, 1}) end},
    {ets_tab2list, Set, fun ets:tab2list/1},
    {ets_tab2list_ordered, Ordered, fun ets:tab2list/1},
    {ets_select, Set, fun(T) -> ets:select(T, [{{'$1', '$2'}, [{'<', '$1', 7}], ['$2']}]) end},
    {ets_match_delete, Set, fun(T) -> ets:match_delete(T, {'_', '_'}) end},
    {ets_select_delete, Set, fun(T) -> ets:select_delete(T, [{{'$1', '_'}, [{'>', '$1', 7}], [true]}]) end},
    {ets_select_delete_ordered, Ordered, fun(T) -> ets:select_delete(T, [{{'$1', '_'}, [{'>', '$1', 7}], [true]}]) end},
    {ets_delete, Set, fun ets:delete/1},
    {ets_delete_ordered, Ordered, fun ets:delete/1},
    {ets_delete_all, Set, fun ets:delete_all_objects/1},
    {ets_owner_exits, fun() -> holder(fun() -> [table([set], 300000) || _ <- [1, 2, 3]] end) end,
        fun(P) -> gone(P, fun(_) -> P ! 'end' end) end},
    {ets_unfix, fun() -> T = table([set], 500000), ets:safe_fixtable(T, true), [ets:delete(T, I) || I <- lists:seq(1, 400000)], T end,
        fun(T) -> ets:safe_fixtable(T, false) end},
    {ets_bag_one_key, fun() -> T = ets:new(?MODULE, [duplicate_bag]), ets:insert(T, [{k, I} || I <- lists:seq(1, 500000)]), T end,
        fun(T) -> ets:lookup(T, k), ets:delete(T, k) end},
    {ets_info, Set, fun(T) -> ets:info(T) end},
    {persistent_put, fun terms/0, fun(T) -> persistent_term:put(k, T) end},
    {persistent_erase, fun() -> persistent_term:put(k, terms()), holder(fun() -> persistent_term:get(k) end) end,
        fun(_) -> persistent_term:erase(k), timer:sleep(300) end}].

of_processes() ->
    Ends = fun(Pid) -> gone(Pid, fun(P) -> exit(P, kill) end) end,
    [{exit_huge_heap, fun() -> holder(fun terms/0) end, Ends},
    {exit_huge_mailbox, fun() -> holder(fun() -> [self() ! {I, [I]} || I <- lists:seq(1, 1000000)] end) end, Ends},
    {exit_huge_mailbox_fragments, fun() -> P = sink(), [P ! {I, [I]} || I <- lists:seq(1, 1000000)], P end, Ends},
    {exit_many_links, fun() -> holder(fun() -> [spawn_link(fun() -> receive never -> ok end end) || _ <- lists:seq(1, 100000)] end) end, Ends},
    {exit_many_monitors, fun() -> holder(fun() -> P = sink(), [monitor(process, P) || _ <- lists:seq(1, 500000)] end) end, Ends},
    {exit_many_monitored, fun() ->
        P = sink(),
        spawn(fun() -> [monitor(process, P) || _ <- lists:seq(1, 500000)], receive never -> ok end end),
        timer:sleep(1000), P end, Ends},
    {exit_many_timers, fun() -> holder(fun() -> [erlang:send_after(100000, self(), x) || _ <- lists:seq(1, 500000)] end) end, Ends},
    {exit_dictionary, fun() -> holder(fun() -> [put(I, I) || I <- lists:seq(1, 1000000)] end) end, Ends},
    {info_messages, fun() -> P = sink(), [P ! {I, [I]} || I <- lists:seq(1, 1000000)], P end, fun(P) -> process_info(P, messages) end},
    {info_links, fun() -> holder(fun() -> [spawn_link(fun() -> receive never -> ok end end) || _ <- lists:seq(1, 100000)] end) end,
        fun(P) -> process_info(P, [links, monitored_by]) end},
    {info_dictionary, fun() -> holder(fun() -> [put(I, I) || I <- lists:seq(1, 1000000)] end) end, fun(P) -> process_info(P, dictionary) end},
    {info_backtrace, fun() -> holder(fun terms/0) end, fun(P) -> process_info(P, [memory, total_heap_size, current_stacktrace]) end},
    {message_flood, fun none/0, fun(_) ->
        Self = self(),
        Senders = [spawn_monitor(fun() -> [Self ! {N, I} || I <- lists:seq(1, 20000)] end) || N <- lists:seq(1, 50)],
        [receive {'DOWN', R, _, _, _} -> ok end || {_, R} <- Senders] end},
    {receive_nothing, fun() -> [self() ! {I, [I]} || I <- lists:seq(1, 1000000)] end, fun(_) -> receive never -> ok after 0 -> ok end end},
    {receive_everything, fun() -> [self() ! {x, I} || I <- lists:seq(1, 1000000)] end,
        fun(_) -> [receive {x, _} -> ok end || _ <- lists:seq(1, 1000000)] end},
    {timers_at_once, fun none/0, fun(_) ->
        P = sink(),
        At = erlang:monotonic_time(millisecond) + 1500,
        [erlang:send_after(At, P, x, [{abs, true}]) || _ <- lists:seq(1, 300000)],
        receive after 1600 -> ok end end},
    {processes, fun() -> [sink() || _ <- lists:seq(1, 200000)] end, fun(_) -> processes() end},
    {call_deep, fun none/0, fun(_) -> catch deep(3000000) end}].

deep(0) -> error(bottom);
deep(N) -> 1 + deep(N - 1).

memory() -> [
    {garbage_collect_50, fun() -> lists:seq(1, 3000000) end, fun(L) -> garbage_collect(), hd(L) end},
    {garbage_collect_500, fun() -> lists:seq(1, 30000000) end, fun(L) -> garbage_collect(), hd(L) end},
    {minor_collections, fun() -> lists:seq(1, 10000000) end, fun(L) -> churn(1000000), hd(L) end},
    {growing_heap, fun none/0, fun(_) -> lists:seq(1, 10000000) end},
    {growing_binary, fun none/0, fun(_) -> grow(1000000, <<>>) end}].

churn(0) -> ok;
churn(N) -> _ = id([N, {N}, N]), churn(N - 1).
grow(0, B) -> byte_size(B);
grow(N, B) -> grow(N - 1, <<B/binary, N:512>>).

outside() -> [
    {load_module, fun() -> module(3000) end, fun(Code) -> {module, _} = code:load_binary(fairness_large, "fairness_large.beam", Code) end},
    {read_file, fun() -> F = "fairness.tmp", B = bytes(1), ok = file:write_file(F, lists:duplicate(200, B)), F end,
        fun(F) -> {ok, _} = file:read_file(F), ok = file:delete(F) end},
    {write_file, fun() -> bytes(200) end, fun(B) -> ok = file:write_file("fairness.tmp", B), ok = file:delete("fairness.tmp") end},
    {os_cmd, fun none/0, fun(_) -> os:cmd("head -c 20000000 /dev/zero | tr '\\0' x") end},
    {format, fun() -> terms() end, fun(T) -> io_lib:format("~p", [lists:sublist(T, 20000)]) end}].

%% A module of N functions.
module(N) ->
    L = 1,
    Body = fun(I) -> {'case', L, {var, L, 'X'}, [
        {clause, L, [{tuple, L, [{integer, L, K}, {var, L, 'Y'}]}], [],
            [{call, L, {remote, L, {atom, L, lists}, {atom, L, reverse}}, [{cons, L, {integer, L, I}, {var, L, 'Y'}}]}]} || K <- lists:seq(1, 8)]} end,
    Functions = [{function, L, list_to_atom("f" ++ integer_to_list(I)), 1, [{clause, L, [{var, L, 'X'}], [], [Body(I)]}]} || I <- lists:seq(1, N)],
    {ok, _, Code} = compile:forms([{attribute, L, module, fairness_large}, {attribute, L, compile, export_all} | Functions], []),
    Code.
