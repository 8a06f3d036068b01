/**
 * Tags of the external term format: the byte that each term starts with. Numbers are big-endian.
 *
 *     131 | term                              a term on its own
 *     131 | 80 | size: 4 | zlib data          the same, compressed; size is that of the term inside
 *
 * "old" marks forms that are read but not written.
 */
export const VERSION: u8 = 131;
export const COMPRESSED: u8 = 80;

// At the host's border alone: a large binary is not written, but named by where its bytes are (embed/block.ts).
export const BLOCK_EXT: u8 = 2; // bytes: 4, address: 4

export const NEW_FLOAT_EXT: u8 = 70; // IEEE 754 double: 8
export const BIT_BINARY_EXT: u8 = 77; // bytes: 4, bits used of the last byte: 1, bytes
export const NEW_PID_EXT: u8 = 88; // node atom, id: 4, serial: 4, creation: 4
export const NEW_PORT_EXT: u8 = 89; // node atom, id: 4, creation: 4
export const NEWER_REFERENCE_EXT: u8 = 90; // words: 2, node atom, creation: 4, 4 a word
export const SMALL_INTEGER_EXT: u8 = 97; // unsigned: 1
export const INTEGER_EXT: u8 = 98; // signed: 4
export const FLOAT_EXT: u8 = 99; // text of "%.20e", padded with 0: 31
export const ATOM_EXT: u8 = 100; // bytes: 2, Latin-1
export const REFERENCE_EXT: u8 = 101; // old: node atom, id: 4, creation: 1
export const PORT_EXT: u8 = 102; // old: node atom, id: 4, creation: 1
export const PID_EXT: u8 = 103; // old: node atom, id: 4, serial: 4, creation: 1
export const SMALL_TUPLE_EXT: u8 = 104; // arity: 1, elements
export const LARGE_TUPLE_EXT: u8 = 105; // arity: 4, elements
export const NIL_EXT: u8 = 106;
export const STRING_EXT: u8 = 107; // bytes: 2, a list of bytes
export const LIST_EXT: u8 = 108; // length: 4, elements, tail
export const BINARY_EXT: u8 = 109; // bytes: 4, bytes
export const SMALL_BIG_EXT: u8 = 110; // bytes: 1, sign: 1, magnitude, least significant byte first
export const LARGE_BIG_EXT: u8 = 111; // bytes: 4, sign: 1, magnitude
export const NEW_FUN_EXT: u8 = 112; // see encode.ts
export const EXPORT_EXT: u8 = 113; // module atom, function atom, arity as SMALL_INTEGER_EXT
export const NEW_REFERENCE_EXT: u8 = 114; // old: words: 2, node atom, creation: 1, 4 a word
export const SMALL_ATOM_EXT: u8 = 115; // old: bytes: 1, Latin-1
export const MAP_EXT: u8 = 116; // pairs: 4, key and value in turn
export const ATOM_UTF8_EXT: u8 = 118; // bytes: 2, UTF-8
export const SMALL_ATOM_UTF8_EXT: u8 = 119; // bytes: 1, UTF-8
export const V4_PORT_EXT: u8 = 120; // node atom, id: 8, creation: 4

/** Bytes of the text of a FLOAT_EXT. */
export const FLOAT_TEXT_BYTES: i32 = 31;
/** Longest list of bytes that is written as STRING_EXT. */
export const MAX_STRING: i32 = 0xffff;
