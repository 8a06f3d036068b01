# case, cond, if, with, for, try/rescue/catch/else/after, receive, pattern matching and guards, as compiled functions.
defmodule ControlFlow.Error do
  defexception [:code, message: "own"]
end

defmodule ControlFlow do
  import Show, only: [result: 2, id: 1]
  require Integer
  defguard is_small(x) when is_integer(x) and x in 0..9
  defguardp is_pairlike(x) when is_tuple(x) and tuple_size(x) == 2 and elem(x, 0) in [:a, :b]

  def classify(x) when is_small(x), do: :small
  def classify(x) when Integer.is_odd(x), do: :odd
  def classify(x) when is_pairlike(x), do: :pair
  def classify(%{k: v}) when map_size(v) > 0 or v == :no, do: :map
  def classify("pre" <> rest), do: {:prefix, rest}
  def classify([a, b | _] = l) when a > b, do: {:descending, length(l)}
  def classify(<<n, s::binary-size(n), _::binary>>), do: {:sized, s}
  def classify(f) when is_function(f, 2), do: f.(1, 2)
  def classify(x) when is_struct(x) or is_exception(x), do: :struct
  def classify(x) when byte_size(x) > 100, do: :never
  def classify(x) when x in ["a", "b"] when is_nil(x), do: :nil_or_so
  def classify(_), do: :other

  def optional(a, b \\ 2, c \\ a_default()), do: {a, b, c}
  defp a_default, do: :default

  def early(list) do
    with [h | t] <- list,
         n = length(t),
         {:ok, v} when v > 1 <- fetch(h),
         x <- v * n do
      {:done, x}
    else
      [] -> :empty
      {:ok, small} -> {:small, small}
      :error -> :no_number
    end
  end

  defp fetch(x) when is_integer(x), do: {:ok, x}
  defp fetch(:odd_one), do: :odd_one
  defp fetch(_), do: :error

  def attempt(f) do
    try do
      f.()
    rescue
      e in [ArgumentError, KeyError] -> {:argument_or_key, Exception.message(e)}
      e in ControlFlow.Error -> {:own, e.code}
      ArithmeticError -> :arithmetic
      e in FunctionClauseError -> {:clause, e.function, e.arity}
      x in ErlangError -> {:erlang, x.original}
      RuntimeError -> :runtime
    catch
      :ball -> :caught_ball
      :exit, r -> {:exit, r}
      :error, :never -> :never
      kind, value -> {kind, value}
    else
      n when is_integer(n) -> {:number, n}
      other -> {:else, other}
    after
      Process.put(:after, [:ran | Process.get(:after, [])])
    end
  end

  def main do
    for x <- [5, 11, 12, {:a, 1}, {:c, 1}, %{k: %{a: 1}}, %{k: :no}, %{k: %{}}, "prefix", [3, 2, 1], [1, 2], <<2, "abc">>, &+/2, %ArgumentError{}, 1..2, nil, "a", 'b', 1.0],
        do: result("classify #{Show.one_line(x)}", fn -> classify(x) end)

    result("defaults", fn -> [optional(1), optional(1, 3), optional(1, 3, 4)] end)
    for l <- [[5, 1, 1], [], [1], [:x], [2]], do: result("with #{inspect(l)}", fn -> early(l) end)
    result("with else missing", fn -> early([:odd_one]) end)
    result("with no match", fn -> early(id(:atom)) end)
    result("with without else", fn -> [with({:ok, x} <- id({:error, 1}), do: x), with(x <- 1, do: x + 1), with(_ <- 1, {:a, b} = id({:a, 2}), do: b)] end)
    result("with bare match fails", fn -> with({:a, b} = id(:no), do: b) end)

    funs = [fn -> 1 end, fn -> :x end, fn -> raise ArgumentError, "arg" end, fn -> %{}.zz end, fn -> Map.fetch!(%{}, :k) end, fn -> raise ControlFlow.Error, code: 5 end, fn -> 1 / id(0) end, fn -> classify_only(id(2)) end, fn -> :erlang.error(:odd) end,
      fn -> raise "rt" end, fn -> throw(:ball) end, fn -> throw(:strike) end, fn -> exit(:out) end, fn -> :erlang.error(:never) end, fn -> :erlang.error({:badmatch, 1}) end, fn -> {:b} = id({:c}) end, fn -> id(:nofun).() end, fn -> raise ControlFlow.Error end, fn -> :erlang.raise(:exit, :raised, []) end]
    for {f, i} <- Enum.with_index(funs), do: result("attempt #{i}", fn -> attempt(f) end)
    result("after ran", fn -> length(Process.get(:after)) end)
    result("try else fails", fn -> try do id(3) rescue _ -> :r else 4 -> :four end end)
    result("after overrides nothing", fn -> try do :value after :ignored end end)
    result("reraise", fn -> try do try do raise "first" rescue e -> reraise e, __STACKTRACE__ end rescue e -> {e.message, is_list(__STACKTRACE__)} end end)
    result("raise in rescue", fn -> try do try do raise "first" rescue _ -> raise "second" end rescue e -> e.message end end)
    result("raise in after", fn -> try do raise "first" after raise "from after" end end)
    result("nested catch", fn -> try do try do throw(1) catch 2 -> :no end catch 1 -> :outer end end)
    result("raise atoms", fn -> raise id(:not_an_exception) end)
    result("raise a module that is none", fn -> raise id(Enum) end)
    result("throw away", fn -> throw(id({:a, 1})) end)

    result("case", fn -> for x <- [1, {:ok, 2}, [], "s"], do: (case x do n when is_number(n) -> n; {:ok, v} -> v; [] -> :empty; ^x -> :pinned end) end)
    result("case clause", fn -> case id(:none) do :some -> 1 end end)
    result("cond", fn -> for x <- [1, 5, 50], do: (cond do x < 3 -> :low; x > 10 -> :high; true -> :mid end) end)
    result("cond clause", fn -> cond do id(nil) -> 1; id(false) -> 2 end end)
    result("if", fn -> [if(nil, do: 1), if(id(0), do: 1, else: 2), unless(id(nil), do: 3), if(id(false), do: 1, else: 4)] end)
    result("booleans", fn -> [nil || :a, false && :b, 1 && 2, not id(true), id(true) and 1, id(false) or :x, !nil, is_nil(id(nil))] end)
    result("and on no boolean", fn -> id(1) and true end)
    result("not on no boolean", fn -> not id(nil) end)
    result("bad match", fn -> {:ok, _} = id({:error, :x}) end)
    result("pin", fn -> x = 1; match?({^x, _}, {1, 2}) and not match?(^x, 2) end)
    result("function clause", fn -> classify_only(id(3)) end)
    result("undefined function", fn -> id(ControlFlow).nothing(1) end)
    result("undefined module", fn -> id(NoSuchModule).nothing(1) end)
    result("anonymous clauses", fn -> f = fn 0 -> :zero; x when x > 0 -> :pos; _ -> :neg end; [f.(0), f.(5), f.(-1)] end)
    result("anonymous no clause", fn -> (fn 0 -> :zero end).(id(1)) end)
    result("captures", fn -> [Enum.map([1, 2], &(&1 * &1)), (&{&2, &1}).(1, 2), (&String.upcase/1).("a"), Enum.reduce(1..3, &*/2), (& &1.x).(%{x: 1}), (&[&1 | &2]).(0, [1])] end)

    result("for", fn -> [for(x <- 1..3, y <- [:a, :b], do: {x, y}), for(x <- 1..10, rem(x, 3) == 0, x > 3, do: x), for({:ok, v} <- [ok: 1, error: 2, ok: 3], do: v)] end)
    result("for into", fn -> [for({k, v} <- %{a: 1, b: 2}, into: %{}, do: {v, k}), for(c <- 'abc', into: "", do: <<c + 1>>), for(x <- [1, 1, 2], uniq: true, do: x * 10)] end)
    result("for reduce", fn -> for x <- 1..5, y <- 1..x, reduce: %{} do acc -> Map.update(acc, y, 1, &(&1 + 1)) end end)
    result("for bits", fn -> [for(<<c <- "hé">>, do: c), for(<<c::utf8 <- "hé">>, do: c), for(<<a::2, b::6 <- <<0x41, 0xC2>> >>, a > 0, do: {a, b}), for(<<x::16 <- <<1, 2, 3>> >>, do: x)] end)
    result("for with guards and lets", fn -> for x when is_integer(x) <- [1, :a, 2], y = x * 2, y > 2, do: y end)
    result("for bad generator", fn -> for x <- id(5), do: x end)
    result("for bad bits", fn -> for <<x <- id(:no)>>, do: x end)
    result("receive", fn -> send(self(), {:a, 1}); send(self(), :b); r = receive do :b -> :got_b end; [r, receive do {:a, x} when x > 0 -> x after 0 -> :none end, receive do _ -> 1 after 1 -> :timeout end] end)
    result("comparisons", fn -> [1 == 1.0, 1 === 1.0, 1 != :a, :a < "a", nil < true, {} < [], %{} < [], 1 < :a, [1] < [1, 2], min(:a, 1), max("a", [])] end)
    result("ranges", fn -> [1 in 1..3, 5 not in 1..3, 1..3 == 1..3//1, Range.size(1..10//3), Range.disjoint?(1..2, 3..4), (first..last//step = id(1..9//2); {first, last, step})] end)
    result("pipe and then", fn -> 5 |> then(&(&1 + 1)) |> tap(fn x -> send(self(), x) end) |> Integer.to_string() end)
    result("arithmetic", fn -> [7 / 2, div(-7, 2), rem(-7, 2), 2 ** 10, 2 ** -1, 2.0 ** 3, 1.0e3, 0xFF, 0b101, 0o17, 1_000, ?a, abs(-3), round(2.5), trunc(-2.7), ceil(1.2), floor(-1.2)] end)
    result("bad arithmetic", fn -> id("1") + 1 end)
    result("lists", fn -> [[1, 2] ++ [3], [1, 2, 2] -- [2], hd([1]), tl([1]), [1 | [2]], [0 | 1], length([]), elem({1, 2}, 1), put_elem({1}, 0, 2), 1 in [1]] end)
    result("hd of empty", fn -> hd(id([])) end)
    result("elem out", fn -> elem(id({1}), 3) end)
    result("destructure", fn -> (destructure [a, b, c], [1, 2]; {a, b, c}) end)
    result("binding and apply", fn -> [apply(Enum, :sum, [[1, 2]]), apply(fn a, b -> a - b end, [3, 1]), Kernel.apply(Map, :new, [])] end)
    result("bitwise", fn -> import Bitwise; [5 &&& 3, 5 ||| 3, bxor(5, 3), 1 <<< 10, -16 >>> 2, ~~~5, bnot(0)] end)
  end

  defp classify_only(1), do: :one
end

ControlFlow.main()
