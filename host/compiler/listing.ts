/** Text of the Wasm that the compiler writes: for `npx hornbeam inspect` and for tests. */
import { CALLEE, HP, LIVE, NEED, REDS, SP, STATUS } from "./layout.js";
import type { CompiledUnit } from "./unit.js";
import { F64, I32, I64, VOID, W, type WasmName } from "./wasm/instruction.js";

const TYPE_NAMES: Readonly<Record<number, string>> = { [I32]: "i32", [I64]: "i64", [F64]: "f64" };
const NAMES = new Map(Object.entries(W).map(([name, code]) => [code as number, name as WasmName]));
const CELLS: ReadonlyMap<number, string> = new Map([
  [HP, "HP"], [SP, "SP"], [REDS, "REDS"], [STATUS, "STATUS"], [LIVE, "LIVE"], [CALLEE, "CALLEE"], [NEED, "NEED"],
]);
const SECTION_TYPE = 1, SECTION_IMPORT = 2, SECTION_FUNCTION = 3, SECTION_CODE = 10;

class Input {
  pos = 0;
  private readonly view: DataView;
  constructor(readonly bytes: Uint8Array) { this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length); }
  get more(): boolean { return this.pos < this.bytes.length; }
  byte(): number { return this.bytes[this.pos++]!; }
  unsigned(): number {
    let n = 0, shift = 0;
    for (;;) {
      const b = this.byte();
      n += (b & 127) * 2 ** shift;
      if (b < 128) return n;
      shift += 7;
    }
  }
  signed(): bigint {
    let n = 0n, shift = 0n;
    for (;;) {
      const b = this.byte();
      n |= BigInt(b & 127) << shift;
      shift += 7n;
      if (b < 128) return b & 64 ? n - (1n << shift) : n;
    }
  }
  f64(): number { this.pos += 8; return this.view.getFloat64(this.pos - 8, true); }
  sub(n: number): Input { this.pos += n; return new Input(this.bytes.subarray(this.pos - n, this.pos)); }
  name(): string { return new TextDecoder().decode(this.sub(this.unsigned()).bytes); }
}

interface Decoded {
  readonly types: readonly string[];
  readonly typeOf: readonly number[];
  readonly names: string[];
  readonly globals: readonly string[];
  readonly bodies: readonly Input[];
}

function decode(bytes: Uint8Array): Decoded {
  const input = new Input(bytes);
  input.pos = 8;
  const types: string[] = [], typeOf: number[] = [], names: string[] = [], globals: string[] = [], bodies: Input[] = [];
  while (input.more) {
    const id = input.byte(), section = input.sub(input.unsigned());
    const count = [SECTION_TYPE, SECTION_IMPORT, SECTION_FUNCTION, SECTION_CODE].includes(id) ? section.unsigned() : 0;
    for (let i = 0; i < count; i++) {
      if (id === SECTION_TYPE) {
        section.byte();
        const list = (): string => Array.from({ length: section.unsigned() }, () => TYPE_NAMES[section.byte()]).join(" ");
        types.push(`(${list()}) -> ${list()}`);
      } else if (id === SECTION_IMPORT) importEntry(section, names, globals, typeOf);
      else if (id === SECTION_FUNCTION) typeOf.push(section.unsigned());
      else bodies.push(section.sub(section.unsigned()));
    }
  }
  return { types, typeOf, names, globals, bodies };
}

function importEntry(section: Input, names: string[], globals: string[], typeOf: number[]): void {
  section.name();
  const name = section.name(), kind = section.byte();
  if (kind === 0) {
    names.push(name);
    typeOf.push(section.unsigned());
  } else if (kind === 1) {
    section.byte();
    section.byte();
    section.unsigned();
  } else if (kind === 2) {
    section.byte();
    section.unsigned();
  } else {
    globals.push(name);
    section.byte();
    section.byte();
  }
}

/** Cells are 32-bit words at fixed addresses; the words of the stack and of terms have 64. */
const memarg = (input: Input, is32: boolean): string => {
  input.unsigned();
  const offset = input.unsigned();
  return offset === 0 ? "" : ` ${(is32 && CELLS.get(offset)) || `+${offset}`}`;
};

/** What follows the name of an instruction. */
function immediate(input: Input, name: WasmName, d: Decoded, names: (i: number) => string): string {
  if (name.includes("_load") || name.includes("_store")) return memarg(input, name.startsWith("i32"));
  switch (name) {
    case "block": case "loop": case "if": {
      const type = input.byte();
      return type === VOID ? "" : ` ${TYPE_NAMES[type]}`;
    }
    case "br": case "br_if": return ` ${input.unsigned()}`;
    case "br_table": return " " + Array.from({ length: input.unsigned() + 1 }, () => input.unsigned()).join(" ");
    case "call": case "return_call": return ` ${names(input.unsigned())}`;
    case "return_call_indirect": case "call_indirect": {
      const type = input.unsigned();
      input.unsigned();
      return ` ${d.types[type]}`;
    }
    case "local_get": case "local_set": case "local_tee": return ` ${input.unsigned()}`;
    case "global_get": return ` ${d.globals[input.unsigned()]}`;
    case "i32_const": case "i64_const": return ` ${input.signed()}`;
    case "f64_const": return ` ${input.f64()}`;
    default: return "";
  }
}

/**
 * The functions of a unit as text, one instruction a line; `only`: a function as "name/arity".
 * Calls of the core are named, calls inside of the unit are by the BEAM function and a number.
 */
export function listing(unit: CompiledUnit, only?: string): string {
  const d = decode(unit.bytes);
  const parts = new Map<number, number>();
  const own = Array.from(unit.owners, (owner) => {
    if (owner < 0) return "helper";
    const part = parts.get(owner) ?? 0, f = unit.functions[owner]!;
    parts.set(owner, part + 1);
    return part === 0 ? `${f.name}/${f.arity}` : `${f.name}/${f.arity}.${part}`;
  });
  const nameOf = (i: number): string => d.names[i] ?? own[i - unit.firstFunction] ?? `func ${i}`;
  const out: string[] = [];
  d.bodies.forEach((body, i) => {
    const owner = unit.owners[i]!, f = unit.functions[owner];
    if (only !== undefined && (f === undefined || `${f.name}/${f.arity}` !== only)) return;
    out.push(`func ${own[i]} ${d.types[d.typeOf[unit.firstFunction + i]!]}`);
    const groups = Array.from({ length: body.unsigned() }, () => `${body.unsigned()} ${TYPE_NAMES[body.byte()]}`);
    if (groups.length > 0) out.push(`  locals ${groups.join(", ")}`);
    let depth = 1;
    while (body.more) {
      const name = NAMES.get(body.byte())!;
      if (name === "end" || name === "else") depth--;
      const text = name + immediate(body, name, d, nameOf);
      if (depth > 0) out.push("  ".repeat(depth) + text);
      if (name === "block" || name === "loop" || name === "if" || name === "else") depth++;
    }
    out.push("");
  });
  return out.join("\n");
}
