/** `{fd, In, Out}`: descriptors 0, 1 and 2 are the streams that the node was given; others are the machine's, where it may use them. */
import { createReadStream, createWriteStream, fstatSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import type { NodeContext } from "../bif/world.js";
import { PortError, type Driver, type PortLink, type PortSettings } from "./driver.js";
import { StreamDriver } from "./stream.js";

function checkDescriptor(node: NodeContext, fd: number): void {
  if (!node.world.machine) throw new PortError("ebadf");
  try { fstatSync(fd); } catch { throw new PortError("ebadf"); }
}

function readable(node: NodeContext, fd: number): Readable | undefined {
  if (fd === 0) return node.world.stdio.stdin;
  if (fd === 1 || fd === 2) return undefined;
  checkDescriptor(node, fd);
  return createReadStream("", { fd, autoClose: false });
}

function writable(node: NodeContext, fd: number): Writable | undefined {
  if (fd === 0) return undefined;
  if (fd === 1) return node.world.stdio.stdout;
  if (fd === 2) return node.world.stdio.stderr;
  checkDescriptor(node, fd);
  return createWriteStream("", { fd, autoClose: false });
}

/** The driver of `{fd, input, output}`. @throws PortError `einval` or `ebadf` */
export function openDescriptors(link: PortLink, settings: PortSettings, input: number, output: number): Driver {
  if (input < 0 || output < 0) throw new PortError("einval");
  const source = settings.input ? readable(link.node, input) : undefined;
  const sink = settings.output ? writable(link.node, output) : undefined;
  const atEnd = (rest: () => void): void => {
    rest();
    if (settings.eof) link.eof(); else link.exit("normal");
  };
  const driver = new StreamDriver(link, settings, source, sink, atEnd);
  // A node without standard input sees it end at once.
  if (settings.input && input === 0 && source === undefined) setImmediate(atEnd, () => {});
  return driver;
}
