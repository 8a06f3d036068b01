import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { partElixirArguments } from "../../host/cli/elixir.js";
import { UsageError } from "../../host/cli/command_line.js";
import { findElixir } from "../../host/index.js";
import { sideBySide } from "./side_by_side.js";

const elixir = findElixir({ say: console.error });
if (elixir === undefined) console.error("\n*** elixir.test.ts: Elixir's commands are NOT COMPARED: there is no Elixir ***\n");
else process.env["PATH"] = `${process.env["PATH"] ?? ""}${delimiter}${join(elixir.root, "bin")}`;

const files = {
  "script.exs": `IO.inspect(System.argv())
defmodule Twice do
  def of(x), do: x * 2
end
IO.puts(Twice.of(21))
IO.inspect(IO.read(:line))
1..5 |> Task.async_stream(&(&1 * &1)) |> Enum.to_list() |> IO.inspect()
System.halt(3)
`,
  "greeting.ex": "defmodule Greeting do\n  defstruct [:who]\n  @doc \"Greets.\"\n  def of(%Greeting{who: who}), do: \"hello #{who}\"\nend\n",
  "wrong.ex": "defmodule Wrong do\n  def f(x), do: y\nend\n",
};

describe.skipIf(elixir === undefined)("Elixir's commands, beside Elixir's own", () => {
  const cases: [string, "elixir" | "elixirc" | "iex", string[], number, string?][] = [
    ["a script with arguments and input", "elixir", ["script.exs", "a", "--flag", "b c"], 3, "typed\n"],
    ["expressions, the last of which raises", "elixir", ["-e", "IO.puts(1 + 1)", "--eval", "raise \"no\""], 1],
    ["arguments for erl", "elixir", ["--erl", "-kernel logger_level error", "-e", "IO.inspect(Application.get_env(:kernel, :logger_level))", "--", "x"], 0],
    ["a script that is not there", "elixir", ["absent.exs"], 1],
    ["compiles", "elixirc", ["greeting.ex", "-o", "."], 0],
    ["tells what does not compile", "elixirc", ["wrong.ex"], 1],
    ["the version", "elixir", ["--short-version"], 0],
    ["the shell", "iex", [], 0, "x = 1\nx + 41\nraise \"boo\"\ny = fn ->\n  x\nend\ny.()\n"],
  ];
  for (const [name, command, args, code, input] of cases) it(name, () => {
    const { real, ours } = sideBySide(command, files, args, input);
    expect(ours).toEqual(real);
    expect(ours.code).toBe(code);
  });
});

it("parts options of erl from those of Elixir, and both from a script's", () => {
  expect(partElixirArguments(["-pa", "x", "--cookie", "c", "--boot-var", "V", "w", "--logger-otp-reports", "maybe", "f.exs", "--cookie", "d"])).toEqual(
    { erl: ["-setcookie", "c", "-boot_var", "V", "w"], extra: ["-pa", "x", "f.exs", "--cookie", "d"] });
  expect(() => partElixirArguments(["--boot-var", "V"])).toThrow(UsageError);
  expect(() => partElixirArguments(["--pipe-to", "a", "b"])).toThrow(/run_erl/);
});
