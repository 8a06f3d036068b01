# GenServer: callbacks and defaults, timeouts, continue, hibernate, stops, crashes as callers see them, call/cast to names, use options.
defmodule GenServers.Server do
  use GenServer, restart: :transient, shutdown: 100
  def init({:stop, r}), do: {:stop, r}
  def init(:ignore), do: :ignore
  def init(:raise), do: raise("in init")
  def init(:bad), do: :bad
  def init({:continue, x}), do: {:ok, [], {:continue, x}}
  def init({:timeout, t}), do: {:ok, [], t}
  def init(s), do: {:ok, s}
  def handle_continue(x, s), do: {:noreply, [{:continued, x} | s]}
  def handle_call(:get, _, s), do: {:reply, s, s}
  def handle_call({:put, x}, _, s), do: {:reply, :ok, [x | s]}
  def handle_call({:later, x}, from, s) do
    send(self(), {:reply, from, x})
    {:noreply, s}
  end
  def handle_call({:then, x}, _, s), do: {:reply, :first, s, {:continue, x}}
  def handle_call(:hibernate, _, s), do: {:reply, :ok, s, :hibernate}
  def handle_call({:stop, r}, _, s), do: {:stop, r, :bye, s}
  def handle_call({:stop_silent, r}, _, s), do: {:stop, r, s}
  def handle_call(:raise, _, _), do: raise(ArgumentError, "called")
  def handle_call(:throw, _, s), do: throw({:reply, :thrown, s})
  def handle_call(:exit, _, _), do: exit(:left)
  def handle_call(:bad, _, _), do: :bad_return
  def handle_call(:never, _, s), do: {:noreply, s}
  def handle_call({:timeout, t}, _, s), do: {:reply, :ok, s, t}
  def handle_cast({:put, x}, s), do: {:noreply, [x | s]}
  def handle_cast(:stop, s), do: {:stop, :normal, s}
  def handle_info({:reply, from, x}, s) do
    GenServer.reply(from, {:late, x})
    {:noreply, s}
  end
  def handle_info(:timeout, s) do
    send(hd(Process.get(:"$ancestors")), :timed_out)
    {:noreply, [:timed_out | s]}
  end
  def handle_info(m, s), do: {:noreply, [{:info, m} | s]}
  def terminate(r, [{:tell, pid} | _]), do: send(pid, {:terminated, r})
  def terminate(_, _), do: :ok
  def format_status(reason, [_pdict, state]), do: {reason, length(state)}
  def code_change(old, s, extra), do: {:ok, [{old, extra} | s]}
end

defmodule GenServers.Bare do
  use GenServer
end

defmodule GenServers do
  import Show, only: [result: 2]
  alias GenServers.Server

  def main do
    Process.flag(:trap_exit, true)
    {:ok, p} = GenServer.start_link(Server, [])
    result("call", fn -> [GenServer.call(p, {:put, 1}), GenServer.cast(p, {:put, 2}), GenServer.call(p, :get)] end)
    result("later", fn -> GenServer.call(p, {:later, :x}) end)
    result("continue after reply", fn -> [GenServer.call(p, {:then, :c}), GenServer.call(p, :get)] end)
    result("hibernate", fn -> [GenServer.call(p, :hibernate), length(GenServer.call(p, :get))] end)
    result("throw is a return", fn -> GenServer.call(p, :throw) end)
    result("info", fn -> send(p, :hello); hd(GenServer.call(p, :get)) end)
    result("timeout", fn -> GenServer.call(p, {:timeout, 1}); receive do :timed_out -> hd(GenServer.call(p, :get)) end end)
    result("call timeout", fn -> {:exit, {r, {m, f, [_, msg, t]}}} = exits(fn -> GenServer.call(p, :never, 5) end); {r, m, f, msg, t} end)
    result("child_spec", fn -> Server.child_spec([:arg]) end)
    result("child_spec changed", fn -> Supervisor.child_spec({Server, 1}, id: :other, restart: :temporary) end)
    result("sys", fn -> :sys.replace_state(p, fn _ -> [:replaced] end); [:sys.get_state(p), :sys.suspend(p), :sys.change_code(p, Server, 7, :extra), :sys.resume(p), :sys.get_state(p)] end)
    result("sys status", fn -> {:status, _, {:module, m}, [_, state, _, _, misc]} = :sys.get_status(p); {m, state, is_list(misc)} end)
    result("whereis", fn -> [GenServer.whereis(p) == p, GenServer.whereis(:gen_servers_nobody), GenServer.whereis({:global, :gen_servers_nobody}), GenServer.whereis({:x, :somewhere@else})] end)
    for i <- [:ignore, {:stop, :r}, {:stop, :normal}, :bad] do
      result("init #{inspect(i)}", fn -> r = GenServer.start_link(Server, i); {r, receive do {:EXIT, _, x} -> x end} end)
    end
    result("init raises", fn -> {:error, {e, [{m, f, a, _} | _]}} = GenServer.start(Server, :raise); {e, m, f, a} end)
    result("init continue", fn -> {:ok, q} = GenServer.start_link(Server, {:continue, 5}); GenServer.call(q, :get) end)
    result("init timeout", fn -> {:ok, q} = GenServer.start_link(Server, {:timeout, 0}); receive do :timed_out -> GenServer.call(q, :get) end end)
    flush()
    for how <- [{:stop, :normal}, {:stop, {:shutdown, 1}}, {:stop_silent, :why}, {:stop_silent, :normal}, :exit, :bad, :raise] do
      result("ends by #{inspect(how)}", fn ->
        {:ok, q} = GenServer.start(Server, [{:tell, self()}])
        ref = Process.monitor(q)
        r = exits(fn -> GenServer.call(q, how) end)
        {cut(r), cut(receive do {:terminated, x} -> x end), cut(receive do {:DOWN, ^ref, _, _, x} -> x end)}
      end)
    end
    result("cast stop", fn -> {:ok, q} = GenServer.start_link(Server, []); GenServer.cast(q, :stop); receive do {:EXIT, ^q, r} -> r end end)
    result("stop", fn -> {:ok, q} = GenServer.start_link(Server, [{:tell, self()}]); [GenServer.stop(q, {:shutdown, :s}), receive do {:terminated, x} -> x end] end)
    result("stop timeout", fn -> {:ok, q} = GenServer.start(Server, []); :sys.suspend(q); r = exits(fn -> GenServer.stop(q, :normal, 10) end); Process.exit(q, :kill); elem(elem(r, 1), 0) end)
    result("stop nobody", fn -> exits(fn -> GenServer.stop(:gen_servers_nobody) end) end)
    flush()
    result("names", fn ->
      {:ok, a} = GenServer.start_link(Server, [], name: GenServers.Local)
      {:ok, b} = GenServer.start_link(Server, [1], name: {:global, :gen_servers_global})
      r = [GenServer.call(GenServers.Local, :get), GenServer.call({:global, :gen_servers_global}, :get), GenServer.call({GenServers.Local, node()}, :get), GenServer.start_link(Server, [], name: GenServers.Local) == {:error, {:already_started, a}}, Process.info(a, :registered_name)]
      GenServer.stop(a); GenServer.stop(b)
      r
    end)
    result("bad name", fn -> GenServer.start_link(Server, [], name: "string") end)
    result("call nobody", fn -> exits(fn -> GenServer.call(:gen_servers_nobody, :x) end) end)
    result("call the dead", fn -> {:ok, q} = GenServer.start(Server, []); GenServer.stop(q); {:exit, {r, {m, f, _}}} = exits(fn -> GenServer.call(q, :x) end); {r, m, f} end)
    result("call self", fn -> {:exit, {r, _}} = exits(fn -> GenServer.call(self(), :x) end); r end)
    result("call elsewhere", fn -> {:exit, {r, _}} = exits(fn -> GenServer.call({:a, :no@where}, :x) end); r end)
    result("cast nobody", fn -> [GenServer.cast(:gen_servers_nobody, :x), GenServer.cast({:global, :gen_servers_nobody}, :x), GenServer.abcast(:gen_servers_nobody, :x)] end)
    result("multi_call", fn -> Process.register(p, :gen_servers_multi); GenServer.multi_call(:gen_servers_multi, :get) |> elem(0) |> length() end)
    result("bare", fn -> Code.eval_string("GenServers.Bare.module_info(:exports) |> Keyword.take([:init, :handle_call, :handle_cast, :handle_info, :terminate, :code_change, :child_spec]) |> Enum.sort()") |> elem(0) end)
    result("bare init", fn -> {:error, {e, _}} = GenServer.start(GenServers.Bare, 5); e end)
    result("bare call", fn -> {:ok, q} = :gen_server.start(GenServers.Default, 5, []); {:exit, {{e, _}, _}} = exits(fn -> GenServer.call(q, :what) end); e end)
    result("bare cast", fn -> {:ok, q} = GenServer.start(GenServers.Default, 5); ref = Process.monitor(q); GenServer.cast(q, :what); receive do {:DOWN, ^ref, _, _, {e, _}} -> e end end)
    result("exit message", fn -> {:ok, q} = GenServer.start(Server, []); send(q, {:EXIT, self(), :x}); GenServer.call(q, :get) end)
    result("parent exits", fn ->
      me = self()
      Show.down(fn -> Process.flag(:trap_exit, true); {:ok, q} = GenServer.start_link(Server, [{:tell, me}]); :sys.replace_state(q, fn s -> Process.flag(:trap_exit, true); s end); send(me, {:q, Process.monitor(q)}); exit(:parent) end)
      receive do {:terminated, r} -> r end
    end)
    result("format exit", fn -> for r <- [:noproc, :timeout, {:shutdown, 1}, {:badmatch, 2}, :calling_self, {%RuntimeError{message: "m"}, []}, {:timeout, {GenServer, :call, [:p, :m, 5]}}, {{:nocatch, 1}, []}, {:bad_return_value, 3}, {{:nodedown, :a@b}, {GenServer, :call, [:x, :y, 1]}}], do: Exception.format_exit(r) end)
  end

  defp exits(f) do
    f.()
  catch
    :exit, r -> {:exit, r}
  end

  # Without stacks.
  defp cut({:exit, {r, {GenServer, f, [_ | t]}}}), do: {:exit, cut(r), f, t}
  defp cut({r, [{_, _, _, _} | _]}), do: {r, :stack}
  defp cut(r), do: r

  defp flush do
    receive do
      {:EXIT, _, r} -> [{:exited, r} | flush()]
    after
      0 -> []
    end
  end
end

defmodule GenServers.Default do
  use GenServer
  def init(x), do: {:ok, x}
end

GenServers.main()
