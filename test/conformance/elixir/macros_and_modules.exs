# Macros, quote/unquote, hygiene, Macro.*, module attributes, use, __before_compile__, defdelegate, behaviours, records, reflection.
defmodule MacrosAndModules.Macros do
  defmacro twice(e), do: quote(do: (unquote(e); unquote(e)))
  defmacro hygienic do
    quote do
      x = 10
      x
    end
  end
  defmacro unhygienic, do: quote(do: var!(x) = 20)
  defmacro show_ast(e), do: Macro.escape(e)
  defmacro to_text(e), do: Macro.to_string(e)
  defmacro caller, do: {__CALLER__.module, __CALLER__.function} |> Macro.escape()
  defmacro bind(e), do: quote(bind_quoted: [e: e], do: {e, e})
  defmacro define(names), do: for(n <- names, do: quote(do: def(unquote(n)(), do: unquote(n))))
  defmacro unless_(c, do: b), do: quote(do: if(!unquote(c), do: unquote(b)))
  defmacro splice(list), do: quote(do: [0, unquote_splicing(list), 9])
  defmacro __using__(opts) do
    quote do
      @before_compile unquote(__MODULE__)
      @after_compile unquote(__MODULE__)
      Module.register_attribute(__MODULE__, :tests, accumulate: true)
      @opts unquote(opts)
      def options, do: @opts
      import unquote(__MODULE__), only: [test: 2]
    end
  end
  defmacro test(name, do: body) do
    fun = :"test #{name}"
    quote do
      @tests unquote(fun)
      def unquote(fun)(), do: unquote(body)
    end
  end
  defmacro __before_compile__(env) do
    tests = Module.get_attribute(env.module, :tests)
    quote(do: def(tests, do: unquote(Enum.reverse(tests))))
  end
  def __after_compile__(env, bytes), do: send(self(), {:compiled, env.module, is_binary(bytes)})
end

defmodule MacrosAndModules.Suite do
  use MacrosAndModules.Macros, a: 1
  test "one" do
    1
  end
  test "two" do
    2
  end
end

defmodule MacrosAndModules.Behaviour do
  @callback required(integer) :: atom
  @callback optional() :: any
  @macrocallback mac(any) :: Macro.t()
  @optional_callbacks optional: 0, mac: 1
end

defmodule MacrosAndModules.Attributes do
  @moduledoc "Documentation."
  @behaviour MacrosAndModules.Behaviour
  @impl true
  def required(_), do: :yes
  @a 1
  def first, do: @a
  @a 2
  def second, do: @a
  @doc since: "1.0"
  @doc "Docs."
  @spec add(integer, integer) :: integer
  def add(a, b \\ @a), do: a + b
  @deprecated "no more"
  def old, do: :old
  Module.register_attribute(__MODULE__, :kept, persist: true)
  @kept {:persisted, 1}
  @typedoc "T"
  @type t :: {atom, t} | nil
  defdelegate sum(list), to: Enum
  defdelegate other_name(list), to: Enum, as: :reverse
  for {name, v} <- [alpha: 1, beta: 2], do: def(unquote(name)(), do: unquote(v))
  defoverridable alpha: 0
  def alpha, do: {:overridden, super()}
  defp hidden(x), do: x
  def uses_hidden, do: hidden(1)
  @compile {:inline, hidden: 1}
  defmacro a_macro(x), do: x
end

defmodule MacrosAndModules.Sigils do
  def sigil_X(s, 'rev'), do: String.reverse(s)
  def sigil_X(s, m), do: {s, m}
end

defmodule MacrosAndModules do
  import Show, only: [result: 2]
  import MacrosAndModules.Macros, except: [test: 2]
  alias MacrosAndModules.{Attributes, Suite}
  require Record
  require Attributes
  Record.defrecord(:rec, a: 1, b: nil)
  Record.defrecordp(:private, :tag, [:x])

  def main do
    result("twice", fn -> twice(send(self(), :hit)); for _ <- 1..2, do: (receive do m -> m end) end)
    result("hygiene", fn -> x = 1; y = hygienic(); {x, y} end)
    result("no hygiene", fn -> x = 1; _ = x; unhygienic(); x end)
    result("ast", fn -> show_ast(a + b * [1, {2, 3}, %{k: v}] |> f(&1)) |> Macro.prewalk(&Macro.update_meta(&1, fn _ -> [] end)) end)
    result("to_text", fn -> [to_text(fn x when x > 1 -> x; _ -> :no end), to_text(if a, do: b, else: c), to_text(a |> b() |> c(1)), to_text(%{a | k: 1}), to_text("a#{b}c"), to_text(&(&1 + 1)), to_text(-a + not(b)), to_text(<<a::8, rest::binary>>)] end)
    result("caller", fn -> caller() end)
    result("bind", fn -> bind(System.unique_integer()) |> then(fn {a, b} -> a == b end) end)
    result("splice", fn -> splice([1, 2]) end)
    result("own unless", fn -> [unless_(nil, do: 1), unless_(1, do: 2)] end)
    result("used", fn -> [Suite.tests(), Suite.options(), for(t <- Suite.tests(), do: apply(Suite, t, []))] end)
    result("after_compile", fn -> receive do m -> m after 0 -> :none end end)
    result("attributes", fn -> [Attributes.first(), Attributes.second(), Attributes.add(1), Attributes.sum([1, 2]), Attributes.other_name([1, 2]), Attributes.alpha(), Attributes.beta(), Attributes.uses_hidden()] end)
    result("persisted", fn -> [Attributes.__info__(:attributes)[:kept], Attributes.__info__(:attributes)[:behaviour]] end)
    result("info", fn -> [Attributes.__info__(:functions), Attributes.__info__(:macros), Attributes.__info__(:module), Attributes.__info__(:deprecated)] end)
    result("exported", fn -> [function_exported?(Attributes, :hidden, 1), function_exported?(Attributes, :add, 1), macro_exported?(Attributes, :a_macro, 1), Attributes.a_macro(4)] end)
    result("callbacks", fn -> [MacrosAndModules.Behaviour.behaviour_info(:callbacks) |> Enum.sort(), MacrosAndModules.Behaviour.behaviour_info(:optional_callbacks) |> Enum.sort()] end)
    result("records", fn -> r = rec(b: 2); [r, rec(r, :b), rec(r, a: 9), rec(:b), Record.is_record(r, :rec), private(x: 5), rec(rec(r, [a: 0]))] end)
    result("record match", fn -> rec(a: x) = rec(a: 7); x end)
    result("quote", fn -> [quote(do: x), quote(do: 1 + 2), quote(do: {1, 2}), quote(do: [a: 1]), quote(do: "s"), quote(unquote: false, do: unquote(x)), quote(do: A.B)] |> Macro.prewalk(&Macro.update_meta(&1, fn _ -> [] end)) end)
    result("macro functions", fn -> [Macro.camelize("foo_bar/baz"), Macro.underscore("FooBAR.Baz"), Macro.to_string({:+, [], [1, 2]}), Macro.var(:x, nil), Macro.decompose_call(quote(do: a.b(1))) |> elem(1), Macro.operator?(:+, 2), Macro.quoted_literal?(quote(do: {1, [a: "b"]})), Macro.classify_atom(:"a b"), Macro.inspect_atom(:key, :"a b")] end)
    result("walks", fn -> {ast, acc} = Macro.postwalk(quote(do: a + b * 2), [], fn {n, m, c} = t, acc when is_atom(n) and is_atom(c) -> {t, [n | acc]} |> tap(fn _ -> m end); t, acc -> {t, acc} end); {Macro.to_string(ast), acc} end)
    result("expand", fn -> [Macro.expand(quote(do: unless(a, do: b)), __ENV__) |> Macro.to_string(), Macro.expand_once(quote(do: __MODULE__), __ENV__), Macro.expand(quote(do: Attributes), __ENV__)] end)
    result("pipe", fn -> [Macro.pipe(quote(do: x), quote(do: f(1)), 0) |> Macro.to_string(), Macro.unpipe(quote(do: a |> b |> c)) |> length()] end)
    result("validate", fn -> [Macro.validate(quote(do: f(1))), Macro.validate({:a, 1}), Macro.validate(%{}), Macro.validate({1, 2, 3})] end)
    result("escape", fn -> [Macro.escape({1, 2, 3}), Macro.escape(%{a: {1, 2, 3}}), Macro.escape([self: 1])] end)
    result("env", fn -> [__ENV__.module, __ENV__.function, Path.basename(__ENV__.file), __MODULE__, Path.basename(__DIR__), __ENV__.aliases |> Enum.sort()] end)
    result("module", fn -> [Module.concat(A, B), Module.concat(["X", :Y]), Module.split(A.B.C), Module.safe_concat(Elixir, Enum)] end)
    result("safe_concat", fn -> Module.safe_concat(No, "SuchModule#{Show.id(1)}Ever") end)
    result("split bad", fn -> Module.split(:lists) end)
    result("created", fn -> {:module, m, bin, last} = Module.create(MacrosAndModules.Created, quote(do: def(hi(x), do: {:hi, x, __MODULE__})), Macro.Env.location(__ENV__)); [m, is_binary(bin), last, m.hi(1)] end)
    result("nested", fn -> defmodule Inner do def v, do: __MODULE__ end; Inner.v() end)
    result("dynamic functions", fn -> defmodule Dyn do import MacrosAndModules.Macros, only: [define: 1]; define([:p, :q]) end; [Dyn.p(), Dyn.q()] end)
    result("docs", fn -> Code.fetch_docs(Attributes) end)
    result("sigil", fn -> import MacrosAndModules.Sigils; [~X(a b)rev, ~X[c]] end)
    result("match in macro argument", fn -> match?({:ok, [_ | _]}, {:ok, [1]}) end)
    for code <- ["defmodule MacrosBad do def f(x), do: y end", "defmodule MacrosBad do def f, do: undefined_fun(1) end", "1 +", "foo(", "%{a | b}", "defmodule MacrosBad do @impl true\n def f, do: 1 end; 1", "import NoSuchMod", "x = fn 1 -> 2; a, b -> 3 end", "defmodule MacrosBad do def f(1), do: 1; def g, do: 1; def f(1, 2), do: 3; defp g, do: 2 end", "require Integer; Integer.is_odd()", "\"\#{", "case 1 do 1 -> end", "def f, do: 1", "&(&1 + &3)", "^x = 1", "unquote(1)", "<<x::17-foo>>", "a..b..c", "quote do: unquote(y)", "alias 5", "'abc"] do
      result("bad code #{inspect(code)}", fn -> {r, _} = Code.eval_string(code, [], file: "bad.ex"); r end)
    end
  end
end

MacrosAndModules.main()
