# Map, Keyword, Access, MapSet, structs in maps, update syntax, nested access, and what each raises.
defmodule MapsAndKeywords.Point do
  defstruct [:x, y: 0]
end
defmodule MapsAndKeywords do
  import Show, only: [result: 2]
  alias MapsAndKeywords.Point

  def main do
    m = %{a: 1, b: %{c: [1, 2, %{d: "x"}]}}
    result("update", fn -> %{m | a: 2}.a end)
    result("update missing", fn -> %{Show.id(m) | zz: 2} end)
    result("update no map", fn -> %{Show.id(:no) | zz: 2} end)
    result("dot missing", fn -> Show.id(m).zz end)
    result("dot on a list", fn -> Show.id([1]).zz end)
    result("dot on nil", fn -> Show.id(nil).zz end)
    result("access", fn -> [m[:a], m[:zz], m[:b][:c], nil[:x], [k: 1][:k]] end)
    result("access on an integer", fn -> Show.id(5)[:x] end)
    result("access on a struct", fn -> Show.id(%Point{x: 1})[:x] end)
    result("get_in", fn -> [get_in(m, [:b, :c, Access.at(2), :d]), get_in(m, [:q, :r]), get_in(m, [:b, :c, Access.all()])] end)
    result("put_in", fn -> [put_in(m.b.c, 5), put_in(m, [:b, :new], 1), put_in(m[:z], 1)] end)
    result("update_in", fn -> update_in(m, [:b, :c, Access.at(0)], &(&1 + 100)) end)
    result("pop_in", fn -> [pop_in(m, [:b, :c]), pop_in(m[:a])] end)
    result("get_and_update_in", fn -> get_and_update_in(m, [:a], &{&1, &1 + 1}) end)
    result("access filter", fn -> get_in([%{n: 1}, %{n: 5}], [Access.filter(&(&1.n > 2)), :n]) end)
    result("access key", fn -> [get_in(%Point{x: 3}, [Access.key(:x)]), put_in(%Point{}, [Access.key!(:y)], 9), get_in(%{}, [Access.key(:k, :def)])] end)
    result("access key!", fn -> get_in(%{}, [Access.key!(:k)]) end)
    result("access elem", fn -> [get_in({1, {2, 3}}, [Access.elem(1), Access.elem(0)]), update_in({1, 2}, [Access.elem(0)], &(&1 * 9))] end)
    result("access slice", fn -> get_in(Enum.to_list(1..9), [Access.slice(2..4)]) end)
    result("fetch!", fn -> Map.fetch!(m, :zz) end)
    result("fetch", fn -> [Map.fetch(m, :a), Map.fetch(m, 1)] end)
    result("merge", fn -> [Map.merge(%{a: 1, b: 2}, %{b: 3}), Map.merge(%{a: 1}, %{a: 5}, fn k, x, y -> {k, x, y} end)] end)
    result("update fun", fn -> [Map.update(m, :a, 0, &(&1 + 1)).a, Map.update(%{}, :n, 7, & &1), Map.update!(%{n: 1}, :n, &(&1 * 5))] end)
    result("update! missing", fn -> Map.update!(%{}, :n, & &1) end)
    result("pop", fn -> [Map.pop(%{a: 1}, :a), Map.pop(%{}, :a, 0), Map.pop_lazy(%{}, :z, fn -> :lazy end)] end)
    result("split take drop", fn -> [Map.split(%{a: 1, b: 2}, [:a, :q]), Map.take(%{a: 1, b: 2}, [:b]), Map.drop(%{a: 1, b: 2}, [:b])] end)
    result("new", fn -> [Map.new([{1, 2}, {3, 4}]), Map.new(1..3, &{&1, &1 * &1}), Map.from_struct(%Point{x: 1})] end)
    result("filter reject map", fn -> [Map.filter(%{a: 1, b: 2}, fn {_, v} -> v > 1 end), Map.reject(%{a: 1, b: 2}, fn {_, v} -> v > 1 end), Map.keys(%{z: 1, y: 2}), Map.values(%{z: 1, y: 2})] end)
    result("replace", fn -> [Map.replace(%{a: 1}, :a, 2), Map.replace(%{}, :a, 2), Map.put_new(%{a: 1}, :a, 3), Map.put_new_lazy(%{}, :b, fn -> 4 end), Map.replace_lazy(%{a: 4}, :a, & &1 * 2)] end)
    result("replace!", fn -> Map.replace!(%{}, :a, 1) end)
    result("no map", fn -> Map.put(Show.id([]), :a, 1) end)
    result("large", fn -> big = Map.new(1..1000, &{&1, to_string(&1)}); {map_size(big), big[500], Map.delete(big, 500)[500], Enum.sum(Map.keys(big))} end)

    k = [a: 1, b: 2, a: 3]
    result("keyword get", fn -> [Keyword.get(k, :a), Keyword.get_values(k, :a), Keyword.get(k, :q, 0), Keyword.fetch!(k, :b), Keyword.has_key?(k, :z)] end)
    result("keyword put", fn -> [Keyword.put(k, :a, 9), Keyword.put_new(k, :c, 1), Keyword.delete(k, :a), Keyword.delete_first(k, :a), Keyword.pop(k, :a), Keyword.pop_first(k, :a)] end)
    result("keyword merge", fn -> [Keyword.merge([a: 1, b: 2], a: 3, d: 4), Keyword.merge([a: 1], [a: 2], fn _, x, y -> x + y end)] end)
    result("keyword validate", fn -> [Keyword.validate([a: 1], [:a, b: 2]), Keyword.validate([z: 1], [:a])] end)
    result("keyword validate!", fn -> Keyword.validate!([z: 1, q: 1], [:a]) end)
    result("keyword fetch!", fn -> Keyword.fetch!(k, :none) end)
    result("keyword no keyword", fn -> Keyword.get(Show.id([1, 2]), :a) end)
    result("keyword merge bad", fn -> Keyword.merge(Show.id([1]), a: 1) end)
    result("keyword?", fn -> for x <- [[], [a: 1], [{1, 2}], [{"a", 1}], %{}, [{:a, 1} | :b]], do: Keyword.keyword?(x) end)
    result("keyword update", fn -> [Keyword.update(k, :a, 0, & &1 + 1), Keyword.update!(k, :b, & &1 + 1), Keyword.replace(k, :a, 0), Keyword.take(k, [:a]), Keyword.drop(k, [:a]), Keyword.split(k, [:b])] end)
    result("keyword match", fn -> [{:a, x} | _] = k; x end)

    result("mapset", fn -> a = MapSet.new([1, 2, 3]); b = MapSet.new(3..5); [MapSet.union(a, b), MapSet.intersection(a, b), MapSet.difference(a, b), MapSet.symmetric_difference(a, b), MapSet.subset?(MapSet.new([1]), a), MapSet.disjoint?(a, b), a == MapSet.new([3, 2, 1])] end)
    result("mapset mapped", fn -> [MapSet.filter(MapSet.new(1..6), &(&1 > 3)), MapSet.put(MapSet.new(), :x), MapSet.delete(MapSet.new([:x]), :x), MapSet.member?(MapSet.new([nil]), nil), Enum.map(MapSet.new([3, 1]), & &1)] end)
    result("struct", fn -> [%Point{}, %Point{x: 1, y: 2}, struct(Point, x: 4, q: 1), %{%Point{} | x: 5}, is_struct(%Point{}), is_struct(%Point{}, Point), is_map_key(%Point{}, :x)] end)
    result("struct!", fn -> struct!(Point, q: 1) end)
    result("struct update missing", fn -> %{Show.id(%Point{}) | q: 5} end)
    result("struct match", fn -> case Show.id(%{x: 1}) do %Point{} -> :point; %{x: x} -> {:map, x} end end)
    result("struct not enumerable", fn -> Enum.map(Show.id(%Point{}), & &1) end)
    result("unknown struct", fn -> Code.eval_string("%NoSuchStruct{a: 1}") end)
    result("unknown field", fn -> Code.eval_string("%MapsAndKeywords.Point{zz: 1}") end)
    result("map match", fn -> %{a: a, b: %{c: [_ | rest]}} = m; {a, rest} end)
    result("map match fails", fn -> %{q: _} = Show.id(m) end)
    result("pinned key", fn -> key = :a; %{^key => v} = m; v end)
    result("map order", fn -> for {k, v} <- %{3 => :c, 1 => :a, 2.0 => :b, "s" => :d, nil => :e}, do: {k, v} end)
  end
end

MapsAndKeywords.main()
