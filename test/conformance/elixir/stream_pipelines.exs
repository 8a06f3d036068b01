# Stream: laziness, resources and their clean-up order, infinite streams, errors in the middle, suspended enumeration.
import Show, only: [result: 2]

log = fn x -> send(self(), {:log, x}); x end
drain = fn drain -> receive do {:log, x} -> [x | drain.(drain)] after 0 -> [] end end

result("lazy", fn -> s = Stream.map(1..10, log); before = drain.(drain); {before, Enum.take(s, 2), drain.(drain)} end)
result("composed", fn -> 1..20 |> Stream.map(&(&1 * 2)) |> Stream.filter(&(rem(&1, 3) == 0)) |> Stream.take_while(&(&1 < 30)) |> Enum.to_list() end)
result("iterate", fn -> Stream.iterate(1, &(&1 * 3)) |> Enum.take(6) end)
result("unfold", fn -> Stream.unfold({0, 1}, fn {a, b} -> {a, {b, a + b}} end) |> Enum.take(12) end)
result("unfold ends", fn -> Stream.unfold(3, fn 0 -> nil; n -> {n, n - 1} end) |> Enum.to_list() end)
result("cycle", fn -> Stream.cycle([:a, :b, :c]) |> Enum.take(7) end)
result("cycle empty", fn -> Stream.cycle([]) |> Enum.take(1) end)
result("resource", fn ->
  s = Stream.resource(fn -> log.(:open); 1 end, fn n when n < 5 -> {[n, n * 10], n + 1}; n -> {:halt, n} end, fn n -> log.({:close, n}) end)
  {Enum.take(s, 3), drain.(drain), Enum.to_list(s), drain.(drain)}
end)
result("resource closes on a raise", fn ->
  s = Stream.resource(fn -> 0 end, fn n -> {[n], n + 1} end, fn n -> log.({:closed, n}) end)
  r = try do Enum.each(s, fn 3 -> raise "three"; _ -> :ok end) rescue e -> e.message end
  {r, drain.(drain)}
end)
result("resource closes on a throw", fn ->
  s = Stream.resource(fn -> 0 end, fn n -> {[n], n + 1} end, fn n -> log.({:closed, n}) end)
  r = catch_throw = try do Enum.each(s, fn 2 -> throw(:two); _ -> :ok end) catch x -> x end
  _ = catch_throw
  {r, drain.(drain)}
end)
result("zip of streams halts both", fn ->
  make = fn name, upto -> Stream.resource(fn -> 1 end, fn n when n <= upto -> {[{name, n}], n + 1}; n -> {:halt, n} end, fn _ -> log.({:closed, name}) end) end
  {Stream.zip(make.(:a, 2), make.(:b, 5)) |> Enum.to_list(), drain.(drain) |> Enum.sort()}
end)
result("chunks", fn -> [Stream.chunk_every(1..7, 3) |> Enum.to_list(), Stream.chunk_by([1, 1, 2, 3, 3], & &1) |> Enum.to_list(), Stream.chunk_every(1..7, 3, 2, :discard) |> Enum.to_list()] end)
result("transform", fn -> Stream.transform(1..10, 0, fn x, acc -> if acc < 10, do: {[x, acc], acc + x}, else: {:halt, acc} end) |> Enum.to_list() end)
result("transform with after", fn -> {Stream.transform(1..3, fn -> 0 end, fn x, a -> {[x + a], x + a} end, fn a -> {[{:last, a}], a} end, fn a -> log.({:after, a}) end) |> Enum.to_list(), drain.(drain)} end)
result("flat_map", fn -> Stream.flat_map(1..4, fn x -> Stream.cycle([x]) |> Stream.take(x) end) |> Enum.to_list() end)
result("flat_map halted", fn -> Stream.flat_map(1..4, fn x -> Stream.map(1..3, &{x, &1}) end) |> Enum.take(4) end)
result("concat", fn -> Stream.concat([1..2, Stream.map(3..4, & &1), [5]]) |> Enum.take(4) end)
result("dedup uniq", fn -> [Stream.dedup([1, 1, 2, 1]) |> Enum.to_list(), Stream.uniq([1, 2, 1, 3, 2]) |> Enum.to_list(), Stream.uniq_by(1..9, &rem(&1, 4)) |> Enum.to_list()] end)
result("scan with_index", fn -> [Stream.scan(1..5, &+/2) |> Enum.to_list(), Stream.with_index(~w(a b), 5) |> Enum.to_list()] end)
result("drop take", fn -> [Stream.drop(1..9, 3) |> Enum.take(2), Stream.drop(1..9, -3) |> Enum.to_list(), Stream.take(1..9, -3) |> Enum.to_list(), Stream.drop_while(1..9, &(&1 < 7)) |> Enum.to_list(), Stream.take_every(1..9, 4) |> Enum.to_list()] end)
result("each run", fn -> {Stream.each(1..3, log) |> Stream.run(), drain.(drain)} end)
result("into collectable", fn -> {:ok, io} = StringIO.open(""); Stream.into(["a", "b"], IO.stream(io, :line)) |> Stream.run(); StringIO.contents(io) end)
result("suspended by hand", fn ->
  step = fn {:cont, {:suspended, acc, k}} -> {acc, k}; {:suspended, acc, k} -> {acc, k} end
  {a, k} = step.(Enumerable.reduce(1..3, {:suspend, []}, fn x, acc -> {:suspend, [x | acc]} end))
  {b, k} = step.(k.({:cont, a}))
  {c, k} = step.(k.({:cont, b}))
  {a, b, c, k.({:halt, :stop})}
end)
result("interval and timer", fn -> {Stream.interval(1) |> Enum.take(3), Stream.timer(1) |> Enum.to_list()} end)
result("repeatedly", fn -> Process.put(:n, 0); Stream.repeatedly(fn -> Process.put(:n, Process.get(:n) + 1) end) |> Enum.take(4) end)
result("inspect", fn -> Stream.map([1], & &1) end)
result("intersperse", fn -> Stream.intersperse(1..4, 0) |> Enum.to_list() end)
result("map_every reject", fn -> [Stream.map_every(1..6, 2, &(&1 * 100)) |> Enum.to_list(), Stream.reject(1..6, &(&1 > 2)) |> Enum.to_list()] end)
result("zip_with", fn -> Stream.zip_with([1..3, Stream.cycle([10])], &Enum.sum/1) |> Enum.to_list() end)
result("file lines", fn -> File.write!("lines.txt", "one\ntwo\n\nfour"); [File.stream!("lines.txt") |> Enum.map(&String.trim_trailing/1), File.stream!("lines.txt", [], 4) |> Enum.to_list()] end)
result("stream to file", fn -> 1..3 |> Stream.map(&"#{&1}\n") |> Stream.into(File.stream!("out.txt")) |> Stream.run(); File.read!("out.txt") end)
result("big pipeline", fn -> Stream.iterate(0, &(&1 + 1)) |> Stream.map(&(&1 * &1)) |> Stream.filter(&(rem(&1, 7) == 1)) |> Stream.take(2000) |> Enum.sum() end)
