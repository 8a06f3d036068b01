# Behaviours with defaults, overridable callbacks, nested modules, aliases and imports, guards of own, struct updates, typespecs at run time, config-like DSL.
defmodule BehavioursAndUse.Shape do
  @callback area(map) :: number
  @callback name() :: String.t()
  @optional_callbacks name: 0
  defmacro __using__(opts) do
    quote location: :keep, bind_quoted: [opts: opts] do
      @behaviour BehavioursAndUse.Shape
      @sides opts[:sides]
      def sides, do: @sides
      def describe(s), do: "#{name()} of #{area(s)}"
      def name, do: __MODULE__ |> Module.split() |> List.last()
      defoverridable name: 0, describe: 1
    end
  end
end

defmodule BehavioursAndUse.Square do
  use BehavioursAndUse.Shape, sides: 4
  @impl true
  def area(%{a: a}), do: a * a
  def describe(s), do: "square: " <> super(s)
end

defmodule BehavioursAndUse.Circle do
  use BehavioursAndUse.Shape
  @impl true
  def area(%{r: r}), do: Float.round(:math.pi() * r * r, 3)
  @impl true
  def name, do: "circle (was #{super()})"
end

defmodule BehavioursAndUse.Routes do
  defmacro __using__(_) do
    quote do
      import BehavioursAndUse.Routes
      Module.register_attribute(__MODULE__, :routes, accumulate: true)
      @before_compile BehavioursAndUse.Routes
    end
  end
  defmacro get(path, do: block), do: add(:get, path, block)
  defmacro post(path, do: block), do: add(:post, path, block)
  defp add(verb, path, block) do
    parts = String.split(path, "/", trim: true)
    pattern = for p <- parts, do: (case p do ":" <> v -> Macro.var(String.to_atom(v), nil); s -> s end)
    quote do
      @routes {unquote(verb), unquote(path)}
      def call(unquote(verb), unquote(pattern)), do: unquote(block)
    end
  end
  defmacro __before_compile__(_) do
    quote do
      def routes, do: Enum.reverse(@routes)
      def call(verb, parts), do: {:not_found, verb, parts}
    end
  end
end

defmodule BehavioursAndUse.App do
  use BehavioursAndUse.Routes
  get "/users/:id", do: {:user, id}
  get "/users", do: :all_users
  post "/users/:id/posts/:post", do: {:post, id, post}
end

defmodule BehavioursAndUse.Units do
  for {unit, factor} <- [mm: 1, cm: 10, m: 1000, km: 1_000_000] do
    def to_mm({n, unquote(unit)}), do: n * unquote(factor)
    def unquote(:"#{unit}?")({_, u}), do: u == unquote(unit)
  end
  defmodule Deep do
    defmodule Deeper do
      def where, do: {__MODULE__, __ENV__.function}
    end
    alias __MODULE__.Deeper, as: D
    def go, do: D.where()
  end
end

defmodule BehavioursAndUse.Typed do
  @type id :: integer
  @type t(a) :: {:ok, a} | :error
  @typep hidden :: atom
  @opaque secret :: %{optional(atom) => hidden}
  @spec f(id) :: t(secret)
  def f(_), do: :error
  @spec g(x, term) :: x when x: number
  def g(x, _), do: x
  @enforce_keys [:id]
  defstruct [:id, tags: [], meta: %{}]
end

defmodule BehavioursAndUse do
  import Show, only: [result: 2]
  alias BehavioursAndUse.{App, Circle, Square, Typed, Units}

  def main do
    result("square", fn -> [Square.area(%{a: 3}), Square.sides(), Square.name(), Square.describe(%{a: 2})] end)
    result("circle", fn -> [Circle.area(%{r: 1}), Circle.sides(), Circle.name(), Circle.describe(%{r: 2})] end)
    result("behaviours", fn -> [Square.__info__(:attributes)[:behaviour], BehavioursAndUse.Shape.behaviour_info(:callbacks) |> Enum.sort(), BehavioursAndUse.Shape.behaviour_info(:optional_callbacks)] end)
    result("routes", fn -> [App.routes(), App.call(:get, ["users", "7"]), App.call(:get, ["users"]), App.call(:post, ["users", "1", "posts", "2"]), App.call(:put, [])] end)
    result("units", fn -> [Units.to_mm({2, :cm}), Units.to_mm({3, :km}), Units.m?({1, :m}), Units.m?({1, :cm})] end)
    result("units unknown", fn -> Units.to_mm({1, :mile}) end)
    result("nested", fn -> Units.Deep.go() end)
    result("types", fn -> {:ok, ts} = Code.Typespec.fetch_types(BehavioursAndUse.Square) |> case do :error -> {:ok, :none}; x -> x end; ts end)
    result("specs in memory", fn -> Code.Typespec.fetch_specs(Typed) end)
    result("struct enforced", fn -> [%Typed{id: 1}, struct(Typed, id: 2, tags: [:a]), Map.from_struct(%Typed{id: 3})] end)
    result("struct nested update", fn -> t = %Typed{id: 1, meta: %{a: %{b: 1}}}; put_in(t.meta.a.b, 2) end)
    result("struct pattern", fn -> [for(%Typed{id: i, tags: [h | _]} <- [%Typed{id: 1}, %Typed{id: 2, tags: [:x]}], do: {i, h}), match?(%_{}, %Typed{id: 1}), (fn %name{} -> name end).(%Typed{id: 1})] end)
    result("imports", fn -> import Enum, only: [map: 2]; import List, only: [first: 1]; map([1], &(&1 + 1)) |> first() end)
    result("import conflict", fn -> Code.eval_string("import Enum; import List; first([1])") end)
    result("undefined import", fn -> Code.eval_string("import Enum, only: [nope: 1]") end)
    result("alias as", fn -> alias String, as: S; alias Map; [S.upcase("a"), Map.new(), __MODULE__.Square == Square] end)
    result("missing callback warns", fn -> ExUnit.CaptureIO.capture_io(:stderr, fn -> {:ok, _} = Application.ensure_all_started(:ex_unit); Code.compile_string("defmodule BehavioursAndUse.Bad do\n  @behaviour BehavioursAndUse.Shape\n  @impl true\n  def other, do: 1\nend", "bad.ex") end) end)
    result("unused warns", fn -> ExUnit.CaptureIO.capture_io(:stderr, fn -> Code.compile_string("defmodule BehavioursAndUse.Unused do\n  alias String, as: Q\n  import Enum\n  def f(a, _b), do: 1\nend", "unused.ex") end) end)
    result("module info", fn -> [Keyword.keys(Square.module_info()), Square.module_info(:module), Square.__info__(:functions), Square.__info__(:compile)[:source] |> to_string() |> Path.basename()] end)
    result("private call", fn -> apply(App, :add, [1, 2, 3]) end)
    result("access behaviour missing", fn -> %Typed{id: 1}[:id] end)
    result("doc", fn -> Code.fetch_docs(Square) end)
  end
end

{:ok, _} = Application.ensure_all_started(:ex_unit)
BehavioursAndUse.main()
