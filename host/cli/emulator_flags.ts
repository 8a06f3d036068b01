/**
 * The flags of the emulator, `+X`: which of them take a value. They steer schedulers, allocators and threads that a
 * node has not, so they are checked and, but for a few (boot.ts), passed over.
 */

/** Flags that take the next argument as their value. */
const WITH_VALUE = new Set(["a", "A", "C", "e", "i", "n", "P", "Q", "t", "T", "R", "W", "K", "S", "SP", "SDcpu", "SDPcpu", "SDio", "IOt",
  "IOp", "IOPt", "IOPp", "pc", "hms", "hmbs", "hmax", "hmaxel", "hmaxk", "hmaxib", "hpds", "hmqd", "rg", "zdbbl", "zdntgc", "zebwt",
  "sbt", "sbwt", "sbwtdcpu", "sbwtdio", "scl", "sct", "spp", "ssct", "ssrct", "sub", "sws", "swct", "swt", "swtdcpu", "swtdio", "stbt", "swtdcpu", "sssdcpu", "sssdio", "sss",
  "MYm", "MYtp", "MYtt", "Mim", "Mumin", "MMscs", "MMsco", "MMscrpm", "MMscrfsd", "Musac", "Mdai", "Mlpm", "MIscs", "MIscrpm", "MIsco"]);
/** Flags of an allocator: `+M` one letter for the allocator, and one of these; the next argument is their value. */
const ALLOCATOR = /^M[BDEFHILRSTu](e|t|as|asbcst|atags|acnl|acful|acul|cp|lmbcs|mbcgs|mbsd|mmbcs|mmmbc|mmsbc|msbclt|muycs|ramv|rmbcmt|rsbcmt|rsbcst|sbct|smbcs|sbcs)$/;
/** First letters of flags that stand alone, with what follows them in the same argument. */
const ALONE = /^(B[cdi]?|c|d|D|l|L|r|v|V|fnl|fnu[wie]?|fna[wie]?|pc|A\d+|a\d+|P\d+|Q\d+|S\d+(:\d+)?|SP\d+(:\d+)?|T\d+|t\d+|K\w+|W[wie]|C\w+|e\d+|R\d+|n\w|Jperf|JPperf|JDdump|dcg)$/;

/** Whether a flag has its value in the same argument: `+sbtu` is `+sbt u`. Of one letter, ALONE says what may follow. */
function holdsValue(text: string): boolean {
  for (let end = text.length - 1; end >= 2; end--) {
    const name = text.slice(0, end);
    if (WITH_VALUE.has(name) || ALLOCATOR.test(name)) return true;
  }
  return false;
}

/** A parsed flag. */
export interface EmulatorFlag {
  readonly name: string;
  readonly value: string | undefined;
}

/** What is wrong with a flag. */
class FlagError extends Error {}

/**
 * Reads the flag at `args[i]`, which begins with "+".
 * @returns the flag and how many arguments it takes.
 * @throws FlagError for a missing value, or a flag that OTP has not.
 */
export function readEmulatorFlag(args: readonly string[], i: number): { flag: EmulatorFlag; taken: 1 | 2 } {
  const text = args[i]!.slice(1), next = args[i + 1];
  if ((text === "B" && next === "i") || (text === "c" && (next === "true" || next === "false"))) return { flag: { name: text, value: next }, taken: 2 };
  if (WITH_VALUE.has(text) || ALLOCATOR.test(text)) {
    if (next === undefined) throw new FlagError(`Missing argument(s) for '+${text}'.`);
    return { flag: { name: text, value: next }, taken: 2 };
  }
  if (!ALONE.test(text) && !holdsValue(text)) throw new FlagError(`+${text}: unknown flag.`);
  return { flag: { name: text, value: undefined }, taken: 1 };
}
