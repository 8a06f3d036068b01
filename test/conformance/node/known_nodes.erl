%% nodes/0,1,2 of a node that is alone.
-module(known_nodes).
-export([main/0]).
-import(show, [result/2, id/1]).

main() ->
    result("nodes", fun() -> nodes() end),
    Kinds = [this, known, visible, hidden, connected, [], [this], [this, known], [visible, hidden], [connected, this], [foo], foo, 17, [this | known], [[this]]],
    [result({nodes, K}, fun() -> nodes(id(K)) end) || K <- Kinds],
    [result({K, O}, fun() -> erlang:nodes(id(K), id(O)) end)
     || K <- [this, known, visible, [this, known], foo],
        O <- [#{}, #{node_type => true}, #{connection_id => true}, #{node_type => true, connection_id => true}, #{node_type => false}, #{foo => true}, #{node_type => foo}, foo, []]],
    result("node", fun() -> {node(), node(self()), node(make_ref()), is_alive(), erlang:get_cookie()} end).
