/** What is no term: bytes that are damaged, or a value that none stands for. */
export class TermError extends TypeError {
  override readonly name = "TermError";
}
