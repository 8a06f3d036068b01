/** Images on disk: what was written is read, anything else is no image. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { ImageData } from "../../host/code/image.js";
import { readImage, writeImage } from "../../host/code/image_file.js";

const folder = mkdtempSync(join(tmpdir(), "hornbeam-image-"));
afterAll(() => { rmSync(folder, { recursive: true }); });

const image: ImageData = {
  state: { pages: 3, used: [0, 2], memory: new Uint8Array(4096).fill(9), globals: { "global:0": 7, "global:1": "123456789012345678" } },
  slots: { next: 12, stubs: [[10, 0, 2], [11, 1, 3]] }, returnSlot: 9, modules: [],
  code: Uint8Array.of(1, 2, 3), bifCode: Uint8Array.of(4, 5),
};

it("reads what it wrote", () => {
  const file = join(folder, "a", "b.image");
  writeImage(file, image);
  const back = readImage(file)!;
  expect({ ...back, state: { ...back.state, memory: Array.from(back.state.memory) }, code: Array.from(back.code), bifCode: Array.from(back.bifCode) })
    .toEqual({ ...image, state: { ...image.state, memory: Array.from(image.state.memory) }, code: [1, 2, 3], bifCode: [4, 5] });
  expect(readdirSync(join(folder, "a"))).toEqual(["b.image"]);
});

it("takes nothing that is damaged for an image", () => {
  const file = join(folder, "c.image");
  writeImage(file, image);
  const good = readFileSync(file);
  for (let cut = 0; cut < good.length; cut += cut < 600 ? 1 : 97) {
    writeFileSync(file, good.subarray(0, cut));
    expect(readImage(file), `cut at ${cut}`).toBeUndefined();
  }
  for (let at = 0; at < 400; at++) {
    const bad = Buffer.from(good);
    bad[bad.length - 1 - at * 10] = bad[bad.length - 1 - at * 10]! ^ 0x40;
    writeFileSync(file, bad);
    expect(readImage(file), `flipped ${at * 10} from the end`).toBeUndefined();
  }
  for (let at = 0; at < 700; at++) {
    const bad = Buffer.from(good);
    bad[at] = bad[at]! ^ (1 << at % 8);
    writeFileSync(file, bad);
    expect(readImage(file), `flipped at ${at}`).toBeUndefined();
  }
  expect(readImage(join(folder, "absent.image"))).toBeUndefined();
});

it("keeps the images used last", () => {
  const many = join(folder, "many");
  for (let i = 0; i < 12; i++) writeImage(join(many, `i${i}.image`), image);
  expect(readdirSync(many).length).toBe(8);
});

it("does without a disk that takes it", () => {
  expect(() => writeImage(join(folder, "c.image", "below-a-file.image"), image)).not.toThrow();
  // Node's own mkdir with its parents never comes back from there.
  expect(() => writeImage("/proc/hornbeam/no/such.image", image)).not.toThrow();
});
