# defprotocol/defimpl: dispatch on every type, fallback to any, derive, consolidation off, built-in protocols for own structs.
defprotocol ProtocolsAndStructs.Size do
  @fallback_to_any true
  @doc "what"
  def size(data)
  def kind(data, extra)
end
alias ProtocolsAndStructs.Size
defmodule ProtocolsAndStructs.User do
  @derive {Inspect, only: [:name]}
  @enforce_keys [:name]
  defstruct [:name, age: 0, password: "secret"]
end
alias ProtocolsAndStructs.User
for {type, tag} <- [{Atom, :atom}, {BitString, :bits}, {Float, :float}, {Function, :function}, {Integer, :integer}, {List, :list}, {Map, :map}, {PID, :pid}, {Reference, :ref}, {Tuple, :tuple}] do
  defimpl Size, for: type do
    def size(_), do: unquote(tag)
    def kind(_, x), do: {unquote(tag), x, __MODULE__}
  end
end
defimpl Size, for: User do
  def size(u), do: {:user, u.age}
  def kind(u, x), do: {u.name, x, @for, @protocol}
end
defimpl Size, for: Any do
  defmacro __deriving__(module, struct, options) do
    quote do
      defimpl ProtocolsAndStructs.Size, for: unquote(module) do
        def size(s), do: {:derived, Map.keys(s), unquote(Map.keys(struct)), unquote(options)}
        def kind(_, x), do: x
      end
    end
  end
  def size(_), do: :any
  def kind(_, _), do: :any
end
defmodule ProtocolsAndStructs.Stack do
  @derive ProtocolsAndStructs.Size
  defstruct items: []
end
alias ProtocolsAndStructs.Stack
defprotocol ProtocolsAndStructs.Strict do
  def go(x)
end
alias ProtocolsAndStructs.Strict
defimpl Strict, for: [Integer, BitString], do: def(go(x), do: {x, __MODULE__})
defimpl Enumerable, for: Stack do
  def count(s), do: {:ok, length(s.items)}
  def member?(_, _), do: {:error, __MODULE__}
  def slice(_), do: {:error, __MODULE__}
  def reduce(s, acc, fun), do: Enumerable.List.reduce(s.items, acc, fun)
end
defimpl Collectable, for: Stack do
  def into(s), do: {s, fn s, {:cont, x} -> %{s | items: [x | s.items]}; s, :done -> s; _, :halt -> :ok end}
end
defimpl String.Chars, for: Stack, do: def(to_string(s), do: "stack of #{length(s.items)}")
defimpl List.Chars, for: Stack, do: def(to_charlist(_), do: 'stack')
defimpl Inspect, for: Stack do
  import Inspect.Algebra
  def inspect(s, opts), do: concat(["#Stack<", to_doc(s.items, opts), ">"])
end
defmodule ProtocolsAndStructs.Fake do
  defstruct [:map]
  @behaviour Access
  def fetch(f, k), do: Map.fetch(f.map, k)
  def get_and_update(f, k, fun), do: (case fun.(f.map[k]) do {g, v} -> {g, put_in(f.map[k], v)}; :pop -> pop(f, k) end)
  def pop(f, k), do: (with {v, m} <- Map.pop(f.map, k), do: {v, %{f | map: m}})
end
alias ProtocolsAndStructs.Fake
defmodule ProtocolsAndStructs.Oops do
  defstruct [:x]
  defimpl Inspect do
    def inspect(_, _), do: raise("inspect failed")
  end
end

defmodule ProtocolsAndStructs do
  import Show, only: [result: 2]
  alias ProtocolsAndStructs.Size
  alias ProtocolsAndStructs.User
  alias ProtocolsAndStructs.Strict
  alias ProtocolsAndStructs.Fake

  def main do
    values = [:a, nil, true, "bin", <<1::3>>, 1.5, &is_atom/1, 7, [1], [], %{a: 1}, self(), make_ref(), {1}, %User{name: "u", age: 3}, 1..2]
    for v <- values, do: result("size of #{Show.one_line(v)}", fn -> [Size.size(v), Size.kind(v, 1)] end)
    result("any for a struct without implementation", fn -> Size.size(MapSet.new()) end)
    result("impl_for", fn -> for v <- [1, :a, %User{name: 1}, %{}, MapSet.new(), "s"], do: Size.impl_for(v) end)
    result("__protocol__", fn -> [Size.__protocol__(:functions), Size.__protocol__(:module), Size.__protocol__(:consolidated?), Protocol.consolidated?(Size)] end)
    result("__impl__", fn -> [Size.List.__impl__(:for), Size.List.__impl__(:protocol), Size.impl_for!(5)] end)
    result("derived", fn -> Size.size(%Stack{}) end)
    result("assert_impl!", fn -> Protocol.assert_impl!(Enumerable, User) end)
    result("assert_protocol!", fn -> Protocol.assert_protocol!(String) end)

    result("strict", fn -> [Strict.go(1), Strict.go("x")] end)
    result("strict undefined", fn -> Strict.go(:atom) end)
    result("strict undefined struct", fn -> Strict.go(%Stack{}) end)

    result("inspect derived", fn -> %User{name: "n", age: 5} end)
    result("enforce keys", fn -> Code.eval_string("%ProtocolsAndStructs.User{age: 1}") end)
    result("struct! enforce", fn -> struct!(User, age: 2) end)
    result("struct keys", fn -> [User.__struct__(), Map.keys(%Stack{}), User.__info__(:struct)] end)

    s = Enum.into([1, 2, 3], %Stack{})
    result("enumerable", fn -> [Enum.map(s, & &1 * 2), Enum.count(s), 2 in s, Enum.at(s, 1), Enum.zip(s, s), Enum.reverse(s), Enum.take(s, -1)] end)
    result("string", fn -> ["#{s}", to_charlist(s), inspect(s), inspect({s, [s]})] end)
    result("into with for", fn -> for x <- 1..3, into: %Stack{}, do: x * x end)
    result("stream over it", fn -> s |> Stream.map(&(&1 + 1)) |> Enum.to_list() end)

    f = %Fake{map: %{a: 1}}
    result("access behaviour", fn -> [f[:a], f[:b], put_in(f[:c], 5), pop_in(f[:a]), update_in(f[:a], &(&1 + 1))] end)

    result("inspect that raises", fn -> s = inspect(struct(ProtocolsAndStructs.Oops)); [s =~ "inspect failed", s =~ "Inspect.Error"] end)
    result("inspect unsafe struct", fn -> inspect(%{__struct__: NoSuch, a: 1}) end)
    result("inspect limits", fn -> [inspect(1..200 |> Enum.to_list(), limit: 3), inspect(%{a: 1, b: 2}, limit: 1), inspect("long string", printable_limit: 4), inspect({1, {2, {3}}}, limit: 2), inspect(s, structs: false)] end)
    result("inspect pretty", fn -> inspect(%{key: Enum.to_list(1..30), other: [a: {1, 2}, b: "x"]}, pretty: true, width: 30) end)
    result("inspect custom options", fn -> [inspect(0x1F, base: :hex), inspect(<<10, 20>>, base: :binary), inspect([a: 1], custom_options: [x: 1]), inspect(-255, base: :octal)] end)
    result("inspect odd atoms", fn -> [:"a b", :"A", Foo.Bar, :"Elixir.foo", :a?, :b!, :+, :"", :"é", true, :"foo@bar", :{}, :..//, [a?: 1, "b c": 2]] end)
  end
end

ProtocolsAndStructs.main()
