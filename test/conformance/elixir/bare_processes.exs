# GenStage-like flows and servers written with bare receive, timeouts, monitors, name registration through :via modules of one's own, :gen_statem and :gen_event from Elixir.
defmodule BareProcesses.Via do
  # A registry in one process, as :via wants it.
  def start, do: Process.register(spawn(fn -> loop(%{}) end), __MODULE__)
  def register_name(n, p), do: ask({:register, n, p})
  def unregister_name(n), do: ask({:unregister, n})
  def whereis_name(n), do: ask({:whereis, n})
  def send(n, m), do: (case whereis_name(n) do :undefined -> exit({:badarg, {n, m}}); p -> Kernel.send(p, m); p end)
  defp ask(q) do
    ref = make_ref()
    Kernel.send(__MODULE__, {self(), ref, q})
    receive do {^ref, a} -> a end
  end
  defp loop(m) do
    receive do
      {f, r, {:register, n, p}} when is_map_key(m, n) -> _ = p; Kernel.send(f, {r, :no}); loop(m)
      {f, r, {:register, n, p}} -> Process.monitor(p); Kernel.send(f, {r, :yes}); loop(Map.put(m, n, p))
      {f, r, {:unregister, n}} -> Kernel.send(f, {r, :ok}); loop(Map.delete(m, n))
      {f, r, {:whereis, n}} -> Kernel.send(f, {r, Map.get(m, n, :undefined)}); loop(m)
      {:DOWN, _, _, p, _} -> loop(:maps.filter(fn _, q -> q != p end, m))
    end
  end
end

defmodule BareProcesses.Door do
  @behaviour :gen_statem
  def callback_mode, do: [:handle_event_function, :state_enter]
  def init(code), do: {:ok, :locked, %{code: code, tries: []}}
  def handle_event(:enter, old, state, d), do: {:keep_state, Map.update(d, :entered, [{old, state}], &[{old, state} | &1])}
  def handle_event({:call, from}, {:digit, n}, :locked, d) do
    tries = d.tries ++ [n]
    cond do
      tries == d.code -> {:next_state, :open, %{d | tries: []}, [{:reply, from, :opened}, {:state_timeout, 10_000, :lock}]}
      length(tries) >= length(d.code) -> {:keep_state, %{d | tries: []}, {:reply, from, :wrong}}
      true -> {:keep_state, %{d | tries: tries}, {:reply, from, {:more, length(d.code) - length(tries)}}}
    end
  end
  def handle_event({:call, _}, {:digit, _}, :open, _), do: {:keep_state_and_data, :postpone}
  def handle_event(:cast, :lock, :open, d), do: {:next_state, :locked, d}
  def handle_event({:call, from}, :history, _, d), do: {:keep_state_and_data, [{:reply, from, Enum.reverse(d.entered)}]}
  def handle_event(:info, m, s, d), do: {:keep_state, Map.put(d, :last, {s, m})}
end

defmodule BareProcesses.Counter do
  @behaviour :gen_event
  def init(n), do: {:ok, n}
  def handle_event({:add, k}, n), do: {:ok, n + k}
  def handle_event(:stop, _), do: :remove_handler
  def handle_call(:get, n), do: {:ok, n, n}
  def handle_info(_, n), do: {:ok, n}
  def terminate(why, n), do: {why, n}
end

defmodule BareProcesses.Stage do
  def start(next, f), do: spawn_link(fn -> run(next, f, 0) end)
  defp run(next, f, demand) do
    receive do
      {:demand, n, from} -> Kernel.send(from, :noted); run(next, f, demand + n)
      {:item, x} when demand > 0 -> for(y <- List.wrap(f.(x)), do: Kernel.send(next, {:item, y})); run(next, f, demand - 1)
      :finish -> Kernel.send(next, {:finished, demand})
    end
  end
end

defmodule BareProcesses do
  import Show, only: [result: 2]
  alias BareProcesses.{Counter, Door, Stage, Via}

  def main do
    Process.flag(:trap_exit, true)
    Via.start()
    result("own via", fn ->
      name = {:via, Via, :agent}
      {:ok, a} = Agent.start_link(fn -> 1 end, name: name)
      r = [Agent.get(name, & &1), Agent.start_link(fn -> 2 end, name: name) == {:error, {:already_started, a}}, GenServer.whereis(name) == a, Agent.update(name, &(&1 + 1)), Agent.get(a, & &1)]
      Agent.stop(name)
      r
    end)
    result("own via is empty", fn -> try do GenServer.call({:via, Via, :none}, :x) catch :exit, {r, _} -> r end end)
    result("own via send", fn -> try do Via.send(:none, :m) catch :exit, r -> r end end)
    result("door", fn ->
      {:ok, d} = :gen_statem.start_link(Door, [1, 2, 3], [])
      push = fn n -> :gen_statem.call(d, {:digit, n}) end
      a = for n <- [1, 1, 1, 1, 2, 3], do: push.(n)
      me = self()
      spawn(fn -> send(me, {:late, push.(9)}) end)
      send(d, :hello)
      early = receive do {:late, x} -> x after 20 -> :postponed end
      :gen_statem.cast(d, :lock)
      late = receive do {:late, x} -> x end
      {state, data} = :sys.get_state(d)
      {a, early, late, :gen_statem.call(d, :history), state, data.tries, :gen_statem.stop(d)}
    end)
    result("events", fn ->
      {:ok, m} = :gen_event.start_link()
      :ok = :gen_event.add_handler(m, Counter, 5)
      :ok = :gen_event.add_handler(m, {Counter, :second}, 0)
      :gen_event.sync_notify(m, {:add, 3})
      r = [:gen_event.call(m, Counter, :get), :gen_event.call(m, {Counter, :second}, :get), :gen_event.delete_handler(m, {Counter, :second}, :done), :gen_event.which_handlers(m)]
      :gen_event.sync_notify(m, :stop)
      r ++ [:gen_event.which_handlers(m), :gen_event.stop(m)]
    end)
    result("stages", fn ->
      last = Stage.start(self(), &(&1 * 10))
      first = Stage.start(last, fn x -> if rem(x, 2) == 0, do: [x, x + 1], else: [] end)
      for {s, n} <- [{last, 100}, {first, 10}], do: (send(s, {:demand, n, self()}); receive do :noted -> :ok end)
      for i <- 1..10, do: send(first, {:item, i})
      got = for _ <- 1..10, do: (receive do {:item, x} -> x end)
      send(first, :finish)
      send(last, :finish)
      {got, receive do {:finished, n} -> n end}
    end)
    result("server loop", fn ->
      server = spawn_link(fn -> loop(%{}) end)
      r = for m <- [{:put, :a, 1}, {:get, :a}, {:get, :b}, :keys, {:incr, :a}, :crash_safe, {:get, :a}], do: call(server, m)
      send(server, :stop)
      receive do {:EXIT, ^server, why} -> {r, why} end
    end)
    result("worker pool", fn ->
      pool = for _ <- 1..4, do: spawn_link(fn -> worker() end)
      jobs = Enum.zip(1..40, Stream.cycle(pool))
      for {j, w} <- jobs, do: send(w, {:work, j, self()})
      total = Enum.reduce(jobs, 0, fn _, acc -> receive do {:done, x} -> acc + x end end)
      for w <- pool, do: send(w, :stop)
      ends = for w <- pool, do: (receive do {:EXIT, ^w, r} -> r end)
      {total, ends}
    end)
    result("restarting by hand", fn -> supervise(3, []) end)
    result("circuit", fn ->
      {_, log} = Enum.reduce([:ok, :fail, :fail, :ok, :fail, :fail, :fail, :ok], {:closed, []}, fn r, {s, l} -> s2 = step(s, r); {s2, [s2 | l]} end)
      Enum.reverse(log)
    end)
    result("timeouts and late answers", fn ->
      slow = spawn(fn -> receive do {:ask, r, p} -> receive do :now -> send(p, {r, :late}) end end end)
      r = Process.monitor(slow, alias: :reply_demonitor)
      send(slow, {:ask, r, r})
      a = receive do {^r, x} -> x after 5 -> :timeout end
      Process.demonitor(r, [:flush])
      send(slow, :now)
      w = Process.monitor(slow)
      receive do {:DOWN, ^w, _, _, _} -> :ok end
      {a, receive do x -> x after 0 -> :nothing end}
    end)
    result("priority mailbox", fn -> for {p, n} <- [low: 1, high: 2, low: 3, high: 4], do: send(self(), {p, n}); drain() end)
  end

  defp loop(m) do
    receive do
      {r, f, {:put, k, v}} -> send(f, {r, :ok}); loop(Map.put(m, k, v))
      {r, f, {:get, k}} -> send(f, {r, Map.fetch(m, k)}); loop(m)
      {r, f, {:incr, k}} -> send(f, {r, m[k] + 1}); loop(Map.update!(m, k, &(&1 + 1)))
      {r, f, :crash_safe} -> send(f, {r, try do m.nothing rescue e -> Exception.message(e) end}); loop(m)
      {r, f, :keys} -> send(f, {r, Map.keys(m)}); loop(m)
      :stop -> exit(:stopped)
    end
  end
  defp call(p, m), do: (r = make_ref(); send(p, {r, self(), m}); receive do {^r, a} -> a after 60000 -> :timeout end)
  defp worker, do: (receive do {:work, j, p} -> send(p, {:done, j * j}); worker(); :stop -> :ok end)
  defp supervise(0, log), do: Enum.reverse(log)
  defp supervise(n, log) do
    p = spawn_link(fn -> receive do :go -> exit({:died, n}) end end)
    send(p, :go)
    receive do {:EXIT, ^p, r} -> supervise(n - 1, [r | log]) end
  end
  defp step(:closed, :ok), do: :closed
  defp step(:closed, :fail), do: {:failing, 1}
  defp step({:failing, _}, :ok), do: :closed
  defp step({:failing, 2}, :fail), do: :open
  defp step({:failing, n}, :fail), do: {:failing, n + 1}
  defp step(:open, _), do: :open
  defp drain, do: (receive do {:high, n} -> [{:high, n} | drain()] after 0 -> receive do {:low, n} -> [{:low, n} | drain()] after 0 -> [] end end)
end

BareProcesses.main()
