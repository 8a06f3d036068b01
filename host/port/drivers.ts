/** The drivers that programs of a node can open by name: OTP's own ones, and those that the host adds. */
import { perNode } from "../bif/world.js";
import { DriverRegistry } from "./driver.js";
import { openRamFile } from "./ram_file.js";
import { openTerminal } from "./terminal.js";
import { openTraceFile } from "./trace_file.js";

/** The registry of a node. */
export const driversOf = perNode(() => {
  const drivers = new DriverRegistry();
  drivers.register("ram_file_drv", openRamFile);
  drivers.register("tty_sl", openTerminal);
  drivers.register("trace_file_drv", openTraceFile);
  return drivers;
});
