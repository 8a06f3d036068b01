## alone: each run ends the node in its own way
## elixir: FILE raise
## elixir: FILE throw
## elixir: FILE halt
## elixir: FILE at_exit a b --c
## elixir: FILE compile
## elixir: FILE stderr
## elixir: FILE stdin
## elixir: -e IO.puts(1+2) -e IO.inspect(System.argv()) x y
## elixir: -r FILE -e IO.puts(:after_require) -- none
## stdin: first line\nsecond\n
# How a script ends: uncaught raises, throws and exits as `elixir` reports them, exit codes, System.at_exit, arguments, stdin.
case System.argv() do
  ["raise" | _] -> raise "uncaught"
  ["throw" | _] -> throw({:up, 1})
  ["halt" | _] -> IO.puts("halting"); System.halt(3)
  ["at_exit" | rest] -> System.at_exit(fn code -> IO.inspect({:at_exit, code, rest}) end); System.at_exit(fn _ -> IO.puts("first") end); exit({:shutdown, 7})
  ["compile" | _] -> Code.eval_string("defmodule ScriptFailures do def f, do: x end", [], file: "inner.ex")
  ["stderr" | _] -> IO.puts(:stderr, "to stderr é"); IO.warn("a warning", []); IO.puts("to stdout")
  ["stdin" | _] -> IO.inspect([IO.gets("> "), IO.read(:stdio, :line), IO.read(:stdio, :line), IO.gets("")])
  other -> IO.inspect({:arguments, other})
end
