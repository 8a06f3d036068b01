# Agent and Task: state, timeouts, async/await, yield, shutdown, async_stream with all its options, crashes, Task.Supervisor.
import Show, only: [result: 2, one_line: 1]

Process.flag(:trap_exit, true)
flush = fn flush -> receive do m -> [m | flush.(flush)] after 0 -> [] end end
reason = fn fun -> try do fun.() catch :exit, r -> {:exit, r} end end

{:ok, a} = Agent.start_link(fn -> %{n: 0} end)
result("agent", fn -> [Agent.get(a, & &1), Agent.update(a, &%{&1 | n: 5}), Agent.get_and_update(a, &{&1.n, %{&1 | n: 6}}), Agent.get(a, Map, :get, [:n]), Agent.cast(a, &Map.put(&1, :c, 1)), Agent.get(a, & &1)] end)
result("agent timeout", fn -> {:exit, {:timeout, {GenServer, :call, [_, _, t]}}} = reason.(fn -> Agent.get(a, fn _ -> Process.sleep(200) end, 10) end); t end)
result("agent stop", fn -> [Agent.stop(a), Process.alive?(a), receive do {:EXIT, ^a, r} -> r end] end)
result("agent dead", fn -> {:exit, {r, {m, f, _}}} = reason.(fn -> Agent.get(a, & &1) end); {r, m, f} end)
result("agent crash in get", fn ->
  {:ok, b} = Agent.start(fn -> 1 end)
  {:exit, {{e, stack}, _}} = reason.(fn -> Agent.get(b, fn _ -> raise "oops" end) end)
  {e, length(stack) > 2, Process.alive?(b)}
end)
result("agent named", fn -> {:ok, p} = Agent.start_link(fn -> [] end, name: :agents_and_tasks_agent); r = [Agent.start_link(fn -> 1 end, name: :agents_and_tasks_agent) == {:error, {:already_started, p}}, Agent.update(:agents_and_tasks_agent, &[1 | &1]), Agent.get(:agents_and_tasks_agent, & &1)]; Agent.stop(p); r end)
result("agent init raises", fn -> {:error, {e, [_ | _]}} = Agent.start_link(fn -> raise ArgumentError end); {e, length(flush.(flush)) } end)

result("await", fn -> Enum.map(1..4, &Task.async(fn -> &1 * &1 end)) |> Enum.map(&Task.await/1) end)
result("await_many", fn -> Task.await_many(for x <- 1..3, do: Task.async(fn -> Process.sleep(3 * (4 - x)); x end)) end)
result("await_many timeout", fn -> {:exit, {:timeout, {Task, f, [_, t]}}} = reason.(fn -> Task.await_many([Task.async(fn -> Process.sleep(:infinity) end)], 5) end); {f, t} end)
result("await timeout", fn -> t = Task.async(fn -> Process.sleep(:infinity) end); {:exit, {:timeout, {m, f, [t2, n]}}} = reason.(fn -> Task.await(t, 5) end); Task.shutdown(t, :brutal_kill); {m, f, n, t2 == t} end)
flush.(flush)
result("await not owner", fn -> t = Task.async(fn -> 1 end); r = Show.down(fn -> exit(try do Task.await(t) rescue e -> e.__struct__ end) end); Task.await(t); r end)
result("task exits", fn -> t = Task.async(fn -> exit(:boom) end); {:exit, {r, {m, f, _}}} = reason.(fn -> Task.await(t) end); {r, m, f, length(flush.(flush))} end)
result("task raises", fn -> t = Task.async(fn -> raise "bad" end); {:exit, {{e, st}, _}} = reason.(fn -> Task.await(t) end); {e, Enum.any?(st, &match?({Task.Supervised, _, _, _}, &1)), length(flush.(flush))} end)
result("task throws", fn -> t = Task.async(fn -> throw(:ball) end); {:exit, {{r, _}, _}} = reason.(fn -> Task.await(t) end); flush.(flush); r end)
result("yield", fn -> t = Task.async(fn -> receive do :go -> :gone end end); a = Task.yield(t, 5); send(t.pid, :go); [a, Task.yield(t, 5000)] end)
result("yield crash", fn -> t = Task.async(fn -> exit(:why) end); r = Task.yield(t, 5000); flush.(flush); r end)
result("yield_many", fn -> ts = [Task.async(fn -> 1 end), Task.async(fn -> Process.sleep(:infinity) end), Task.async(fn -> exit(:x) end)]; r = for {t, r} <- Task.yield_many(ts, 1000), do: r || Task.shutdown(t, :brutal_kill); flush.(flush); r end)
result("shutdown", fn -> t = Task.async(fn -> Process.sleep(:infinity) end); r = Task.shutdown(t); [r, Process.alive?(t.pid), length(flush.(flush))] end)
result("shutdown done", fn -> t = Task.async(fn -> :done end); :show.until(fn -> not Process.alive?(t.pid) end); Task.shutdown(t) end)
flush.(flush)
result("shutdown trapping", fn -> me = self(); t = Task.async(fn -> Process.flag(:trap_exit, true); send(me, :ready); receive do {:EXIT, _, r} -> {:saw, r} end end); receive do :ready -> :ok end; r = Task.shutdown(t, 5000); flush.(flush); r end)
result("completed", fn -> t = Task.completed(:now); [Task.await(t), t.pid] end)
result("ignore", fn -> t = Task.async(fn -> Process.sleep(:infinity) end); r = Task.ignore(t); Process.exit(t.pid, :kill); {r, Task.ignore(Task.completed(3))} end)
result("start", fn -> me = self(); {:ok, _} = Task.start(fn -> send(me, {:callers, Process.get(:"$callers") == [me]}) end); receive do m -> m end end)
result("start_link mfa", fn -> {:ok, p} = Task.start_link(Kernel, :exit, [:mfa]); receive do {:EXIT, ^p, r} -> r end end)
result("child_spec", fn -> Supervisor.child_spec({Task, fn -> 1 end}, []) |> Map.drop([:start]) end)

result("async_stream", fn -> Task.async_stream(1..10, &(&1 * 2), max_concurrency: 3) |> Enum.to_list() end)
result("async_stream mfa", fn -> Task.async_stream([[3, 1], [2, 9]], Enum, :sort, [:desc]) |> Enum.to_list() end)
result("async_stream unordered", fn -> Task.async_stream([30, 1, 60], fn t -> Process.sleep(t); t end, ordered: false, max_concurrency: 3) |> Enum.to_list() |> Enum.sort() end)
result("async_stream timeout kill", fn -> Task.async_stream([1, :slow, 3], fn :slow -> Process.sleep(:infinity); x -> x end, timeout: 1000, on_timeout: :kill_task) |> Enum.to_list() end)
result("async_stream zip input", fn -> Task.async_stream([1, :slow], fn :slow -> Process.sleep(:infinity); x -> x end, timeout: 1000, on_timeout: :kill_task, zip_input_on_exit: true) |> Enum.to_list() end)
result("async_stream timeout exit", fn -> {:exit, {:timeout, {m, f, [t]}}} = reason.(fn -> Task.async_stream([1], fn _ -> Process.sleep(:infinity) end, timeout: 10) |> Enum.to_list() end); {m, f, t} end)
result("async_stream crash", fn -> r = reason.(fn -> Task.async_stream([1, 2], fn 2 -> exit(:two); x -> x end) |> Enum.to_list() end); flush.(flush); r end)
result("async_stream halted", fn -> r = Task.async_stream(Stream.iterate(1, &(&1 + 1)), & &1, max_concurrency: 2) |> Enum.take(3); [r, flush.(flush)] end)
result("async_stream concurrency", fn ->
  {:ok, c} = Agent.start_link(fn -> {0, 0} end)
  Task.async_stream(1..12, fn _ -> Agent.update(c, fn {n, m} -> {n + 1, max(m, n + 1)} end); Process.sleep(2); Agent.update(c, fn {n, m} -> {n - 1, m} end) end, max_concurrency: 4) |> Stream.run()
  r = Agent.get(c, & &1); Agent.stop(c); flush.(flush); {elem(r, 0), elem(r, 1) <= 4}
end)

{:ok, sup} = Task.Supervisor.start_link(name: :agents_and_tasks_sup, max_children: 3)
result("supervisor async", fn -> Task.Supervisor.async(sup, fn -> 5 end) |> Task.await() end)
result("async_nolink crash", fn -> t = Task.Supervisor.async_nolink(sup, fn -> exit(:nolink) end); {Task.yield(t, 5000), flush.(flush)} end)
result("start_child", fn -> me = self(); {:ok, p} = Task.Supervisor.start_child(sup, fn -> send(me, :child); Process.sleep(:infinity) end); receive do :child -> :ok end; [Task.Supervisor.children(sup) == [p], Task.Supervisor.terminate_child(sup, p), Task.Supervisor.children(sup)] end)
result("max children", fn -> ps = for _ <- 1..4, do: Task.Supervisor.start_child(sup, fn -> Process.sleep(:infinity) end); r = List.last(ps); for {:ok, p} <- ps, do: Task.Supervisor.terminate_child(sup, p); {r, length(ps)} end)
result("max children async", fn -> ps = for _ <- 1..3, do: Task.Supervisor.start_child(sup, fn -> Process.sleep(:infinity) end); r = try do Task.Supervisor.async_nolink(sup, fn -> 1 end) rescue e -> e.__struct__ end; for {:ok, p} <- ps, do: Task.Supervisor.terminate_child(sup, p); r end)
result("transient restarts", fn ->
  {:ok, c} = Agent.start_link(fn -> 0 end)
  me = self()
  {:ok, _} = Task.Supervisor.start_child(sup, fn -> if Agent.get_and_update(c, &{&1, &1 + 1}) < 2, do: exit(:again), else: send(me, :settled) end, restart: :transient)
  receive do :settled -> Agent.get(c, & &1) end
end)
result("async_stream_nolink", fn -> Task.Supervisor.async_stream_nolink(sup, 1..4, fn 3 -> exit(:three); x -> x end, max_concurrency: 2) |> Enum.to_list() end)
result("supervisor stops", fn -> t = Task.Supervisor.async_nolink(sup, fn -> Process.sleep(:infinity) end); Supervisor.stop(sup); r = Task.yield(t, 5000); flush.(flush); r end)
IO.puts(one_line(flush.(flush)))
