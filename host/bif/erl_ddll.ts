/** Module erl_ddll: a node has only the drivers that its host gave it, and loads none from files. */
import { atom, charlist, Reference, tuple, type ErlTerm } from "../term/index.js";
import { atomText, badarg, expectAtom, tupleOf } from "./arguments.js";
import { driversOf } from "../port/drivers.js";
import type { HostBifs } from "./registry.js";
import type { BifContext } from "./world.js";

/** What OTP says where dlopen(3) fails: no file is a driver here. */
const OPEN_ERROR = -10;

const MESSAGES: Readonly<Record<string, string>> = {
  inconsistent: "Driver name and/or driver options are inconsistent with currently loaded driver",
  linked_in_driver: "Driver is statically linked and cannot be loaded/unloaded",
  permanent: "DDLL driver is permanent an can not be unloaded/loaded",
  not_loaded: "DDLL driver is not loaded",
  not_loaded_by_this_process: "DDLL driver was not loaded by this process",
  not_pending: "DDLL load not pending for this driver name",
  already_loaded: "DDLL driver is already loaded successfully",
  unloading: "Driver unloading in progress",
};

/** No driver is ever loaded or unloaded: whatever is waited for, it is unloaded. */
function monitor({ node, self }: BifContext, tag: ErlTerm, what: ErlTerm): ErlTerm {
  const [name, when] = tupleOf(what, 2) ?? badarg();
  if (atomText(tag) !== "driver" || !["loaded", "unloaded", "unloaded_only"].includes(atomText(when!) ?? "")) badarg();
  if (atomText(name!) === undefined && !Array.isArray(name)) badarg();
  const reference = node.newReference();
  node.send(self, tuple(atom("DOWN"), reference, atom("driver"), name!, atom("unloaded")));
  return reference;
}

export const ddllBifs: HostBifs = {
  "erl_ddll:monitor/2": monitor,
  "erl_ddll:demonitor/1": (_, reference) => (reference instanceof Reference ? true : badarg()),
  "erl_ddll:loaded_drivers/0": ({ node }) => tuple(atom("ok"), driversOf(node).names().map(charlist)),
  "erl_ddll:try_load/3": () => tuple(atom("error"), tuple(atom("open_error"), OPEN_ERROR)),
  "erl_ddll:try_unload/2": ({ node }, name) =>
    tuple(atom("error"), atom(Array.isArray(name) && driversOf(node).find(String.fromCharCode(...name as number[])) ? "linked_in_driver" : "not_loaded")),
  "erl_ddll:info/2": () => badarg(),
  "erl_ddll:format_error_int/1": (_, reason) => charlist(MESSAGES[expectAtom(reason)] ?? badarg()),
};
