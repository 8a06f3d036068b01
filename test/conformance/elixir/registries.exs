# Registry: unique and duplicate keys, via names, dispatch, match and select, metadata, listeners, clean-up after deaths, partitions.
import Show, only: [result: 2]
Process.flag(:trap_exit, true)

{:ok, _} = Registry.start_link(keys: :unique, name: Registries.U, meta: [m: 1])
{:ok, _} = Registry.start_link(keys: :duplicate, name: Registries.D, partitions: 2)
me = self()
keeper = fn register -> {:ok, p} = Task.start(fn -> send(me, {:registered, register.()}); Process.sleep(:infinity) end); receive do {:registered, r} -> {p, r} end end
gone = fn p, registry, key -> Process.exit(p, :kill); Stream.repeatedly(fn -> Process.sleep(1); Registry.lookup(registry, key) end) |> Enum.find(&(not Enum.any?(&1, fn {q, _} -> q == p end))) end

result("register", fn -> {:ok, o} = Registry.register(Registries.U, :k, :v); [is_pid(o), Registry.lookup(Registries.U, :k) == [{me, :v}], Registry.register(Registries.U, :k, 2) == {:error, {:already_registered, me}}, Registry.keys(Registries.U, me), Registry.values(Registries.U, :k, me)] end)
result("update_value", fn -> [Registry.update_value(Registries.U, :k, fn v -> {v, 2} end), Registry.update_value(Registries.U, :none, & &1), Registry.lookup(Registries.U, :k) |> hd() |> elem(1)] end)
result("unregister", fn -> [Registry.unregister(Registries.U, :k), Registry.lookup(Registries.U, :k), Registry.unregister(Registries.U, :k), Registry.count(Registries.U)] end)
result("via", fn ->
  name = {:via, Registry, {Registries.U, "agent"}}
  {:ok, a} = Agent.start_link(fn -> 7 end, name: name)
  r = [Agent.get(name, & &1), GenServer.whereis(name) == a, Agent.start_link(fn -> 1 end, name: name) == {:error, {:already_started, a}}]
  Agent.stop(a)
  [r, GenServer.whereis(name)]
end)
result("via with value", fn -> name = {:via, Registry, {Registries.U, :valued, :the_value}}; {:ok, a} = Agent.start_link(fn -> 1 end, name: name); r = Registry.lookup(Registries.U, :valued) == [{a, :the_value}]; Agent.stop(a); r end)
result("via nobody", fn -> try do GenServer.call({:via, Registry, {Registries.U, :nobody}}, :x) catch :exit, {r, _} -> r end end)
result("dies", fn -> {p, r} = keeper.(fn -> elem(Registry.register(Registries.U, :mortal, 1), 0) end); [r, length(Registry.lookup(Registries.U, :mortal)), gone.(p, Registries.U, :mortal)] end)
result("meta", fn -> [Registry.meta(Registries.U, :m), Registry.put_meta(Registries.U, :n, 2), Registry.meta(Registries.U, :n), Registry.meta(Registries.U, :zz), Registry.delete_meta(Registries.U, :n), Registry.meta(Registries.U, :n)] end)
result("duplicate", fn -> for v <- [:a, :b], do: {:ok, _} = Registry.register(Registries.D, :topic, v); [Registry.lookup(Registries.D, :topic) |> Enum.map(&elem(&1, 1)), Registry.count(Registries.D), Registry.keys(Registries.D, me)] end)
result("dispatch", fn ->
  {p, _} = keeper.(fn -> elem(Registry.register(Registries.D, :topic, :c), 0) end)
  Registry.dispatch(Registries.D, :topic, fn entries -> for {_, v} <- entries, do: send(me, {:got, v}) end)
  r = Enum.sort(for _ <- 1..3, do: (receive do {:got, v} -> v end))
  gone.(p, Registries.D, :topic)
  r
end)
result("dispatch to nobody", fn -> Registry.dispatch(Registries.D, :empty, fn _ -> send(me, :called) end) end)
result("dispatch parallel", fn -> Registry.dispatch(Registries.D, :topic, fn e -> send(me, {:n, length(e)}) end, parallel: true); receive do x -> x end end)
result("match", fn -> Registry.register(Registries.D, :m, {1, :x}); Registry.register(Registries.D, :m, {2, :y}); [Registry.match(Registries.D, :m, {:_, :x}) |> Enum.map(&elem(&1, 1)), Registry.match(Registries.D, :m, {:"$1", :_}, [{:>, :"$1", 1}]) |> Enum.map(&elem(&1, 1)), Registry.count_match(Registries.D, :m, {:_, :_})] end)
result("unregister_match", fn -> [Registry.unregister_match(Registries.D, :m, {1, :_}), Registry.values(Registries.D, :m, me)] end)
result("select", fn -> Registry.select(Registries.D, [{{:"$1", :_, :"$2"}, [], [{{:"$1", :"$2"}}]}]) |> Enum.sort() end)
result("count_select", fn -> Registry.count_select(Registries.D, [{{:topic, :_, :_}, [], [true]}]) end)
result("duplicate via", fn -> Agent.start_link(fn -> 1 end, name: {:via, Registry, {Registries.D, :x}}) end)
result("duplicate update", fn -> Registry.update_value(Registries.D, :topic, & &1) end)
result("unknown registry", fn -> Registry.lookup(Registries.Nope, 1) end)
result("register unknown", fn -> Registry.register(Registries.Nope, 1, 2) end)
result("bad options", fn -> Registry.start_link(keys: :triple, name: Registries.T) end)
result("listeners", fn ->
  Process.register(me, :registries_listener)
  {:ok, s} = Registry.start_link(keys: :unique, name: Registries.L, listeners: [:registries_listener])
  {:ok, _} = Registry.register(Registries.L, :heard, 5)
  Registry.unregister(Registries.L, :heard)
  r = for _ <- 1..2, do: (receive do {:register, reg, k, _, v} -> {:register, reg, k, v}; {:unregister, reg, k, _} -> {:unregister, reg, k} end)
  Process.unregister(:registries_listener)
  Supervisor.stop(s)
  r
end)
result("lots", fn -> for i <- 1..500, do: {:ok, _} = Registry.register(Registries.U, {:n, i}, i * i); {Registry.count(Registries.U), Registry.lookup(Registries.U, {:n, 77}) |> hd() |> elem(1), length(Registry.keys(Registries.U, me))} end)
result("child_spec", fn -> Registry.child_spec(keys: :unique, name: Registries.X) |> Map.take([:id, :type]) end)
