# Small programs as people write them: a bank of processes, a parser, a cache with expiry, a word count, a pipeline of stages, a game of life.
defmodule Programs.Bank do
  use GenServer
  def start_link(o), do: GenServer.start_link(__MODULE__, o, name: __MODULE__)
  def init(accounts), do: {:ok, accounts}
  def handle_call({:transfer, a, b, n}, _from, s) do
    with {:ok, x} when x >= n <- Map.fetch(s, a), {:ok, y} <- Map.fetch(s, b) do
      {:reply, :ok, %{s | a => x - n, b => y + n}}
    else
      {:ok, _} -> {:reply, {:error, :funds}, s}
      :error -> {:reply, {:error, :account}, s}
    end
  end
  def handle_call(:total, _, s), do: {:reply, s |> Map.values() |> Enum.sum(), s}
end

defmodule Programs.Calc do
  def eval(text) do
    with {:ok, tokens} <- tokens(text, []), {v, []} <- expr(tokens) do
      {:ok, v}
    else
      {:error, _} = e -> e
      {_, [t | _]} -> {:error, {:unexpected, t}}
    end
  catch
    {:syntax, t} -> {:error, {:syntax, t}}
  end
  defp tokens("", acc), do: {:ok, Enum.reverse(acc)}
  defp tokens(<<c, rest::binary>>, acc) when c in ' \t', do: tokens(rest, acc)
  defp tokens(<<c, rest::binary>>, acc) when c in '+-*/()', do: tokens(rest, [<<c>> | acc])
  defp tokens(<<c, _::binary>> = s, acc) when c in ?0..?9 do
    {n, rest} = Integer.parse(s)
    tokens(rest, [n | acc])
  end
  defp tokens(<<c::utf8, _::binary>>, _), do: {:error, {:char, <<c::utf8>>}}
  defp expr(ts), do: ts |> term() |> more(["+", "-"], &term/1)
  defp term(ts), do: ts |> factor() |> more(["*", "/"], &factor/1)
  defp more({v, [op | ts]}, ops, next) when is_binary(op) do
    if op in ops do
      {w, rest} = next.(ts)
      more({apply_op(op, v, w), rest}, ops, next)
    else
      {v, [op | ts]}
    end
  end
  defp more(r, _, _), do: r
  defp factor([n | ts]) when is_integer(n), do: {n, ts}
  defp factor(["-" | ts]), do: (with {v, r} <- factor(ts), do: {-v, r})
  defp factor(["(" | ts]) do
    case expr(ts) do
      {v, [")" | r]} -> {v, r}
      {_, _} -> throw({:syntax, :paren})
    end
  end
  defp factor(ts), do: throw({:syntax, List.first(ts)})
  defp apply_op("+", a, b), do: a + b
  defp apply_op("-", a, b), do: a - b
  defp apply_op("*", a, b), do: a * b
  defp apply_op("/", a, b) when rem(a, b) == 0, do: div(a, b)
  defp apply_op("/", a, b), do: a / b
end

defmodule Programs.Life do
  def step(cells) do
    for({x, y} <- cells, dx <- -1..1, dy <- -1..1, do: {x + dx, y + dy})
    |> Enum.frequencies()
    |> Enum.filter(fn {c, n} -> n == 3 or (n == 4 and c in cells) end)
    |> MapSet.new(&elem(&1, 0))
  end
end

defmodule Programs.Stage do
  def start(fun, next), do: spawn_link(fn -> loop(fun, next) end)
  defp loop(fun, next) do
    receive do
      {:item, x} -> for(y <- fun.(x), do: send(next, {:item, y})); loop(fun, next)
      :done -> send(next, :done)
    end
  end
end

defmodule Programs.Tree do
  defstruct [:left, :value, :right]
  alias __MODULE__
  def insert(nil, v), do: %Tree{value: v}
  def insert(%Tree{value: v} = t, v), do: t
  def insert(%Tree{value: x} = t, v) when v < x, do: %{t | left: insert(t.left, v)}
  def insert(t, v), do: %{t | right: insert(t.right, v)}
  defimpl Enumerable do
    def count(_), do: {:error, __MODULE__}
    def member?(_, _), do: {:error, __MODULE__}
    def slice(_), do: {:error, __MODULE__}
    def reduce(t, acc, f), do: Enumerable.List.reduce(walk(t, []), acc, f)
    defp walk(nil, acc), do: acc
    defp walk(t, acc), do: walk(t.left, [t.value | walk(t.right, acc)])
  end
end

defmodule Programs do
  import Show, only: [result: 2]

  def main do
    result("bank", fn ->
      {:ok, b} = Programs.Bank.start_link(Map.new(1..10, &{&1, 100}))
      rs = for(i <- 1..200, do: Task.async(fn -> GenServer.call(b, {:transfer, rem(i, 10) + 1, rem(i * 7, 10) + 1, rem(i * 13, 40)}) end)) |> Task.await_many()
      r = {Enum.uniq(rs) -- [{:error, :funds}], GenServer.call(b, :total), GenServer.call(b, {:transfer, 1, 99, 1}), GenServer.call(b, {:transfer, 1, 2, 100_000})}
      GenServer.stop(b)
      r
    end)
    for t <- ["1 + 2 * 3", "(1+2)*3", "2*(3+4)*5 - -1", "7/2", "8/2", "1 +", "(1", "1 2", "1 + é", "", "10/0", "((((5))))"], do: result("calc #{inspect(t)}", fn -> Programs.Calc.eval(t) end)
    result("life", fn -> glider = MapSet.new([{1, 0}, {2, 1}, {0, 2}, {1, 2}, {2, 2}]); Enum.reduce(1..40, glider, fn _, c -> Programs.Life.step(c) end) |> Enum.sort() end)
    result("stages", fn ->
      s3 = Programs.Stage.start(fn x -> [x + 1] end, self())
      s2 = Programs.Stage.start(fn x -> if rem(x, 2) == 0, do: [x, x * 10], else: [] end, s3)
      s1 = Programs.Stage.start(fn x -> [x * 3] end, s2)
      for i <- 1..6, do: send(s1, {:item, i})
      send(s1, :done)
      collect([])
    end)
    result("tree", fn -> t = Enum.reduce([5, 2, 8, 1, 9, 3, 5], nil, &Programs.Tree.insert(&2, &1)); {Enum.to_list(t), Enum.sum(t), Enum.max(t), 8 in t, Enum.take(t, 2), t.left.value} end)
    result("word count", fn -> "the quick the lazy dog the end quick" |> String.split() |> Enum.frequencies() |> Enum.sort_by(fn {w, n} -> {-n, w} end) end)
    result("word count in tasks", fn -> text = for(i <- 1..400, do: "w#{rem(i * 7919, 37)}"); text |> Enum.chunk_every(50) |> Task.async_stream(&Enum.frequencies/1) |> Enum.reduce(%{}, fn {:ok, m}, acc -> Map.merge(acc, m, fn _, a, b -> a + b end) end) |> Enum.sort() |> Enum.take(5) end)
    result("primes", fn -> Stream.unfold({2, []}, fn {n, ps} -> if Enum.any?(ps, &(rem(n, &1) == 0)), do: {nil, {n + 1, ps}}, else: {n, {n + 1, [n | ps]}} end) |> Stream.reject(&is_nil/1) |> Enum.take(60) |> Enum.sum() end)
    result("queens", fn -> length(queens(6)) end)
    result("permutations", fn -> perms([1, 2, 3, 4]) |> Enum.map(&Enum.join/1) |> Enum.take(8) end)
    result("memo fibonacci", fn -> {v, memo} = fib(120, %{}); {v, map_size(memo)} end)
    result("json of own", fn -> json(%{"a" => [1, 2.5, nil, true], b: %{c: "q\"uo\n"}}) end)
    result("matrix", fn -> m = [[1, 2], [3, 4]]; Enum.reduce(1..10, m, fn _, acc -> for(row <- acc, do: for(col <- Enum.zip_with(m, & &1), do: Enum.zip_with(row, col, &*/2) |> Enum.sum())) end) end)
    result("bits", fn -> for(<<b::1 <- <<0xA5, 0x0F>> >>, do: b) |> Enum.chunk_by(& &1) |> Enum.map(&{hd(&1), length(&1)}) end)
    result("expiring cache", fn ->
      {:ok, a} = Agent.start_link(fn -> %{} end)
      put = fn k, v, at -> Agent.update(a, &Map.put(&1, k, {v, at})) end
      get = fn k, now -> Agent.get_and_update(a, fn m -> case m do %{^k => {v, at}} when at > now -> {v, m}; %{^k => _} -> {:expired, Map.delete(m, k)}; _ -> {:miss, m} end end) end
      put.(:x, 1, 10)
      r = [get.(:x, 5), get.(:x, 10), get.(:x, 10), get.(:y, 0)]
      Agent.stop(a)
      r
    end)
    result("sha like mixing", fn -> Enum.reduce(1..20_000, 0x6A09E667, fn i, h -> import Bitwise; band(bxor(h <<< 5, h >>> 2) + i * 2_654_435_761, 0xFFFFFFFF) end) end)
  end

  defp collect(acc), do: (receive do {:item, x} -> collect([x | acc]); :done -> Enum.reverse(acc) end)
  defp queens(n), do: Enum.reduce(1..n, [[]], fn _, sols -> for(qs <- sols, c <- 1..n, safe?(c, qs, 1), do: [c | qs]) end)
  defp safe?(_, [], _), do: true
  defp safe?(c, [q | _], d) when q == c or abs(q - c) == d, do: false
  defp safe?(c, [_ | qs], d), do: safe?(c, qs, d + 1)
  defp perms([]), do: [[]]
  defp perms(l), do: for(x <- l, rest <- perms(l -- [x]), do: [x | rest])
  defp fib(n, memo) when n < 2, do: {n, memo}
  defp fib(n, memo) do
    case memo do
      %{^n => v} -> {v, memo}
      _ ->
        {a, memo} = fib(n - 1, memo)
        {b, memo} = fib(n - 2, memo)
        {a + b, Map.put(memo, n, a + b)}
    end
  end
  defp json(m) when is_map(m), do: "{" <> (m |> Enum.map(fn {k, v} -> json(to_string(k)) <> ":" <> json(v) end) |> Enum.sort() |> Enum.join(",")) <> "}"
  defp json(l) when is_list(l), do: "[#{Enum.map_join(l, ",", &json/1)}]"
  defp json(nil), do: "null"
  defp json(b) when is_boolean(b) or is_number(b), do: to_string(b)
  defp json(s), do: for(<<c::utf8 <- s>>, into: "\"", do: escape(c)) <> "\""
  defp escape(?"), do: "\\\""
  defp escape(?\n), do: "\\n"
  defp escape(c), do: <<c::utf8>>
end

Programs.main()
