%% put, get, erase, get_keys in all forms, with many keys, and each process its own.
-module(process_dictionary).
-export([main/0]).
-import(show, [result/2, id/1]).

main() -> io:format("~w~n", [show:call(fun body/0)]).

body() ->
    result("fresh", fun() -> get() end),
    result("put", fun() -> [put(a, 1), put(a, 2), put({b}, [x]), put("c", #{}), put(1, int), put(2.5, float)] end),
    result("get", fun() -> [get(a), get({b}), get("c"), get(missing), get(1), get(2.5)] end),
    result("all", fun() -> lists:sort(get()) end),
    result("keys", fun() -> lists:sort(get_keys()) end),
    result("keys of value", fun() -> put(d, 2), lists:sort(get_keys(2)) end),
    result("erase", fun() -> [erase(a), erase(a), get(a)] end),
    result("undefined value", fun() -> put(u, undefined), {get(u), lists:member(u, get_keys())} end),
    result("process_info", fun() -> {dictionary, D} = process_info(self(), dictionary), lists:sort(D) end),
    result("erase all", fun() -> {lists:sort(erase()), get()} end),
    result("many", fun() -> [put({k, I}, I * I) || I <- lists:seq(1, 3000)], lists:sum([get({k, I}) || I <- lists:seq(1, 3000)]) end),
    result("erase half", fun() -> [erase({k, I}) || I <- lists:seq(1, 3000, 2)], {length(get()), get({k, 3}), get({k, 4})} end),
    result("own", fun() -> show:call(fun() -> put(x, 1), get() end) end),
    result("after gc", fun() -> put(big, lists:seq(1, 1000)), erlang:garbage_collect(), lists:sum(get(big)) end),
    result("return old", fun() -> O = put(big, new), length(O) end),
    result("shrink", fun() -> erase(), put(a, b), get() end),
    done.
