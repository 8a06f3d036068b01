/**
 * Numbers the atoms that the core names: every `am_…` identifier in assembly/ becomes a constant
 * in assembly/term/am.ts (made anew by each build, not committed), in sorted order so that equal
 * sources give equal numbers. The names reach the host as the array `atomNames` in build/atoms.json.
 */
import { readdirSync, readFileSync, writeFileSync, mkdirSync, existsSync } from "node:fs";
import { join } from "node:path";

/** Atoms whose text is no identifier: am_<word> → text. */
const SPELLED = {
  am_empty: "", am_op_plus: "+", am_op_minus: "-", am_op_times: "*", am_op_slash: "/", am_op_append: "++",
  am_op_subtract: "--", am_op_lt: "<", am_op_gt: ">", am_op_le: "=<", am_op_ge: ">=", am_op_eq: "==",
  am_op_ne: "/=", am_op_exact_eq: "=:=", am_op_exact_ne: "=/=", am_op_send: "!", am_underscore: "_",
  am_dollar_1: "$1", am_double_dollar: "$$", am_dollar_underscore: "$_", am_nonode_at_nohost: "nonode@nohost",
  am_EXIT: "EXIT", am_DOWN: "DOWN", am_UP: "UP", am_ETS_TRANSFER: "ETS-TRANSFER", am_minus_infinity: "-infinity", am_end_of_table: "$end_of_table",
};

const root = new URL("../", import.meta.url).pathname;
const generated = join(root, "assembly/term/am.ts");

function* sources(dir) {
  for (const e of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, e.name);
    if (e.isDirectory()) yield* sources(path);
    else if (e.name.endsWith(".ts") && path !== generated) yield path;
  }
}

const names = new Set(["am_true", "am_false"]);
for (const file of sources(join(root, "assembly")))
  for (const m of readFileSync(file, "utf8").matchAll(/\bam_[A-Za-z0-9_]+\b/g)) names.add(m[0]);

// false and true come first: generated code makes booleans from 0 and 1 by (b << 6) + am_false.
const order = ["am_false", "am_true", ...[...names].sort().filter((n) => n !== "am_false" && n !== "am_true")];
const atomNames = order.map((n) => SPELLED[n] ?? n.slice(3));
if (new Set(atomNames).size !== atomNames.length) throw new Error("two am_ names spell one atom");

const lines = order.map((n, i) => `export const ${n}: i64 = ${(BigInt(i) << 6n) | 0x0bn}; // '${atomNames[i]}'`);
const text = "// Made by scripts/atoms.mjs: do not edit.\n" + lines.join("\n") +
  `\nexport const PREDEFINED_ATOMS: i32 = ${order.length};\n`;
if (!existsSync(generated) || readFileSync(generated, "utf8") !== text) writeFileSync(generated, text);
mkdirSync(join(root, "build"), { recursive: true });
writeFileSync(join(root, "build/atoms.json"), JSON.stringify(atomNames));
