/** node.code: loading bytecode from TypeScript, by the same path as code:load_binary/3. */
import { atom, charlist, Tuple, type ErlTerm } from "../term/index.js";
import type { CodeServer } from "../code/code_server.js";
import { checkBytes, checkText } from "./check.js";
import { ErlangError } from "./errors.js";
import type { Node } from "./node.js";

export class NodeCode {
  constructor(private readonly node: Pick<Node, "call">, private readonly server: CodeServer) {}

  /**
   * Loads bytecode, as code:load_binary/3: the version before becomes old, what was old is purged.
   * @param module the module's name
   * @param file where it came from, for code:which/1 and the like
   * @param bytes a .beam file
   * @throws ErlangError `{error, badfile}` and the other reasons of code:load_binary/3
   */
  async loadBinary(module: string, file: string, bytes: Uint8Array): Promise<void> {
    checkText("the module's name", module);
    checkText("the file's name", file);
    checkBytes("the bytecode", bytes);
    const answer = await this.node.call("code", "load_binary", [atom(module), charlist(file), bytes]);
    if (answer instanceof Tuple && answer.elements[0] === atom("module")) return;
    throw new ErlangError("error", answer as ErlTerm);
  }

  /** Whether a current version of the module is loaded. */
  isLoaded(module: string): boolean { return this.server.isLoaded(module); }
}
