## alone: it ends the node when the tests have run
## elixir: FILE
# ExUnit run with its report: passes, failures of every kind with their diffs, setup, tags, skips, describes, captures, doctests.
# The time that it took is cut out; the seed is fixed, so that the order is.
defmodule ExunitReport.Out do
  # A device in front of standard output that hides what differs from run to run.
  def start(to) do
    spawn_link(fn -> loop(to) end)
  end

  defp loop(to) do
    receive do
      {:io_request, from, ref, request} ->
        send(from, {:io_reply, ref, forward(to, request)})
        loop(to)
    end
  end

  defp forward(to, {:put_chars, enc, m, f, a}), do: forward(to, {:put_chars, enc, apply(m, f, a)})

  defp forward(to, {:put_chars, _, text}) do
    text =
      text
      |> IO.chardata_to_string()
      |> String.replace(~r/Finished in .*/, "Finished in TIME")
      |> String.replace(~r/\(\d+\.\d+ms\)/, "(TIME)")
      |> String.replace(~r/\/[^ \n]*\/(?=exunit_report)/, "")
      |> String.replace(~r/#PID<[0-9.]+>/, "#PID<>")
      |> String.replace(~r/#Reference<[0-9.]+>/, "#Reference<>")
      |> String.replace(~r/#Function<[0-9.]+\//, "#Function</")

    IO.write(to, text)
  end

  defp forward(_, {:get_geometry, _}), do: {:error, :enotsup}
  defp forward(to, request) when is_tuple(request), do: :io.request(to, request)
  defp forward(to, request), do: :io.request(to, request)
end

Process.group_leader(self(), ExunitReport.Out.start(Process.group_leader()))
ExUnit.start(seed: 0, autorun: false, colors: [enabled: false], timeout: 60_000, max_cases: 1, exclude: [:excluded], formatters: [ExUnit.CLIFormatter], trace: "--trace" in System.argv())

defmodule ExunitReport.Documented do
  @doc """
  Adds.

      iex> ExunitReport.Documented.add(1, 2)
      3
  """
  def add(a, b), do: a + b
end

defmodule ExunitReport.PassTest do
  use ExUnit.Case, async: true
  doctest String, only: [trim: 1], import: false
  setup_all do: {:ok, all: 1}
  setup %{all: a} = context do
    on_exit(fn -> send(:exunit_report_nobody_else |> Process.whereis() || self(), :exit) end)
    {:ok, each: a + 1, name_known: context.test}
  end
  test "context", %{each: 2, all: 1, name_known: n}, do: assert(n == :"test context")
  @tag value: 5
  test "tags", %{value: v}, do: assert(v == 5)
  test "assertions" do
    assert 1 + 1 == 2
    assert {:ok, x} = {:ok, 3}
    assert x == 3
    refute nil
    assert_raise ArgumentError, "m", fn -> raise ArgumentError, "m" end
    assert_raise ArgumentError, ~r/^m/, fn -> raise ArgumentError, "mm" end
    assert catch_throw(throw(1)) == 1
    assert catch_exit(exit(2)) == 2
    assert catch_error(:erlang.error(3)) == 3
    assert_in_delta 1.0, 1.05, 0.1
    send(self(), {:hi, 5})
    assert_received {:hi, y}
    assert y == 5
    refute_received :no
    Process.send_after(self(), :later, 1)
    assert_receive :later, 10_000
  end
  describe "group" do
    setup [:named]
    test "in it", %{named: true}, do: :ok
    @tag :tmp_dir
    test "tmp", %{tmp_dir: d}, do: assert(File.dir?(d))
  end
  @tag :skip
  test "skipped", do: flunk()
  @tag skip: "with a reason"
  test "skipped with reason", do: flunk()
  @tag :excluded
  test "excluded", do: flunk()
  test "not implemented"
  test "capture" do
    import ExUnit.CaptureIO
    assert capture_io(fn -> IO.puts("x") end) == "x\n"
  end
  test "supervised" do
    p = start_supervised!({Agent, fn -> 1 end})
    assert Agent.get(p, & &1) == 1
    assert stop_supervised(Agent) == :ok
  end
  defp named(_), do: %{named: true}
end

defmodule ExunitReport.FailTest do
  use ExUnit.Case
  test "equal" do
    assert Map.new(a: 1, b: [1, 2, 3]) == %{a: 1, b: [1, 5, 3]}
  end
  test "strings", do: assert("hello world" == "hello there world")
  test "match", do: assert({:ok, %{a: _}} = {:error, %{b: 1}})
  test "pinned match" do
    x = 1
    assert {^x, y} when y > 2 = {2, 3}
  end
  test "greater", do: assert(Enum.count([1]) > 3)
  test "lists", do: assert([1, 2, 3, 4, 5] == [1, 2, 4, 5])
  test "message", do: assert(false, "my own message")
  test "refute", do: refute(1 in [1, 2])
  test "flunk", do: flunk("flunked")
  test "raises", do: raise("an error")
  test "argument error deep", do: [String.to_integer("x" <> inspect(self() == nil))]
  test "throws", do: throw(:thrown)
  test "exits", do: exit(:exited)
  test "exit with an exception", do: exit({%RuntimeError{message: "in exit"}, []})
  test "assert_raise wrong", do: assert_raise(KeyError, fn -> raise "other" end)
  test "assert_raise nothing", do: assert_raise(KeyError, fn -> :ok end)
  test "assert_raise message", do: assert_raise(RuntimeError, "wanted", fn -> raise "got" end)
  test "assert_received" do
    send(self(), {:other, 1})
    assert_received {:wanted, _}
  end
  test "refute_received" do
    send(self(), :there)
    refute_received :there
  end
  test "delta", do: assert_in_delta(1, 2, 0.5)
  test "linked crash" do
    spawn_link(fn -> exit(:from_linked) end)
    Process.sleep(:infinity)
  end
  @tag timeout: 50
  test "timeout", do: Process.sleep(:infinity)
  test "function clause", do: String.upcase(Process.get(:none))
  test "multi" do
    assert_in_delta 1, 1, 1
    assert %{a: %{b: [1, {:x, "long string here"}]}} == %{a: %{b: [1, {:y, "long strong here"}], c: 2}}
  end
end

defmodule ExunitReport.SetupFailsTest do
  use ExUnit.Case
  setup do: raise("setup failed")
  test "never runs", do: :ok
end

defmodule ExunitReport.SetupAllFailsTest do
  use ExUnit.Case
  setup_all do: raise("setup_all failed")
  test "one", do: :ok
  test "two", do: :ok
end

defmodule ExunitReport.ExitFailsTest do
  use ExUnit.Case
  test "on_exit raises", do: on_exit(fn -> raise "in on_exit" end)
end

IO.inspect(ExUnit.run())
