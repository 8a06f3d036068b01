/** Runs once before the tests: finds Erlang/OTP, and downloads it where there is none. */
import { putErlangOnPath } from "./erlang.js";

export function setup(): void { putErlangOnPath(); }
