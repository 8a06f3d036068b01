# Exceptions: messages of every built-in one, blame, normalize, formatted stack traces, exits and banners, own exceptions.
defmodule ExceptionsAndBlame.Own do
  defexception [:a, message: "default"]
end
defmodule ExceptionsAndBlame.Computed do
  defexception [:n]
  @impl true
  def exception(n), do: %__MODULE__{n: n}
  @impl true
  def message(e), do: "computed #{e.n}"
  @impl true
  def blame(e, st), do: {%{e | n: {:blamed, e.n}}, st}
end
defmodule ExceptionsAndBlame.Clauses do
  def f(x, y) when is_integer(x) and y > 1, do: {x, y}
  def f({a, a}, [_ | _]), do: a
  def f(%{k: 1}, _) when true, do: 1
  def g("lit", :atom), do: 1
  def outer(x), do: [inner(x)]
  defp inner(x), do: [ExceptionsAndBlame.Clauses.f(x, 0)]
end

defmodule ExceptionsAndBlame do
  import Show, only: [result: 2, id: 1, norm_text: 1]
  alias ExceptionsAndBlame.{Clauses, Own, Computed}

  def main do
    raisers = [
      badarg: fn -> :erlang.atom_to_binary(id("x")) end, badarg_list: fn -> :erlang.length(id([1 | 2])) end, arith: fn -> id(:a) + 1 end, unary: fn -> -id(:a) end, div: fn -> rem(1, id(0)) end,
      badmatch: fn -> {:ok, 1} = id(:no) end, case: fn -> case id({:x, "y"}) do 1 -> 1 end end, cond: fn -> cond do id(false) -> 1 end end, if_: fn -> :erlang.error(:if_clause) end, with_: fn -> with :ok <- id(:no) do 1 else :yes -> 2 end end,
      clause: fn -> Clauses.f(id(:a), 1) end, clause_literal: fn -> Clauses.g(id("x"), 2) end, undef_fun: fn -> id(Clauses).h(1) end, undef_similar: fn -> id(Enum).mapp([], 1) end, undef_mod: fn -> id(NoMod.Here).f() end, undef_erl: fn -> :lists.nope(1) end, undef_private: fn -> id(Clauses).inner(1) end, undef_nil: fn -> id(nil).foo() end,
      badfun: fn -> id(1).(2) end, badarity: fn -> id(fn a -> a end).(1, 2) end, badmap: fn -> Map.put(id(1), 2, 3) end, badkey: fn -> %{id(%{a: 1}) | b: 1} end, key: fn -> id(%{"b" => 2, aa: 1}).ab end, key_kw: fn -> Keyword.fetch!([first: 1], :frst) end, key_struct: fn -> id(%Own{}).zz end, badbool: fn -> id(5) and true end,
      badstruct: fn -> %Own{} = id(%{}) end, update_struct: fn -> %Own{id(%{}) | a: 1} end, protocol: fn -> String.Chars.to_string({}) end, enum: fn -> Enum.count(id(1)) end, try_else: fn -> try do id(1) else 2 -> 3 end end,
      argument: fn -> raise ArgumentError end, argument_m: fn -> raise ArgumentError, "msg" end, runtime: fn -> raise "s" end, own: fn -> raise Own end, own_a: fn -> raise Own, a: 1, message: "m" end, own_text: fn -> raise Own, "txt" end, computed: fn -> raise Computed, 5 end,
      syntax: fn -> Code.string_to_quoted!("1 +* 2") end, token: fn -> Code.string_to_quoted!("\"abc") end, missing: fn -> Code.string_to_quoted!("fn -> 1") end, unicode: fn -> String.to_charlist(<<255>>) end, file: fn -> File.read!("no such file") end, file_copy: fn -> File.cp!("nope", "to") end, regex: fn -> Regex.compile!("(") end, system: fn -> System.fetch_env!("EXCEPTIONS_NO_ENV") end, limit: fn -> :erlang.error(:system_limit) end,
      integer: fn -> Integer.parse("1", 99) end, atom_long: fn -> String.to_atom(String.duplicate("a", 256)) end, ets: fn -> :ets.lookup(:no_table, 1) end, apply: fn -> apply(Clauses, :f, id(:notalist)) end, erl: fn -> :erlang.error({:custom, 1}) end, nocatch: fn -> :erlang.error({:nocatch, :b}) end, timeout: fn -> :erlang.error(:timeout_value) end, arg_pos: fn -> :erlang.binary_part("abc", 5, 1) end, map_get: fn -> :erlang.map_get(:k, id(%{})) end, send: fn -> send(:no_such_name_here, 1) end, register: fn -> Process.register(self(), :undefined) end
    ]
    for {name, f} <- raisers do
      {kind, e, st} = caught(f)
      result("#{name} message", fn -> {kind, e.__struct__, Exception.message(e)} end)
      result("#{name} blamed", fn -> {b, _} = Exception.blame(kind, e, st); Exception.message(b) end)
      result("#{name} top", fn -> [top | _] = st; Exception.format_stacktrace_entry(top) |> String.replace(~r/\d+: \(/, "(") |> String.replace(~r/\.exs?:\d+/, ".ex:N") |> norm_text() end)
    end
    result("blame clauses", fn -> {_, e, st} = caught(fn -> Clauses.f({1, 2}, []) end); {b, _} = Exception.blame(:error, e, st); for {args, guards} <- b.clauses || [], do: {Enum.map(args, &blamed/1), Macro.to_string(guards) != ""} end)
    result("blame_mfa", fn -> case Exception.blame_mfa(Clauses, :f, [1, 0]) do {:ok, kind, clauses} -> {kind, length(clauses)}; :error -> :error end end)
    result("formats", fn -> [Exception.format(:error, %RuntimeError{message: "m"}, []), Exception.format(:exit, :r, []), Exception.format(:throw, 1, []), Exception.format_banner(:error, :badarg), Exception.format_banner({:EXIT, self()}, :x) |> norm_text()] end)
    result("format stacktrace", fn -> Exception.format_stacktrace([{A, :f, 1, [file: 'a.ex', line: 3]}, {A, :f, [1, "x"], []}, {A, :"-f/2-fun-0-", 3, [file: 'b.ex', line: 1]}, {fn -> 1 end, 0, []}, {A, :__MODULE__, 0, []}, {:m, :"odd name", 2, []}, {:erlang, :+, [1, :a], []}, {A.B, :__FILE__, 1, []}]) |> norm_text() end)
    result("format mfa", fn -> [Exception.format_mfa(A, :f, 1), Exception.format_mfa(A, :"a b", []), Exception.format_mfa(:m, :+, 2), Exception.format_mfa(A, :"-inside f/1-", 1), Exception.format_mfa(nil, :x, 1)] end)
    result("format exits", fn -> for r <- [:normal, :noproc, {:shutdown, :x}, {:undef, []}, {%ArgumentError{message: "a"}, [{A, :b, 1, []}]}, {:badarg, [{A, :b, 1, [file: 'x.ex', line: 1]}]}, {{:badmatch, 1}, []}, {:nodedown, :a@b}, {:noproc, {GenServer, :call, [:n, :m, 5000]}}, {:start_spec, :x}, {:supervisor_data, {:invalid_type, 1}}, {:EXIT, :r}, {:bad_return, {{A, :b, [1]}, 2}}, {:already_started, 1}, :simple_one_for_one], do: Exception.format_exit(r) end)
    result("normalize", fn -> for x <- [:badarg, :badarith, {:badmatch, 1}, {:badkey, 1, %{}}, {:badfun, 1}, :undef, {:case_clause, 1}, :function_clause, {:unknown, 2}, %Own{}, :system_limit, {:try_clause, 3}, {:with_clause, 4}, {:badmap, 1}, {:badbool, :and, 2}, {:badarity, {fn -> 1 end, [1]}}], do: Exception.normalize(:error, x) |> Exception.message() |> norm_text() end)
    result("normalize stacks", fn -> [Exception.normalize(:error, :undef, [{A, :b, [1], []}]) |> Map.from_struct(), Exception.normalize(:error, :function_clause, [{A, :b, 2, []}]) |> Map.from_struct(), Exception.normalize(:exit, :undef)] end)
    result("is_exception", fn -> [is_exception(%Own{}), is_exception(%Own{}, Own), is_exception(%{}), is_exception(id(:a))] end)
    result("exception/1", fn -> [Own.exception([]), Own.exception("t").message, KeyError.exception(key: 1, term: %{}) |> Exception.message(), UndefinedFunctionError.exception(module: A, function: :b, arity: 2) |> Exception.message()] end)
    result("stack of nested calls", fn -> {_, _, st} = caught(fn -> [Clauses.outer(id(:x))] end); Show.trace(st, 3) end)
    result("stack lines", fn -> {_, _, st} = caught(fn -> [Clauses.outer(id(:x))] end); for {_, f, _, loc} <- Enum.take(st, 3), do: {f, Path.basename(to_string(loc[:file])), loc[:line]} end)
    result("catch all kinds", fn -> for f <- [fn -> throw(1) end, fn -> exit(2) end, fn -> :erlang.error(3) end, fn -> raise "4" end], do: (try do f.() catch k, v -> {k, v} end) end)
    result("in a process", fn -> {e, [{m, f, _, _} | _]} = Show.down(fn -> Clauses.f(id(1), 1) end); {e, m, f} end)
    result("exit from linked", fn -> Process.flag(:trap_exit, true); spawn_link(fn -> raise Own, a: 2 end); receive do {:EXIT, _, {e, [_ | _]}} -> e end end)
  end

  defp caught(f) do
    try do
      {:returned, f.(), []}
    rescue
      e -> {:error, e, __STACKTRACE__}
    end
  end

  defp blamed(%{match?: m, node: n}), do: {m, Macro.to_string(n)}
end

ExceptionsAndBlame.main()
