%% erlang:display and display_string write terms past the I/O system.
%% erl: -s displays main -s init stop
-module(displays).
-export([main/0]).

main() ->
    [erlang:display(T) || T <- [a, 'after', 'catch', 'maybe', 'Quoted atom', 1, -1, 1 bsl 70, 1.5, "string", [1, 2, 3], [], {}, {a, [b, {c}]}, <<"bin">>, <<1, 2, 255>>, <<1:3>>, [a | b], "", [$a, 300], #{}, #{a => 1}, fun lists:map/2, {1.0e100, -0.0}, true]],
    erlang:display_string("display_string\n").
