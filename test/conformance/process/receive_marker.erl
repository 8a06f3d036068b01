%% Calls by a fresh reference from a process with a very long mailbox stay fast and correct.
%% timeout: 120
-module(receive_marker).
-export([main/0]).
-import(show, [result/2]).

main() -> show:call(fun body/0).

body() ->
    Server = spawn_link(fun server/0),
    [self() ! {junk, I} || I <- lists:seq(1, 20000)],
    result("calls", fun() -> lists:sum([call(Server, I) || I <- lists:seq(1, 2000)]) end),
    result("monitored calls", fun() -> lists:sum([mcall(Server, I) || I <- lists:seq(1, 2000)]) end),
    result("gen call", fun() -> {ok, P} = gen_event:start(), L = [gen_event:which_handlers(P) || _ <- lists:seq(1, 500)], gen_event:stop(P), lists:usort(L) end),
    result("alias calls", fun() -> lists:sum([acall(Server, I) || I <- lists:seq(1, 500)]) end),
    result("marker across another receive", fun() ->
        Ref = make_ref(),
        self() ! {other, 1}, self() ! {Ref, hello},
        receive {other, 1} -> ok end,
        receive {Ref, X} -> X end
    end),
    result("two refs", fun() ->
        A = make_ref(), B = make_ref(),
        self() ! {B, b}, self() ! {A, a},
        {receive {A, X} -> X end, receive {B, Y} -> Y end}
    end),
    result("timeout", fun() -> R = make_ref(), receive {R, _} -> got after 5 -> none end end),
    result("junk left", fun() -> {_, N} = process_info(self(), message_queue_len), N end),
    result("junk in order", fun() -> drain(1) end).

server() -> receive {From, Ref, N} when is_reference(Ref) -> From ! {Ref, N * 2}, server(); {alias, A, N} -> A ! {A, N}, server() end.
call(P, N) -> Ref = make_ref(), P ! {self(), Ref, N}, receive {Ref, R} -> R end.
mcall(P, N) -> Ref = monitor(process, P), P ! {self(), Ref, N}, receive {Ref, R} -> demonitor(Ref, [flush]), R; {'DOWN', Ref, _, _, E} -> exit(E) end.
acall(P, N) -> A = alias([reply]), P ! {alias, A, N}, receive {A, R} -> R end.
drain(N) -> receive {junk, N} -> drain(N + 1) after 0 -> N - 1 end.
