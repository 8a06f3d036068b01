/**
 * Checks what types and style cannot see, over host/, test/, bench/ and examples/:
 *   1. imports inside host/ run one way (docs/README.md has the drawing): a folder imports from its own
 *      layer only what is its own, and from the layers below;
 *   2. no module reaches itself through imports that exist at run time;
 *   3. each value that a module of host/ exports, another one uses; host/index.ts is the public API and is exempt.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Lower numbers may not import from higher ones, types apart; those of one number do not import each other. */
const LAYERS = [
  ["beam", "term", "bif/table"],
  ["compiler", "fs", "net", "core", "otp"],
  ["dump"],
  ["bif"],
  ["code", "port", "dist"],
  ["bif/erl_ddll"],
  ["bif/registry"],
  ["node"],
  ["cli"],
];
/** What programs import. */
const PUBLIC_API = "host/index.ts";
/** Modules that something outside of these folders starts from. */
const ENTRIES = new Set([PUBLIC_API, "host/cli/main.ts"]);

function* sources(folder) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (entry.name.endsWith(".ts") && !entry.name.endsWith(".d.ts")) yield path;
  }
}

const files = ["host", "test", "bench", "examples"].flatMap((name) => [...sources(join(root, name))]);
const problems = [];
const name = (file) => relative(root, file);
const text = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));

/** The module of this project that `specifier` names in `file`, or undefined. */
function target(file, specifier) {
  if (!specifier.startsWith(".")) return undefined;
  const path = resolve(dirname(file), specifier.replace(/\.js$/, ".ts"));
  return text.has(path) ? path : undefined;
}

/** What a file imports and exports. */
function read(file) {
  const source = ts.createSourceFile(file, text.get(file), ts.ScriptTarget.Latest, true);
  const imports = [];
  const exported = new Set();
  const add = (specifier, names, typeOnly) => {
    const to = target(file, specifier);
    if (to !== undefined) imports.push({ to, names, typeOnly });
  };
  const elements = (clause) => clause.elements.map((e) => (e.propertyName ?? e.name).text);
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) {
      const clause = node.importClause;
      const bindings = clause?.namedBindings;
      const named = bindings && ts.isNamedImports(bindings);
      const names = named ? elements(bindings) : ["*"];
      if (clause?.name) names.push("default");
      const typeOnly = clause?.isTypeOnly === true || (named && bindings.elements.length > 0 && bindings.elements.every((e) => e.isTypeOnly));
      add(node.moduleSpecifier.text, names, typeOnly);
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      const clause = node.exportClause;
      const named = clause && ts.isNamedExports(clause);
      add(node.moduleSpecifier.text, named ? elements(clause) : ["*"], node.isTypeOnly);
      if (named && !node.isTypeOnly) for (const e of clause.elements) if (!e.isTypeOnly) exported.add(e.name.text);
    } else if (ts.isExportDeclaration(node) && node.exportClause) {
      for (const e of node.exportClause.elements) exported.add(e.name.text);
    } else if (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword)) {
      if (ts.isVariableStatement(node)) for (const d of node.declarationList.declarations) exported.add(d.name.getText(source));
      else if (node.name && !ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node)) exported.add(node.name.text);
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && ts.isStringLiteral(node.arguments[0]))
      add(node.arguments[0].text, ["*"], false);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
      add(node.argument.literal.text, ["*"], true);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { imports, exported };
}

const modules = new Map(files.map((file) => [file, read(file)]));

/** Layer number of a file of host/, by the longest folder that matches; undefined for files of host/ itself. */
function layer(file) {
  const path = relative(join(root, "host"), file);
  let best;
  LAYERS.forEach((folders, number) => {
    for (const folder of folders)
      if ((path.startsWith(`${folder}/`) || path === `${folder}.ts`) && folder.length > (best?.folder.length ?? 0)) best = { folder, number };
  });
  return best;
}

for (const [file, { imports }] of modules) {
  if (!name(file).startsWith("host/")) continue;
  for (const { to, typeOnly } of imports) {
    if (typeOnly) continue;
    if (!name(to).startsWith("host/")) {
      problems.push(`${name(file)} imports ${name(to)}: host/ stands alone`);
      continue;
    }
    const from = layer(file), into = layer(to);
    if (name(to) === PUBLIC_API && from?.folder !== "cli") problems.push(`${name(file)} imports the public API from inside`);
    if (from === undefined || into === undefined || from.folder === into.folder) continue;
    if (into.number >= from.number)
      problems.push(`${name(file)} imports ${name(to)}: ${from.folder} may not import from ${into.folder}`);
  }
}

/** Import cycles, each reported once, by depth-first search over imports that exist at run time. */
const state = new Map();
function search(file, path) {
  state.set(file, "open");
  for (const { to, typeOnly } of modules.get(file).imports) {
    if (typeOnly || to === file) continue;
    if (state.get(to) === "open") {
      const cycle = [...path.slice(path.indexOf(to)), to].map(name);
      problems.push(`import cycle: ${cycle.join(" → ")}`);
    } else if (!state.has(to)) search(to, [...path, to]);
  }
  state.set(file, "closed");
}
for (const file of files) if (!state.has(file)) search(file, [file]);

const used = new Map(files.map((file) => [file, new Set()]));
for (const { imports } of modules.values())
  for (const { to, names } of imports) for (const n of names) used.get(to).add(n);
for (const [file, { exported }] of modules) {
  if (!name(file).startsWith("host/") || ENTRIES.has(name(file))) continue;
  const uses = used.get(file);
  if (uses.has("*")) continue;
  for (const symbol of exported) if (!uses.has(symbol)) problems.push(`${name(file)}: nothing uses its export ${symbol}`);
}

for (const problem of problems.sort()) console.log(`  ${problem}`);
console.log(`imports: ${files.length} modules, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
