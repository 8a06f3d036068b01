%% The flag garbage_collection: events come in pairs and say the same things. The numbers are each collector's own.
-module(trace_collections).
-export([main/0]).

main() ->
    Messages = tracee:run([garbage_collection], fun() ->
        erlang:garbage_collect(),
        Keep = lists:seq(1, 20000),
        erlang:garbage_collect(),
        erlang:garbage_collect(self(), [{type, minor}]),
        length(Keep)
    end),
    show:term(lists:usort([Tag || {trace, tracee, Tag, _} <- Messages]) -- [gc_minor_start, gc_minor_end]),
    show:term([{trace, tracee, pair, paired(A, B)} || {A, B} <- pairs(Messages)] =/= []),
    show:term(lists:usort([[K || {K, _} <- Info] || {trace, tracee, _, Info} <- Messages])),
    show:term(lists:all(fun({trace, tracee, _, Info}) -> lists:all(fun({_, N}) -> is_integer(N) andalso N >= 0 end, Info) end, Messages)),
    show:term(lists:all(fun({A, B}) -> paired(A, B) end, pairs(Messages))).

pairs([A, B | T]) -> [{element(3, A), element(3, B)} | pairs(T)];
pairs([]) -> [].
paired(gc_minor_start, gc_minor_end) -> true;
paired(gc_major_start, gc_major_end) -> true;
paired(_, _) -> false.
