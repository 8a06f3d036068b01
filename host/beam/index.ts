/** Reads .beam files. Knows nothing of Wasm or of nodes. */
export { withoutChunks } from "./container.js";
export { BadBeamError } from "./error.js";
export { readBeam, readBeamInSteps, type BeamFunction, type BeamModule } from "./module.js";
export type { Instruction } from "./code.js";
export { OP, opcodes } from "./opcode.js";
export type { Operand, Register } from "./operand.js";
export type { Export, Import, Lambda, Line, RegisterType } from "./tables.js";
export { isCompressed, readChunks } from "./container.js";
export { moduleMd5 } from "./md5.js";
export { complete, type Steps } from "./steps.js";
