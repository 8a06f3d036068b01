# Logger: levels, metadata, formatting, translation of crashes, own backends and handlers, lazy messages, run-time filters.
defmodule Loggers.Backend do
  @behaviour :gen_event
  def init({__MODULE__, to}), do: {:ok, to}
  def handle_call({:configure, opts}, s), do: {:ok, {:configured, opts}, s}
  def handle_event({level, _gl, {Logger, msg, _ts, md}}, to) do
    text = msg |> IO.iodata_to_binary() |> Show.norm_text() |> String.replace(~r/[\w\/.\-]*loggers\.exs:\d+/, "loggers.exs:N")
    send(to, {:log, level, text, Enum.sort(Keyword.take(md, [:user, :application, :function, :module, :crash_reason, :request]) |> Keyword.update(:crash_reason, nil, fn {r, _} -> r; r -> r end))})
    {:ok, to}
  end
  def handle_event(_, s), do: {:ok, s}
  def handle_info(_, s), do: {:ok, s}
end

defmodule Loggers.Crasher do
  use GenServer
  def init(x), do: {:ok, x}
  def handle_call(:raise, _, _), do: raise("server crashed")
  def handle_call(:exit, _, _), do: exit(:bye)
  def handle_cast(:throw, _), do: throw(:thrown)
end

defmodule Loggers do
  import Show, only: [result: 2]
  require Logger

  def main do
    before = :logger.get_primary_config()
    {:ok, _} = Application.ensure_all_started(:logger)
    Logger.remove_backend(:console)
    Logger.configure(level: :debug)
    :logger.set_primary_config(:level, :debug)
    {:ok, _} = Logger.add_backend({Loggers.Backend, self()})
    Process.flag(:trap_exit, true)

    result("levels", fn -> Logger.debug("d"); Logger.info("i"); Logger.notice("n"); Logger.warning("w"); Logger.error("e"); Logger.critical("c"); Logger.alert("a"); Logger.emergency("em"); got(8) end)
    result("lazy and iodata", fn -> Logger.info(fn -> "lazy" end); Logger.info(["io", ?d, ["ata"]]); Logger.info(fn -> {"with md", user: 9} end); got(3) end)
    result("metadata", fn -> Logger.metadata(user: 1); Logger.info("m"); Logger.info("o", user: 2, request: "r"); m = Logger.metadata(); Logger.reset_metadata(); {got(2), m, Logger.metadata()} end)
    result("level filter", fn -> Logger.configure(level: :error); Logger.info("hidden"); Logger.error("shown"); l = Logger.level(); Logger.configure(level: :debug); {got(1), l} end)
    result("compare", fn -> for {a, b} <- [debug: :info, error: :info, warn: :warning, info: :info], do: Logger.compare_levels(a, b) end)
    result("bare_log", fn -> Logger.bare_log(:info, "bare", user: 3); Logger.log(:warning, "log"); got(2) end)
    result("process level", fn -> Logger.put_process_level(self(), :error); Logger.info("no"); Logger.error("yes"); l = Logger.get_process_level(self()); Logger.delete_process_level(self()); {got(1), l} end)
    result("module level", fn -> Logger.put_module_level(__MODULE__, :error); Logger.info("no"); Logger.error("yes"); l = Logger.get_module_level(__MODULE__); Logger.delete_module_level(__MODULE__); {got(1), l} end)
    result("disable", fn -> Logger.disable(self()); Logger.error("no"); e = Logger.enabled?(self()); Logger.enable(self()); Logger.error("yes"); {got(1), e} end)
    result("reports", fn -> Logger.info(a: 1, b: "two"); Logger.info(%{k: :v}); got(2) end)
    result("erlang logger", fn -> :logger.info("fmt ~p ~s", [{1, 2}, "x"]); :logger.warning("str"); :logger.error(%{rep: 1}); got(3) end)
    result("error_logger", fn -> :error_logger.error_msg('old ~w~n', [1]); got(1) end)
    result("process raises", fn -> spawn(fn -> raise ArgumentError, "in process" end); got(1) |> cut() end)
    result("process exits badly", fn -> spawn(fn -> :erlang.error({:odd, 1}) end); got(1) |> cut() end)
    result("task raises", fn -> Task.start(fn -> raise "in task" end); got(1) |> cut() end)
    result("task exits", fn -> {:ok, p} = Task.start_link(fn -> exit(:task_exit) end); receive do {:EXIT, ^p, _} -> :ok end; got(1) |> cut() end)
    result("server raises", fn -> {:ok, p} = GenServer.start(Loggers.Crasher, :state); try do GenServer.call(p, :raise) catch :exit, _ -> :ok end; got(1) |> cut() end)
    result("server exits", fn -> {:ok, p} = GenServer.start(Loggers.Crasher, :state, name: :loggers_named); try do GenServer.call(p, :exit) catch :exit, _ -> :ok end; got(1) |> cut() end)
    result("server throws", fn -> {:ok, p} = GenServer.start(Loggers.Crasher, :state); GenServer.cast(p, :throw); got(1) |> cut() end)
    result("unexpected message", fn -> {:ok, p} = GenServer.start(Loggers.Crasher, :state); send(p, :what); r = got(1); Process.exit(p, :kill); r end)
    result("supervisor", fn -> {:ok, s} = Supervisor.start_link([%{id: :w, start: {Task, :start_link, [fn -> receive do :die -> exit(:died) end end]}, restart: :temporary}], strategy: :one_for_one); [{_, p, _, _}] = Supervisor.which_children(s); send(p, :die); r = got(1) |> cut() |> Enum.sort(); Supervisor.stop(s); r end)
    result("formatter", fn -> p = Logger.Formatter.compile("$time $level[$metadata] $message$levelpad|\n"); Logger.Formatter.format(p, :info, "msg", {{2020, 1, 2}, {3, 4, 5, 6}}, user: 1, list: [1], pid: nil) |> IO.iodata_to_binary() end)
    result("formatter date", fn -> Logger.Formatter.compile("$date $node $x") |> Logger.Formatter.format(:warn, "", {{2020, 1, 2}, {3, 4, 5, 6}}, []) |> IO.iodata_to_binary() end)
    result("formatter default", fn -> Logger.Formatter.compile(nil) end)
    result("formatter prune", fn -> Logger.Formatter.prune(["a" | <<255>>]) end)
    result("handler", fn -> :ok = :logger.add_handler(:loggers_h, Loggers.Handler, %{config: self()}); Logger.info("both", user: 1); a = got(1); b = receive do {:h, x} -> x end; :logger.remove_handler(:loggers_h); {a, b} end)
    result("configure backend", fn -> Logger.configure_backend({Loggers.Backend, self()}, level: :info) end)
    result("backends", fn -> [Logger.add_backend({Loggers.Backend, self()}), Logger.remove_backend(:not_there)] end)
    result("truncation", fn -> Logger.configure(truncate: 10); Logger.info(String.duplicate("x", 30)); r = got(1); Logger.configure(truncate: 8192); r end)
    result("bad level", fn -> Logger.bare_log(:nonsense, "x") end)
    result("utc", fn -> Logger.Formatter.format_date({2020, 1, 2}) |> IO.iodata_to_binary() end)
    Logger.flush()
    Application.stop(:logger)
    :logger.set_primary_config(before)
    result("nothing left", fn -> receive do {:log, _, _, _} = m -> m after 0 -> :empty end end)
  end

  defp got(n), do: for(_ <- 1..n, do: (receive do {:log, l, t, m} -> {l, t, m} after 20_000 -> :nothing end))
  # Lines of stacks inside Elixir and OTP stay, those of functions here have no numbers.
  defp cut(list), do: for({l, t, m} <- list, do: {l, t, Keyword.drop(m, [:function])})
end

defmodule Loggers.Handler do
  def log(%{level: l, msg: m, meta: meta}, %{config: to}), do: send(to, {:h, {l, m, meta[:user], meta.mfa}})
end

Loggers.main()
