%% spawn_request: replies, options, failures, abandoning, tags; spawn_opt with link, monitor and their options together.
-module(spawn_requests).
-export([main/0, tell/2]).
-import(show, [result/2]).

main() -> show:call(fun body/0).
tell(P, X) -> P ! {told, X}.

body() ->
    process_flag(trap_exit, true),
    Me = self(),
    result("reply", fun() -> R = spawn_request(fun() -> Me ! {told, up} end), {reply(R), receive {told, X} -> X end} end),
    result("mfa", fun() -> R = spawn_request(?MODULE, tell, [Me, mfa]), {reply(R), receive {told, X} -> X end} end),
    result("mfa options", fun() -> R = spawn_request(?MODULE, tell, [Me, opts], [{priority, high}, link]), A = reply(R), {A, receive {told, X} -> X end, receive {'EXIT', _, Y} -> Y end} end),
    result("node", fun() -> R = spawn_request(node(), fun() -> Me ! {told, here} end), {reply(R), receive {told, X} -> X end} end),
    result("node mfa opts", fun() -> R = spawn_request(node(), ?MODULE, tell, [Me, here], [monitor]), A = reply(R), {A, receive {told, X} -> X end, receive {'DOWN', R, process, _, Y} -> Y end} end),
    result("other node", fun() -> R = spawn_request('no@where', fun() -> ok end), reply(R) end),
    result("other node mfa", fun() -> R = spawn_request('no@where', a, b, [], [link, monitor]), {reply(R), rest()} end),
    result("reply tag", fun() -> R = spawn_request(fun() -> ok end, [{reply_tag, my_tag}]), receive {my_tag, R, ok, P} -> is_pid(P) end end),
    result("reply no", fun() -> R = spawn_request(fun() -> Me ! {told, quiet} end, [{reply, no}]), {is_reference(R), receive {told, X} -> X end, rest()} end),
    result("reply error only", fun() -> R = spawn_request(fun() -> Me ! {told, x} end, [{reply, error_only}]), {is_reference(R), receive {told, X} -> X end, rest()} end),
    result("reply success only", fun() -> R = spawn_request(fun() -> ok end, [{reply, success_only}]), reply(R) end),
    result("error only, failing", fun() -> R = spawn_request('no@where', fun() -> ok end, [{reply, error_only}]), reply(R) end),
    result("success only, failing", fun() -> R = spawn_request('no@where', fun() -> ok end, [{reply, success_only}]), {is_reference(R), rest()} end),
    result("bad option", fun() -> R = spawn_request(fun() -> ok end, [bad_option]), reply(R) end),
    result("bad option value", fun() -> [reply(spawn_request(fun() -> ok end, [O])) || O <- [{priority, x}, {min_heap_size, a}, {monitor, [x]}, {message_queue_data, y}, {max_heap_size, z}]] end),
    [result({"raises", N}, fun() -> apply(erlang, spawn_request, A) end) || {N, A} <- lists:enumerate([[x], [fun(_) -> ok end], [fun() -> ok end, x], [a, b], [a, b, c], [1, b, []], [a, b, [], x], [1, fun() -> ok end, []], [fun() -> ok end, [{reply, maybe_so}]], [fun() -> ok end, [{reply_tag, a} | b]]])],
    result("monitor", fun() -> R = spawn_request(fun() -> exit(ended) end, [monitor]), A = reply(R), {A, receive {'DOWN', R, process, P, X} -> {is_pid(P), X} end} end),
    result("monitor tag", fun() -> R = spawn_request(fun() -> exit(ended) end, [{monitor, [{tag, fell}]}]), A = reply(R), {A, receive {fell, R, process, _, X} -> X end} end),
    result("monitor alias", fun() -> R = spawn_request(fun() -> receive {to, A} -> A ! {hello, A} end end, [{monitor, [{alias, explicit_unalias}]}]), P = pid(R), P ! {to, R}, {receive {hello, R} -> ok end, receive {'DOWN', R, _, _, X} -> X end, unalias(R), unalias(R)} end),
    result("alias demonitor", fun() -> R = spawn_request(fun() -> receive after infinity -> ok end end, [{monitor, [{alias, demonitor}]}]), P = pid(R), R ! one, A = receive one -> got end, demonitor(R), R ! two, B = receive two -> got after 0 -> none end, exit(P, kill), [A, B] end),
    result("alias reply_demonitor", fun() -> R = spawn_request(fun() -> receive {to, A} -> A ! first, A ! second end end, [{monitor, [{alias, reply_demonitor}]}]), P = pid(R), P ! {to, R}, A = receive first -> got end, W = monitor(process, P), receive {'DOWN', W, _, _, _} -> ok end, [A, rest()] end),
    result("abandon", fun() -> R = spawn_request('no@where', fun() -> ok end), [is_boolean(spawn_request_abandon(R)), spawn_request_abandon(make_ref())] end),
    result("abandon after the reply", fun() -> R = spawn_request(fun() -> ok end), A = reply(R), {A, spawn_request_abandon(R)} end),
    result("link", fun() -> R = spawn_request(fun() -> exit(linked) end, [link]), P = pid(R), receive {'EXIT', P, X} -> X end end),
    result("link and monitor", fun() -> R = spawn_request(fun() -> exit(both) end, [link, monitor]), P = pid(R), {receive {'EXIT', P, X} -> X end, receive {'DOWN', R, _, P, Y} -> Y end} end),
    result("reply comes before its end", fun() -> [begin R = spawn_request(fun() -> exit(fast) end, [monitor, link]), [tag(receive M -> M end) || _ <- [1, 2, 3]] -- [{x, R}] end || _ <- [1, 2, 3]] end),
    result("undef", fun() -> R = spawn_request(no_mod, no_fun, [], [monitor]), A = reply(R), {A, receive {'DOWN', R, _, _, X} -> X end} end),
    result("spawn_opt", fun() -> [show:norm(F()) || F <- [fun() -> spawn_opt(fun() -> ok end, []) end, fun() -> spawn_opt(fun() -> ok end, [monitor]) end, fun() -> spawn_opt(lists, reverse, [[]], [{monitor, [{alias, demonitor}]}]) end, fun() -> spawn_opt(node(), fun() -> ok end, [monitor]) end]] end),
    result("spawn_opt ends", fun() -> receive after 20 -> ok end, lists:sort(rest()) end),
    result("spawn_opt bad", fun() -> [catch_(fun() -> spawn_opt(fun() -> ok end, O) end) || O <- [[x], x, [link | y], [{priority, bad}], [{monitor, x}], [{reply, no}], [{fullsweep_after, -1}], [{scheduler, a}], [{async_dist, true}]]] end),
    result("options seen", fun() ->
        {P, R} = spawn_opt(fun() -> receive stop -> ok end end, [monitor, {priority, low}, {fullsweep_after, 7}, {min_heap_size, 1000}, {message_queue_data, off_heap}, {max_heap_size, #{size => 100000, kill => false, error_logger => false}}]),
        {garbage_collection, G} = process_info(P, garbage_collection),
        A = [process_info(P, priority), process_info(P, message_queue_data), proplists:get_value(fullsweep_after, G), proplists:get_value(min_heap_size, G) >= 1000, maps:get(kill, proplists:get_value(max_heap_size, G))],
        P ! stop, receive {'DOWN', R, _, _, X} -> {A, X} end end),
    result("many", fun() -> Rs = [spawn_request(fun() -> exit(N) end, [monitor, {reply, no}]) || N <- lists:seq(1, 300)], lists:sum([receive {'DOWN', R, _, _, N} -> N end || R <- Rs]) end).

reply(R) -> receive {spawn_reply, R, A, B} -> {A, if is_pid(B) -> pid; true -> B end} after 10000 -> no_reply end.
pid(R) -> receive {spawn_reply, R, ok, P} -> P end.
tag(M) -> element(1, M).
rest() -> receive M -> [show:norm(M) | rest()] after 5 -> [] end.
catch_(F) -> try show:norm(F()) catch C:R -> {C, R} end.
