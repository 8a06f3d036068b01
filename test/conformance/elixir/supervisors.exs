# Supervisor and DynamicSupervisor and PartitionSupervisor: strategies, restarts, counts, intensity, children, module-based ones.
defmodule Supervisors.Child do
  use Agent
  def start_link({name, to}) do
    Agent.start_link(fn -> send(to, {:up, name}); name end, name: name)
  end
end

defmodule Supervisors.Module do
  use Supervisor, restart: :temporary
  def start_link(arg), do: Supervisor.start_link(__MODULE__, arg, name: __MODULE__)
  def init(:ignore), do: :ignore
  def init(to), do: Supervisor.init([{Supervisors.Child, {:sup_m1, to}}], strategy: :one_for_one, max_restarts: 1)
end

defmodule Supervisors.Dynamic do
  use DynamicSupervisor
  def start_link(arg), do: DynamicSupervisor.start_link(__MODULE__, arg)
  def init(_), do: DynamicSupervisor.init(strategy: :one_for_one, max_children: 2, extra_arguments: [:extra])
end

defmodule Supervisors do
  import Show, only: [result: 2]

  def main do
    Process.flag(:trap_exit, true)
    for strategy <- [:one_for_one, :one_for_all, :rest_for_one] do
      result("strategy #{strategy}", fn ->
        {:ok, sup} = Supervisor.start_link(children([:sup_a, :sup_b, :sup_c]), strategy: strategy)
        first = ups(3)
        before = for n <- [:sup_a, :sup_b, :sup_c], do: Process.whereis(n)
        Process.exit(Process.whereis(:sup_b), :kill)
        again = ups(%{one_for_one: 1, one_for_all: 3, rest_for_one: 2}[strategy])
        same = for {n, p} <- Enum.zip([:sup_a, :sup_b, :sup_c], before), do: Process.whereis(n) == p
        r = {first, again, same, Supervisor.count_children(sup), for({id, p, t, m} <- Supervisor.which_children(sup), do: {id, is_pid(p), t, m})}
        Supervisor.stop(sup)
        {r, Process.whereis(:sup_a)}
      end)
    end
    flush()
    result("intensity", fn ->
      {:ok, sup} = Supervisor.start_link(children([:sup_a]), strategy: :one_for_one, max_restarts: 2, max_seconds: 60)
      for _ <- 1..3, do: (ups(1); Process.exit(wait(:sup_a), :kill))
      receive do {:EXIT, ^sup, r} -> r end
    end)
    flush()
    result("child operations", fn ->
      {:ok, sup} = Supervisor.start_link([], strategy: :one_for_one)
      spec = Supervisor.child_spec({Supervisors.Child, {:sup_x, self()}}, id: :x)
      {:ok, p} = Supervisor.start_child(sup, spec)
      r = [
        Supervisor.start_child(sup, spec) == {:error, {:already_started, p}},
        Supervisor.restart_child(sup, :x), Supervisor.delete_child(sup, :x),
        Supervisor.terminate_child(sup, :x), Supervisor.terminate_child(sup, :nope),
        Supervisor.start_child(sup, spec), Supervisor.which_children(sup),
        elem(Supervisor.restart_child(sup, :x), 0), Supervisor.terminate_child(sup, :x), Supervisor.delete_child(sup, :x),
        Supervisor.delete_child(sup, :x), Supervisor.count_children(sup)
      ]
      Supervisor.stop(sup)
      r
    end)
    flush()
    result("start fails", fn ->
      r = Supervisor.start_link([%{id: :bad, start: {Supervisors, :fail, [:told]}}], strategy: :one_for_one)
      {r, receive do {:EXIT, _, x} -> x end}
    end)
    result("bad specs", fn -> for s <- [[:atom], [{:not_a_module, 1}], [%{id: 1}]], do: (try do Supervisor.start_link(s, strategy: :one_for_one) rescue e -> {e.__struct__, hd(String.split(Exception.message(e), "\n"))} end) end)
    flush()
    result("duplicate ids", fn -> r = Supervisor.start_link(children([:sup_a]) ++ children([:sup_a]), strategy: :one_for_one); flush(); r end)
    flush()
    result("module based", fn -> {:ok, s} = Supervisors.Module.start_link(self()); r = {Process.whereis(Supervisors.Module) == s, ups(1), Supervisors.Module.child_spec(1)}; Supervisor.stop(s, :shutdown); r end)
    result("ignore", fn -> Supervisors.Module.start_link(:ignore) end)
    flush()
    result("transient and temporary", fn ->
      specs = for {id, restart} <- [t1: :transient, t2: :temporary, t3: :transient], do: %{id: id, start: {Task, :start_link, [fn -> receive do r -> exit(r) end end]}, restart: restart}
      {:ok, sup} = Supervisor.start_link(specs, strategy: :one_for_one)
      pids = Map.new(Supervisor.which_children(sup), fn {id, p, _, _} -> {id, p} end)
      for {id, r} <- [t1: :normal, t2: :crash, t3: {:shutdown, 1}], do: (ref = Process.monitor(pids[id]); send(pids[id], r); receive do {:DOWN, ^ref, _, _, _} -> :ok end)
      r = Supervisor.which_children(sup) |> Enum.sort()
      Supervisor.stop(sup)
      r
    end)
    result("auto_shutdown", fn ->
      specs = [%{id: :sig, start: {Task, :start_link, [fn -> receive do _ -> :ok end end]}, restart: :temporary, significant: true}]
      {:ok, sup} = Supervisor.start_link(specs, strategy: :one_for_one, auto_shutdown: :any_significant)
      [{_, p, _, _}] = Supervisor.which_children(sup)
      send(p, :end)
      receive do {:EXIT, ^sup, r} -> r end
    end)
    result("stop reasons", fn -> {:ok, s} = Supervisor.start_link([], strategy: :one_for_one); Supervisor.stop(s, :whatever); receive do {:EXIT, ^s, r} -> r end end)

    result("dynamic", fn ->
      {:ok, d} = DynamicSupervisor.start_link(strategy: :one_for_one, name: :sup_dynamic)
      {:ok, p} = DynamicSupervisor.start_child(:sup_dynamic, {Supervisors.Child, {:sup_d1, self()}})
      {:ok, q} = DynamicSupervisor.start_child(d, %{id: :ignored, start: {Agent, :start_link, [fn -> 1 end]}, restart: :temporary})
      up = ups(1)
      r = [DynamicSupervisor.count_children(d), Enum.sort(for {id, x, t, m} <- DynamicSupervisor.which_children(d), do: {id, is_pid(x), t, m})]
      Process.exit(p, :kill)
      again = ups(1)
      more = [DynamicSupervisor.terminate_child(d, q), DynamicSupervisor.terminate_child(d, q), DynamicSupervisor.count_children(d), DynamicSupervisor.start_child(d, %{id: 1, start: {Supervisors, :fail, [:no]}}), DynamicSupervisor.start_child(d, %{id: 1, start: {Supervisors, :ignore, []}})]
      DynamicSupervisor.stop(d)
      {up, again, r, more, Process.alive?(p)}
    end)
    flush()
    result("dynamic module", fn ->
      {:ok, d} = Supervisors.Dynamic.start_link(:a)
      start = fn -> DynamicSupervisor.start_child(d, %{id: 1, start: {Supervisors, :agent, []}, restart: :temporary}) end
      r = [elem(start.(), 0), elem(start.(), 0), start.(), for({_, p, _, _} <- DynamicSupervisor.which_children(d), do: Agent.get(p, & &1))]
      DynamicSupervisor.stop(d)
      r
    end)
    result("dynamic intensity", fn ->
      {:ok, d} = DynamicSupervisor.start_link(strategy: :one_for_one, max_restarts: 1)
      {:ok, _} = DynamicSupervisor.start_child(d, {Supervisors.Child, {:sup_d2, self()}})
      for _ <- 1..2, do: (ups(1); Process.exit(wait(:sup_d2), :kill))
      receive do {:EXIT, ^d, r} -> r end
    end)
    flush()
    result("dynamic bad child", fn -> {:ok, d} = DynamicSupervisor.start_link(strategy: :one_for_one); r = [DynamicSupervisor.start_child(d, %{id: 1, start: :nonsense}), DynamicSupervisor.start_child(d, %{id: 1, start: {A, :b, []}, restart: :sometimes})]; DynamicSupervisor.stop(d); r end)

    result("partitions", fn ->
      {:ok, s} = PartitionSupervisor.start_link(child_spec: {Agent, fn -> :state end}, name: Supervisors.Parts, partitions: 3)
      via = fn key -> GenServer.whereis({:via, PartitionSupervisor, {Supervisors.Parts, key}}) end
      r = [PartitionSupervisor.partitions(Supervisors.Parts), PartitionSupervisor.count_children(Supervisors.Parts), via.(0) == via.(3), via.(1) == via.(2), via.(:key) == via.(:key), Agent.get({:via, PartitionSupervisor, {Supervisors.Parts, 7}}, & &1), PartitionSupervisor.which_children(Supervisors.Parts) |> Enum.map(&elem(&1, 0)) |> Enum.sort()]
      PartitionSupervisor.stop(s)
      r
    end)
    result("partitions with_arguments", fn ->
      {:ok, s} = PartitionSupervisor.start_link(child_spec: Supervisor.child_spec({Agent, :nothing}, start: {Supervisors, :agent, []}), name: Supervisors.Parts2, partitions: 2, with_arguments: fn [], i -> [{:part, i}] end)
      r = for i <- 0..1, do: Agent.get({:via, PartitionSupervisor, {Supervisors.Parts2, i}}, & &1)
      PartitionSupervisor.stop(s)
      r
    end)
    result("partitions bad", fn -> for o <- [[], [name: :x, child_spec: 1, partitions: 0]], do: (try do PartitionSupervisor.start_link(o) rescue e -> e.__struct__ end) end)
    flush()
    result("nested", fn ->
      {:ok, top} = Supervisor.start_link([%{id: :inner, type: :supervisor, start: {Supervisor, :start_link, [children([:sup_n1, :sup_n2]), [strategy: :one_for_all]]}}], strategy: :one_for_one)
      a = ups(2)
      [{:inner, inner, :supervisor, _}] = Supervisor.which_children(top)
      Process.exit(inner, :kill)
      b = ups(2)
      r = {a, b, Supervisor.count_children(top)}
      Supervisor.stop(top)
      r
    end)
  end

  def fail(why), do: {:error, why}
  def ignore, do: :ignore
  def agent(x), do: Agent.start_link(fn -> x end)

  defp children(names), do: for(n <- names, do: Supervisor.child_spec({Supervisors.Child, {n, self()}}, id: n))
  defp ups(n), do: for(_ <- 1..n//1, do: (receive do {:up, name} -> name end))
  defp wait(name), do: Process.whereis(name) || (Process.sleep(1); wait(name))
  defp flush, do: (receive do {:EXIT, _, r} -> [r | flush()]; {:up, _} -> flush() after 0 -> [] end)
end

Supervisors.main()
