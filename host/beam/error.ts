/** A file that is no .beam file, is damaged, or holds code that no compiler would write. */
export class BadBeamError extends Error {
  override readonly name = "BadBeamError";
}
