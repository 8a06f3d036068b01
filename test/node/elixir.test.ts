/** Elixir on an embedded node: compiled on one, loaded and run on another. */
import { Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ErlangError, Node, type Tuple, atom, binaryToString, charlist, findElixir, tuple, type ErlTerm } from "../../host/index.js";

const elixir = findElixir({ say: console.error });
if (elixir === undefined) console.error("\n*** elixir.test.ts: NOTHING OF ELIXIR IS TESTED: there is none ***\n");

/** What a node writes to its standard output. */
class Output extends Writable {
  text = "";
  override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
    this.text += Buffer.from(chunk).toString("utf8");
    done();
  }
}

describe.skipIf(elixir === undefined)("Elixir", () => {
  const output = new Output();
  let here: Node, there: Node;
  beforeAll(async () => {
    here = await Node.start({ elixir: elixir!, stdio: { stdout: output } });
    there = await Node.start({ elixir: elixir! });
  });
  afterAll(async () => { await Promise.all([here.stop(), there.stop()]); });

  it("is started with the node", async () => {
    expect(binaryToString(await here.call("Elixir.System", "version") as Uint8Array)).toBe(elixir!.version);
  });
  it("evaluates, and writes to the streams that the node was given", async () => {
    const result = await here.call("Elixir.Code", "eval_string", ["Enum.map(1..3, &(&1 * 2)) |> IO.inspect(label: \"doubled\")"]);
    expect((result as Tuple).elements[0]).toEqual([2, 4, 6]);
    await here.call("io", "put_chars", [atom("user"), ""]);
    expect(output.text).toBe("doubled: [2, 4, 6]\n");
  });
  it("compiles here what is loaded there, and is undefined until then", async () => {
    const modules = await here.call("Elixir.Code", "compile_string", ["defmodule Greeting do\n  def of(who), do: \"hello #{who}\"\nend"]) as ErlTerm[];
    const bytes = (modules[0] as Tuple).elements[1] as Uint8Array;
    await expect(there.call("Elixir.Greeting", "of", ["you"])).rejects.toMatchObject({ class: "error", reason: atom("undef") });
    expect(await there.call("code", "load_binary", [atom("Elixir.Greeting"), charlist("nofile"), bytes])).toEqual(tuple(atom("module"), atom("Elixir.Greeting")));
    expect(binaryToString(await there.call("Elixir.Greeting", "of", ["you"]) as Uint8Array)).toBe("hello you");
  });
  it("has a folder for temporary files of its own", async () => {
    const folder = await here.call("Elixir.System", "tmp_dir!") as Uint8Array;
    const path = `${binaryToString(folder)}/made_here`;
    await here.call("Elixir.File", "write!", [path, "text"]);
    expect(await here.call("Elixir.File", "exists?", [path])).toBe(true);
    expect(await there.call("Elixir.File", "exists?", [path])).toBe(false);
  });
  it("raises its own exceptions", async () => {
    const error = await here.call("Elixir.Map", "fetch!", [new Map(), atom("k")]).catch((e: unknown) => e) as ErlangError;
    expect(error).toBeInstanceOf(ErlangError);
    expect(binaryToString(await here.call("Elixir.Exception", "format_banner", [atom("error"), error.reason]) as Uint8Array)).toBe("** (KeyError) key :k not found");
  });
});

it("is told where it is not", () => {
  expect(() => Node.launch({ elixir: { root: "/no/such", version: "1", ebins: [] } })).toThrow(/^enoent: \/no/);
});
