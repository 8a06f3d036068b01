/** A .beam file with some chunks replaced, added or (undefined) left out. */
export function rebuild(file: Uint8Array, changes: Record<string, Uint8Array | undefined>): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const chunks = new Map<string, Uint8Array | undefined>();
  for (let at = 12; at < file.length; at += 8 + ((view.getUint32(at + 4) + 3) & ~3))
    chunks.set(String.fromCharCode(...file.subarray(at, at + 4)), file.subarray(at + 8, at + 8 + view.getUint32(at + 4)));
  for (const [id, data] of Object.entries(changes)) chunks.set(id, data);
  const parts: Buffer[] = [Buffer.from("BEAM")];
  for (const [id, data] of chunks) {
    if (data === undefined) continue;
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    parts.push(Buffer.from(id), size, Buffer.from(data), Buffer.alloc(-data.length & 3));
  }
  const body = Buffer.concat(parts), head = Buffer.alloc(8);
  head.write("FOR1");
  head.writeUInt32BE(body.length, 4);
  return Buffer.concat([head, body]);
}
