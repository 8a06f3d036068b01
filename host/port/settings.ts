/** The settings list of open_port/2. */
import type { ErlTerm } from "../term/index.js";
import { atomText, tupleOf } from "../bif/arguments.js";
import { namePath } from "../bif/names.js";
import type { World } from "../bif/world.js";
import type { PortSettings } from "./driver.js";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Reads a list of settings. Undefined for one that has what no setting is; what does not fit the *kind* of port is
 * the caller's to see.
 */
export function readSettings(list: ErlTerm, world: World): PortSettings | undefined {
  if (!Array.isArray(list)) return undefined;
  const settings: Writable<PortSettings> = {
    packet: 0, line: 0, binary: false, eof: false, exitStatus: false, input: false, output: false, useStdio: true,
    stderrToStdout: false, directory: undefined, env: new Map(), args: undefined, arg0: undefined,
  };
  for (const item of list) if (!readSetting(item, settings, world)) return undefined;
  if (!settings.input && !settings.output) settings.input = settings.output = true;
  return settings;
}

function readSetting(item: ErlTerm, settings: Writable<PortSettings>, world: World): boolean {
  switch (atomText(item)) {
    case "stream": settings.packet = 0; return true;
    case "binary": settings.binary = true; return true;
    case "eof": settings.eof = true; return true;
    case "exit_status": settings.exitStatus = true; return true;
    case "in": settings.input = true; return true;
    case "out": settings.output = true; return true;
    case "use_stdio": settings.useStdio = true; return true;
    case "nouse_stdio": settings.useStdio = false; return true;
    case "stderr_to_stdout": settings.stderrToStdout = true; return true;
    case "hide": case "overlapped_io": return true;
  }
  const pair = tupleOf(item, 2);
  if (pair === undefined) return false;
  const value = pair[1]!;
  try {
    switch (atomText(pair[0]!)) {
      case "packet":
        if (value !== 1 && value !== 2 && value !== 4) return false;
        settings.packet = value;
        return true;
      case "line":
        if (typeof value !== "number" || value < 1) return false;
        settings.line = value;
        return true;
      case "cd": settings.directory = namePath(value, world.nameEncoding); return true;
      case "arg0": settings.arg0 = namePath(value, world.nameEncoding); return true;
      case "args":
        if (!Array.isArray(value)) return false;
        settings.args = value.map((arg) => namePath(arg, world.nameEncoding));
        return true;
      case "env": return readEnv(value, settings, world);
      case "parallelism": return ["true", "false"].includes(atomText(value) ?? "");
      case "busy_limits_port": case "busy_limits_msgq": return atomText(value) === "disabled" || tupleOf(value, 2) !== undefined;
      default: return false;
    }
  } catch {
    return false; // a name that is none
  }
}

function readEnv(list: ErlTerm, settings: Writable<PortSettings>, world: World): boolean {
  if (!Array.isArray(list)) return false;
  const env = new Map<string, string | undefined>();
  for (const item of list) {
    const pair = tupleOf(item, 2);
    if (pair === undefined || !Array.isArray(pair[0])) return false;
    const removed = atomText(pair[1]!) === "false";
    if (!removed && !Array.isArray(pair[1])) return false;
    env.set(namePath(pair[0]!, world.nameEncoding), removed ? undefined : namePath(pair[1]!, world.nameEncoding));
  }
  settings.env = env;
  return true;
}
