/**
 * Opening ports, and talking to their drivers. OTP's own functions (erlang:open_port/2 …) call these and turn an atom
 * that comes back into an exception.
 */
import { atom, type ErlTerm } from "../term/index.js";
import { atomText, expectIodata, tupleOf } from "../bif/arguments.js";
import { nameBytes, namePath } from "../bif/names.js";
import { pathFromBytes } from "../fs/path.js";
import type { HostBifs } from "../bif/registry.js";
import type { BifContext } from "../bif/world.js";
import { PortError, type Driver, type PortLink, type PortSettings } from "./driver.js";
import { driversOf } from "./drivers.js";
import { openDescriptors } from "./fd.js";
import { openCommand, openExecutable } from "./program.js";
import { readSettings } from "./settings.js";

const badarg = atom("badarg");
const badopt = atom("badopt");

/** What open_port's first argument asks for: the port's name and the maker of its driver. */
interface Opening {
  readonly name: string;
  make(link: PortLink): Driver;
}

/** Drivers that OTP's emulator has linked in. */
const OTP_DRIVERS: ReadonlySet<string> = new Set(["tcp_inet", "udp_inet", "sctp_inet", "tty_sl", "ram_file_drv"]);

/** The text of a command: a list, a binary or an atom. */
function commandText(context: BifContext, term: ErlTerm): string {
  return atomText(term) ?? pathFromBytes(nameBytes(term, context.node.world.nameEncoding));
}

function opening(context: BifContext, kind: ErlTerm, settings: PortSettings): Opening {
  const fd = tupleOf(kind, 3);
  if (fd !== undefined && atomText(fd[0]!) === "fd") {
    const [, input, output] = fd;
    if (typeof input !== "number" || typeof output !== "number" || settings.args !== undefined) throw new PortError("badarg");
    return { name: `${input}/${output}`, make: (link) => openDescriptors(link, settings, input, output) };
  }
  const pair = tupleOf(kind, 2), what = pair === undefined ? undefined : atomText(pair[0]!);
  if (what === "spawn_executable") {
    const file = namePath(pair![1]!, context.node.world.nameEncoding);
    return { name: file, make: (link) => openExecutable(link, settings, file) };
  }
  if ((what !== "spawn" && what !== "spawn_driver") || settings.args !== undefined || settings.arg0 !== undefined)
    throw new PortError("badarg");
  const command = commandText(context, pair![1]!), name = command.trim().split(/\s+/)[0]!;
  if (name === "") throw new PortError("badarg");
  const driver = driversOf(context.node).find(name);
  if (driver !== undefined) return { name: command, make: (link) => driver(link, settings, command) };
  // A driver of OTP's emulator that this node has not is no program to be looked for.
  if (what === "spawn_driver" || OTP_DRIVERS.has(name)) throw new PortError("badarg");
  return { name: command, make: (link) => openCommand(link, settings, command) };
}

export const openPortBifs: HostBifs = {
  "erts_internal:open_port/2": (context, kind, list) => {
    const settings = readSettings(list, context.node.world);
    if (settings === undefined) return badopt;
    try {
      const { name, make } = opening(context, kind, settings);
      return context.node.ports.open(context.node, name, settings.binary, make) ?? atom("system_limit");
    } catch (error) {
      if (error instanceof PortError) return atom(error.reason);
      return badarg;
    }
  },
  "erts_internal:port_control/3": (context, port, operation, data) => {
    const driver = context.node.ports.find(port);
    if (driver?.control === undefined || typeof operation !== "number" || operation < 0 || operation > 0xffffffff) return badarg;
    let bytes: Uint8Array;
    try { bytes = expectIodata(data); } catch { return badarg; }
    const answer = driver.control(operation, bytes, context.self);
    if (answer === undefined) return badarg;
    return driver.binaryAnswers === true ? answer : Array.from(answer);
  },
  "erts_internal:port_call/3": (context, port, operation, term) => {
    const driver = context.node.ports.find(port);
    if (driver?.call === undefined || typeof operation !== "number" || operation < 0 || operation > 0xffffffff) return badarg;
    return driver.call(operation, term, context.self) ?? badarg;
  },
};
