# Code and Kernel.ParallelCompiler at run time: compile_string, eval with bindings, load_binary, purge and reload, formatter, tokens.
import Show, only: [result: 2]
import ExUnit.CaptureIO, only: [capture_io: 2]
quiet = fn f -> me = self(); capture_io(:stderr, fn -> send(me, {:r, f.()}) end); receive do {:r, x} -> x end end

{:ok, _} = Application.ensure_all_started(:ex_unit)
result("eval", fn -> [Code.eval_string("a + b", a: 1, b: 2), Code.eval_string("x = 5; y = x * 2"), Code.eval_quoted(quote(do: 1 + 2)), Code.eval_string("__ENV__.line", [], line: 77)] end)
result("eval with env", fn -> {r, b, _} = Code.eval_quoted_with_env(quote(do: x = 3), [], __ENV__); {r, length(b)} end)
result("compile_string", fn -> [{m, bin}] = Code.compile_string("defmodule CodeLoading.A do\n def v, do: 1\nend", "a.ex"); {m, is_binary(bin), CodeLoading.A.v(), CodeLoading.A.module_info(:compile)[:source] |> Path.basename()} end)
result("redefine", fn -> old = &CodeLoading.A.v/0; fun = quiet.(fn -> Code.compile_string("defmodule CodeLoading.A do\n def v, do: 2\n def other, do: fn -> :held end\nend"); CodeLoading.A.other() end); [old.(), CodeLoading.A.v(), fun.()] end)
result("redefinition warns", fn -> capture_io(:stderr, fn -> Code.compile_string("defmodule CodeLoading.A do\n def v, do: 3\nend", "a.ex") end) end)
result("ignore conflict", fn -> Code.compiler_options(ignore_module_conflict: true); r = capture_io(:stderr, fn -> Code.compile_string("defmodule CodeLoading.A do def v, do: 4 end") end); Code.compiler_options(ignore_module_conflict: false); {r, CodeLoading.A.v()} end)
result("load_binary", fn ->
  [{m, bin}] = Code.compile_string("defmodule CodeLoading.B do def v, do: :b end")
  [:code.purge(m), :code.delete(m), function_exported?(m, :v, 0), :code.load_binary(m, 'nofile', bin), m.v(), :code.is_loaded(m), :code.which(m)]
end)
result("ensure_loaded", fn -> [Code.ensure_loaded(Enum), Code.ensure_loaded(NoSuch.Module), Code.ensure_loaded?(:lists), Code.ensure_compiled(Enum), Code.ensure_compiled(NoSuch), Code.loaded?(NoSuch)] end)
result("ensure_loaded!", fn -> Code.ensure_loaded!(NoSuch.Module) end)
result("ensure_compiled!", fn -> Code.ensure_compiled!(NoSuch.Module) end)
result("files", fn ->
  File.write!("c.ex", "defmodule CodeLoading.C do\n def v, do: {:c, __ENV__.line}\nend")
  a = Code.require_file("c.ex") |> Enum.map(&elem(&1, 0))
  b = Code.require_file("c.ex")
  [a, b, CodeLoading.C.v(), "c.ex" |> Path.expand() |> then(&(&1 in Code.required_files()))]
end)
result("eval_file", fn -> File.write!("e.exs", "z = 1 + x\nz * 2"); Code.eval_file("e.exs") end)
result("eval_file binding", fn -> File.write!("f.exs", "[1, 2] |> Enum.sum()"); Code.eval_file("f.exs") end)
result("parallel compiler", fn ->
  File.write!("p1.ex", "defmodule CodeLoading.P1 do\n def v, do: CodeLoading.P2.v() + 1\n require CodeLoading.P2\n CodeLoading.P2.m()\nend")
  File.write!("p2.ex", "defmodule CodeLoading.P2 do\n def v, do: 1\n defmacro m, do: quote(do: def(generated, do: :yes))\nend")
  {:ok, ms, ws} = Kernel.ParallelCompiler.compile(["p1.ex", "p2.ex"])
  {Enum.sort(ms), ws, CodeLoading.P1.v(), CodeLoading.P1.generated()}
end)
result("parallel compiler to path", fn -> File.mkdir_p!("out"); {:ok, _, _} = quiet.(fn -> Kernel.ParallelCompiler.compile_to_path(["p2.ex"], "out") end); File.ls!("out") end)
result("parallel compiler error", fn -> File.write!("bad.ex", "defmodule CodeLoading.Bad do\n def f, do: x\nend"); {:error, [{f, l, m} | _], _} = quiet.(fn -> Kernel.ParallelCompiler.compile(["bad.ex"]) end); {Path.basename(f), l, m |> String.split("\n") |> hd()} end)
result("prepend path", fn -> :code.purge(CodeLoading.P2); :code.delete(CodeLoading.P2); Code.prepend_path("out"); r = [CodeLoading.P2.v(), Code.delete_path("out")]; r end)
result("warnings", fn -> capture_io(:stderr, fn -> Code.compile_string("defmodule CodeLoading.W do\n def f(x), do: 1\n defp unused, do: 2\n def g, do: NoSuchMod.call()\nend", "w.ex") end) end)
result("deprecated and unreachable", fn -> capture_io(:stderr, fn -> Code.compile_string("defmodule CodeLoading.V do\n def f(_), do: 1\n def f(2), do: 2\n @unused 5\nend", "v.ex") end) end)
result("string_to_quoted", fn -> [Code.string_to_quoted("a + 1"), Code.string_to_quoted("1 +"), Code.string_to_quoted("foo(]"), Code.string_to_quoted("some_unknown_atom_zq", existing_atoms_only: true) |> elem(0), Code.string_to_quoted("'a' ++ ~w(b)a", columns: true)] end)
result("format", fn -> [Code.format_string!("foo( 1,2 )|>bar") |> IO.iodata_to_binary(), Code.format_string!("if x do y else z end") |> IO.iodata_to_binary(), Code.format_string!("%{a: 1,   b: [1,2,\n3]}", line_length: 10) |> IO.iodata_to_binary(), Code.format_string!("def f(x)  when x>1, do: x # c") |> IO.iodata_to_binary()] end)
result("comments", fn -> {:ok, _, c} = Code.string_to_quoted_with_comments("# one\nx # two"); for m <- c, do: {m.text, m.line} end)
result("quoted to algebra", fn -> quote(do: fn x -> x + 1 end) |> Code.quoted_to_algebra() |> Inspect.Algebra.format(20) |> IO.iodata_to_binary() end)
result("module attributes at run time", fn -> {:module, m, _, _} = quiet.(fn -> Module.create(CodeLoading.D, [quote(do: (@x 1)), quote(do: def(x, do: @x))], file: "d.ex") end); [m.x(), Code.fetch_docs(m)] end)
result("purge kills holders", fn ->
  Code.compile_string("defmodule CodeLoading.H do def loop, do: (receive do {:ask, p} -> send(p, :one); loop() end) end")
  {p, ref} = spawn_monitor(CodeLoading.H, :loop, [])
  quiet.(fn -> Code.compile_string("defmodule CodeLoading.H do def loop, do: :two end") end)
  a = :code.soft_purge(CodeLoading.H)
  :code.purge(CodeLoading.H)
  {a, receive do {:DOWN, ^ref, _, ^p, r} -> r end}
end)
result("compiler options", fn -> [Code.get_compiler_option(:docs) in [true, false], Code.available_compiler_options() |> Enum.sort(), Code.put_compiler_option(:nope, 1)] end)
result("tracers", fn ->
  defmodule CodeLoadingTracer do
    def trace({:remote_function, _, m, f, a}, _), do: (send(:code_loading_tracer, {m, f, a}); :ok)
    def trace(_, _), do: :ok
  end
  Process.register(self(), :code_loading_tracer)
  Code.put_compiler_option(:tracers, [CodeLoadingTracer])
  Code.compile_string("defmodule CodeLoading.T do def t(x), do: String.trim(x) end")
  Code.put_compiler_option(:tracers, [])
  receive do m -> m after 0 -> :none end
end)
result("eex", fn -> [EEx.eval_string("<%= for x <- xs do %><b><%= x %></b><% end %>", xs: [1, 2]), EEx.eval_string("a <%% b %> <%# c %>", []), EEx.eval_string("<%= @v %>", assigns: [v: "w"]), EEx.eval_string("x\n<% y = 2 %>\n<%= y %>", [], trim: true)] end)
result("eex error", fn -> EEx.eval_string("<%= if true do %> x", []) end)
