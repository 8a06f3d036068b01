# Longer calculations, so that code compiled by Elixir runs hot: sieves, matrices, text statistics, dynamic programming, simulated banks, bit tricks.
defmodule Calculations do
  import Bitwise
  import Show, only: [result: 2]

  def main do
    result("sieve", fn -> sieve(3000) |> then(&{length(&1), Enum.sum(&1), List.last(&1)}) end)
    result("collatz", fn -> Enum.max_by(1..3000, &collatz(&1, 1)) |> then(&{&1, collatz(&1, 1)}) end)
    result("lcs", fn -> lcs(String.graphemes("AGGTABQWERTYUIOP"), String.graphemes("GXTXAYBQXEYUXOP")) |> Enum.join() end)
    result("levenshtein", fn -> for {a, b} <- [{"kitten", "sitting"}, {"", "abc"}, {"flaw", "lawn"}, {"ünïcödé", "unicode"}], do: levenshtein(a, b) end)
    result("knapsack", fn -> knapsack([{60, 10}, {100, 20}, {120, 30}, {30, 5}, {45, 12}], 50) end)
    result("matrix power", fn -> mpow([[1, 1], [1, 0]], 90) end)
    result("determinant", fn -> det([[2, 0, 1, 3], [1, 3, 2, 0], [0, 1, 4, 2], [5, 0, 1, 1]]) end)
    result("bfs", fn -> bfs(%{1 => [2, 3], 2 => [4], 3 => [4, 5], 4 => [6], 5 => [6], 6 => []}, [1], MapSet.new([1]), []) end)
    result("dijkstra", fn -> dijkstra(%{a: [b: 7, c: 9, f: 14], b: [c: 10, d: 15], c: [d: 11, f: 2], d: [e: 6], e: [], f: [e: 9]}, [{0, :a}], %{}) |> Enum.sort() end)
    result("topological", fn -> topo(%{shoes: [:socks, :trousers], trousers: [:pants], socks: [], pants: [], belt: [:trousers]}) end)
    result("huffman", fn -> codes = "abracadabra alakazam" |> huffman(); {map_size(codes), "abracadabra alakazam" |> String.graphemes() |> Enum.map(&byte_size(codes[&1])) |> Enum.sum()} end)
    result("run length", fn -> "aaabccddddd" |> String.graphemes() |> Enum.chunk_by(& &1) |> Enum.map_join(fn [c | _] = l -> "#{length(l)}#{c}" end) end)
    result("roman", fn -> for n <- [1, 4, 9, 14, 40, 90, 400, 1994, 2023, 3999], do: roman(n) end)
    result("base conversion", fn -> for {n, b} <- [{255, 2}, {12345, 36}, {0, 7}, {999_999_999_999, 16}], do: Integer.to_string(n, b) |> then(&{&1, String.to_integer(&1, b)}) end)
    result("caesar", fn -> "Hello, World!" |> caesar(3) |> then(&{&1, caesar(&1, -3)}) end)
    result("fnv", fn -> for s <- ["", "a", "foobar"], do: for(<<b <- s>>, reduce: 0xCBF29CE484222325, do: (h -> (bxor(h, b) * 0x100000001B3) &&& 0xFFFFFFFFFFFFFFFF)) end)
    result("xorshift", fn -> Stream.iterate(88_172_645_463_325_252, &xorshift/1) |> Enum.take(5) end)
    result("popcount", fn -> for n <- [0, 255, 0xDEADBEEF, 1 <<< 100], do: popcount(n, 0) end)
    result("crc", fn -> crc("123456789") |> Integer.to_string(16) end)
    result("gray", fn -> for n <- 0..10, do: bxor(n, n >>> 1) |> Integer.to_string(2) |> String.pad_leading(4, "0") end)
    result("pascal", fn -> Stream.iterate([1], fn r -> Enum.zip_with([0 | r], r ++ [0], &+/2) end) |> Enum.at(20) end)
    result("bell", fn -> Stream.iterate([1], fn [h | _] = row -> _ = h; Enum.scan([List.last(row) | row], &+/2) end) |> Enum.take(15) |> Enum.map(&hd/1) end)
    result("factorial", fn -> Enum.reduce(1..100, &*/2) end)
    result("e digits", fn -> scale = 10 ** 60; Stream.unfold({scale, 1}, fn {0, _} -> nil; {t, n} -> {t, {div(t, n), n + 1}} end) |> Enum.sum() |> div(10 ** 10) end)
    result("pi digits", fn -> pi_digits(40) end)
    result("perfect", fn -> for n <- 2..600, Enum.sum(for d <- 1..div(n, 2), rem(n, d) == 0, do: d) == n, do: n end)
    result("anagrams", fn -> ~w(listen silent enlist google elbow below inlets) |> Enum.group_by(&(&1 |> String.graphemes() |> Enum.sort())) |> Map.values() |> Enum.filter(&(length(&1) > 1)) |> Enum.sort() end)
    result("statistics", fn -> l = for i <- 1..200, do: rem(i * i * 31, 101); {Enum.sum(l) / 200, Enum.sort(l) |> Enum.at(100), Enum.frequencies(l) |> Enum.max_by(fn {k, n} -> {n, -k} end), Float.round(:math.sqrt(Enum.sum(for x <- l, do: x * x) / 200), 6)} end)
    result("merge sort", fn -> l = for i <- 1..500, do: rem(i * 7919, 997); msort(l) == Enum.sort(l) end)
    result("quick sort", fn -> l = for i <- 1..300, do: rem(i * 104_729, 501); qsort(l) == Enum.sort(l) end)
    result("sudoku row check", fn -> for r <- [[1, 2, 3, 4], [1, 1, 2, 3], [4, 3, 2, 1]], do: MapSet.size(MapSet.new(r)) == 4 end)
    result("hanoi", fn -> {moves, last} = {hanoi(10, :a, :b, :c) |> length(), hanoi(3, :a, :b, :c)}; {moves, last} end)
    result("ackermann", fn -> for {m, n} <- [{0, 5}, {1, 5}, {2, 5}, {2, 9}, {3, 3}], do: ack(m, n) end)
    result("brackets", fn -> for s <- ["([]{})", "(]", "((", "", "{[()]}"], do: balanced(String.graphemes(s), []) end)
    result("rpn", fn -> for s <- ["3 4 + 2 *", "5 1 2 + 4 * + 3 -", "1 +", "2 3 ^"], do: rpn(String.split(s), []) end)
  end

  defp sieve(n), do: sieve(Enum.to_list(2..n), [])
  defp sieve([p | rest], acc) when p * p > 3000, do: Enum.reverse(acc, [p | rest])
  defp sieve([p | rest], acc), do: sieve(Enum.reject(rest, &(rem(&1, p) == 0)), [p | acc])
  defp collatz(1, n), do: n
  defp collatz(x, n) when rem(x, 2) == 0, do: collatz(div(x, 2), n + 1)
  defp collatz(x, n), do: collatz(3 * x + 1, n + 1)
  defp lcs(a, b) do
    {row, _} = Enum.reduce(a, {List.duplicate({0, []}, length(b) + 1), 0}, fn x, {prev, i} -> {lcs_row(x, b, prev, [{0, []}]), i + 1} end)
    row |> List.last() |> elem(1) |> Enum.reverse()
  end
  defp lcs_row(_, [], _, acc), do: Enum.reverse(acc)
  defp lcs_row(x, [y | ys], [{n, l} | [up | _] = prev], [left | _] = acc) do
    cell = if x == y, do: {n + 1, [x | l]}, else: if(elem(up, 0) >= elem(left, 0), do: up, else: left)
    lcs_row(x, ys, prev, [cell | acc])
  end
  defp levenshtein(a, b) do
    {a, b} = {String.graphemes(a), String.graphemes(b)}
    Enum.reduce(Enum.with_index(a, 1), Enum.to_list(0..length(b)), fn {x, i}, prev ->
      {row, _} = Enum.reduce(Enum.zip([b, prev, tl(prev)]), {[i], i}, fn {y, diag, up}, {row, left} ->
        v = Enum.min([left + 1, up + 1, diag + if(x == y, do: 0, else: 1)])
        {[v | row], v}
      end)
      Enum.reverse(row)
    end) |> List.last()
  end
  defp knapsack(items, cap), do: Enum.reduce(items, %{0 => 0}, fn {v, w}, best -> Enum.reduce(best, best, fn {c, x}, acc -> if c + w <= cap, do: Map.update(acc, c + w, x + v, &max(&1, x + v)), else: acc end) end) |> Map.values() |> Enum.max()
  defp mul(a, b), do: (t = Enum.zip_with(b, & &1); for(r <- a, do: for(c <- t, do: Enum.zip_with(r, c, &*/2) |> Enum.sum())))
  defp mpow(m, 1), do: m
  defp mpow(m, n) when rem(n, 2) == 0, do: mpow(mul(m, m), div(n, 2))
  defp mpow(m, n), do: mul(m, mpow(m, n - 1))
  defp det([[x]]), do: x
  defp det([first | rest]), do: first |> Enum.with_index() |> Enum.map(fn {x, j} -> (if rem(j, 2) == 0, do: x, else: -x) * det(Enum.map(rest, &List.delete_at(&1, j))) end) |> Enum.sum()
  defp bfs(_, [], _, acc), do: Enum.reverse(acc)
  defp bfs(g, [n | q], seen, acc), do: (new = Enum.reject(g[n], &(&1 in seen)); bfs(g, q ++ new, MapSet.union(seen, MapSet.new(new)), [n | acc]))
  defp dijkstra(_, [], done), do: done
  defp dijkstra(g, [{d, n} | q], done) when not is_map_key(done, n), do: dijkstra(g, Enum.sort(q ++ for({m, w} <- g[n], do: {d + w, m})), Map.put(done, n, d))
  defp dijkstra(g, [_ | q], done), do: dijkstra(g, q, done)
  defp topo(g) when g == %{}, do: []
  defp topo(g), do: (ready = for({n, []} <- g, do: n) |> Enum.sort(); ready ++ topo(for({n, ds} <- g, n not in ready, into: %{}, do: {n, ds -- ready})))
  defp huffman(s) do
    tree = s |> String.graphemes() |> Enum.frequencies() |> Enum.map(fn {c, n} -> {n, c} end) |> build()
    codes(tree, "") |> Map.new()
  end
  defp build([{_, t}]), do: t
  defp build(l), do: (case Enum.sort(l) do [{a, x}, {b, y} | rest] -> build([{a + b, {x, y}} | rest]) end)
  defp codes({l, r}, p), do: codes(l, p <> "0") ++ codes(r, p <> "1")
  defp codes(c, p), do: [{c, p}]
  @romans [{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}]
  defp roman(0), do: ""
  for {n, s} <- @romans, do: defp(roman(x) when x >= unquote(n), do: unquote(s) <> roman(x - unquote(n)))
  defp caesar(s, k), do: for(<<c <- s>>, into: "", do: <<shift(c, k)>>)
  defp shift(c, k) when c in ?a..?z, do: Integer.mod(c - ?a + k, 26) + ?a
  defp shift(c, k) when c in ?A..?Z, do: Integer.mod(c - ?A + k, 26) + ?A
  defp shift(c, _), do: c
  defp xorshift(x), do: (x = bxor(x, x <<< 13 &&& 0xFFFFFFFFFFFFFFFF); x = bxor(x, x >>> 7); bxor(x, x <<< 17 &&& 0xFFFFFFFFFFFFFFFF))
  defp popcount(0, n), do: n
  defp popcount(x, n), do: popcount(x &&& x - 1, n + 1)
  defp crc(s), do: for(<<b <- s>>, reduce: 0xFFFFFFFF, do: (c -> Enum.reduce(1..8, bxor(c, b), fn _, c -> if (c &&& 1) == 1, do: bxor(c >>> 1, 0xEDB88320), else: c >>> 1 end))) |> bxor(0xFFFFFFFF)
  defp pi_digits(n), do: Stream.unfold({1, 0, 1, 1, 3, 3}, &pi_step/1) |> Stream.reject(&is_nil/1) |> Enum.take(n) |> Enum.join()
  defp pi_step({q, r, t, k, n, l}) when 4 * q + r - t < n * t, do: {n, {10 * q, 10 * (r - n * t), t, k, div(10 * (3 * q + r), t) - 10 * n, l}}
  defp pi_step({q, r, t, k, _, l}), do: {nil, {q * k, (2 * q + r) * l, t * l, k + 1, div(q * (7 * k + 2) + r * l, t * l), l + 2}}
  defp msort(l) when length(l) < 2, do: l
  defp msort(l), do: (with {a, b} <- Enum.split(l, div(length(l), 2)), do: merge(msort(a), msort(b)))
  defp merge([], b), do: b
  defp merge(a, []), do: a
  defp merge([x | a], [y | _] = b) when x <= y, do: [x | merge(a, b)]
  defp merge(a, [y | b]), do: [y | merge(a, b)]
  defp qsort([]), do: []
  defp qsort([p | t]), do: qsort(for(x <- t, x < p, do: x)) ++ [p] ++ qsort(for(x <- t, x >= p, do: x))
  defp hanoi(0, _, _, _), do: []
  defp hanoi(n, a, b, c), do: hanoi(n - 1, a, c, b) ++ [{a, c}] ++ hanoi(n - 1, b, a, c)
  defp ack(0, n), do: n + 1
  defp ack(m, 0), do: ack(m - 1, 1)
  defp ack(m, n), do: ack(m - 1, ack(m, n - 1))
  defp balanced([], []), do: true
  defp balanced([c | t], st) when c in ["(", "[", "{"], do: balanced(t, [c | st])
  defp balanced([c | t], [o | st]) when {o, c} in [{"(", ")"}, {"[", "]"}, {"{", "}"}], do: balanced(t, st)
  defp balanced(_, _), do: false
  defp rpn([], [x]), do: {:ok, x}
  defp rpn([op | t], [b, a | st]) when op in ~w(+ - *), do: rpn(t, [apply(Kernel, String.to_atom(op), [a, b]) | st])
  defp rpn([op | _], _) when op in ~w(+ - * ^), do: {:error, op}
  defp rpn([n | t], st), do: rpn(t, [String.to_integer(n) | st])
end

Calculations.main()
