# What every Elixir conformance program may call; show.erl is the same for Erlang.
defmodule Show do
  @doc "Prints what the function returns or raises, as one line."
  def result(label, fun) do
    text =
      try do
        "= " <> one_line(fun.())
      rescue
        e -> "raised " <> one_line(e.__struct__) <> " " <> norm_text(Exception.message(e))
      catch
        kind, value -> "#{kind} " <> one_line(value)
      end

    IO.puts("#{label}: #{text}")
  end

  @doc "The value as one line; what differs from run to run is replaced by what it is."
  def one_line(value),
    do: value |> inspect(limit: :infinity, printable_limit: :infinity, width: :infinity) |> norm_text()

  @doc "Text without the numbers of pids, references, ports and functions."
  def norm_text(text) do
    text
    |> String.replace(~r/#(PID|Reference|Port)<[0-9.]+>/, "#\\1<>")
    |> String.replace(~r/#Function<\d+\.\d+(\.\d+)?([^>]*)>/, "#Function<\\2>")
  end

  @doc "The value as it is, in a way that the compiler cannot see through."
  def id(value), do: :show.id(value)

  @doc "Runs the function in a process of its own: how it ended, as a monitor sees it."
  def down(fun) do
    {pid, ref} = spawn_monitor(fun)

    receive do
      {:DOWN, ^ref, :process, ^pid, reason} -> reason
    end
  end

  @doc "Modules, functions and arities of a stack trace, without lines."
  def trace(stack, depth \\ 100) do
    for {m, f, a, _} <- Enum.take(stack, depth), do: {m, f, if(is_list(a), do: length(a), else: a)}
  end
end
