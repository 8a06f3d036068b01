const MAX_CHARACTERS = 255;
/** Half of a surrogate pair on its own: text that has one is no Unicode. */
export const LONE_SURROGATE = /\p{Surrogate}/u;

/** An atom. There is one object for each text, so atoms compare with `===`. */
export class Atom {
  private static readonly all = new Map<string, Atom>();
  private constructor(readonly name: string) {}

  /**
   * The atom with the text `name`.
   * @throws RangeError when it is longer than 255 characters, TypeError when it is no well-formed Unicode
   */
  static of(name: string): Atom {
    let atom = Atom.all.get(name);
    if (atom === undefined) {
      if ([...name].length > MAX_CHARACTERS) throw new RangeError(`an atom has at most ${MAX_CHARACTERS} characters`);
      if (LONE_SURROGATE.test(name)) throw new TypeError("an atom is well-formed Unicode");
      Atom.all.set(name, atom = new Atom(name));
    }
    return atom;
  }
  toString(): string { return this.name; }
  toJSON(): string { return this.name; }
}

/** Short for `Atom.of(name)`. */
export const atom = (name: string): Atom => Atom.of(name);
