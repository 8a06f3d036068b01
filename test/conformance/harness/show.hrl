%% ?R(Expression) prints the expression, and its value or exception, as one line.
-define(R(Expression), show:result(??Expression, fun() -> Expression end)).
