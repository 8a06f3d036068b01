import { describe, expect, it } from "vitest";
import { shiftTime } from "../../host/bif/timezone.js";

/** Rome in 2024: daylight saving time from 31 March to 27 October, 01:00 UTC. */
const rome = {
  utcOffset: (seconds: number): number =>
    seconds >= Date.UTC(2024, 2, 31, 1) / 1000 && seconds < Date.UTC(2024, 9, 27, 1) / 1000 ? 7200 : 3600,
};
const at = (month: number, day: number, hour: number, minute = 0): number => Date.UTC(2024, month - 1, day, hour, minute) / 1000;

describe("the time zone", () => {
  it("shifts universal time to local time", () => {
    expect(shiftTime(rome, at(1, 1, 0), 0)).toBe(at(1, 1, 1));
    expect(shiftTime(rome, at(7, 1, 0), 0)).toBe(at(7, 1, 2));
  });
  it("shifts back, also where a local time occurs twice or never", () => {
    expect(shiftTime(rome, at(7, 1, 2), 1)).toBe(at(7, 1, 0));
    expect(shiftTime(rome, at(3, 31, 2, 30), 1)).toBe(at(3, 31, 1, 30));
    expect(shiftTime(rome, at(10, 27, 2, 30), 1)).toBe(at(10, 27, 1, 30));
    expect(shiftTime(rome, at(10, 27, 2, 30), 2)).toBe(at(10, 27, 1, 30));
    expect(shiftTime(rome, at(10, 27, 2, 30), 3)).toBe(at(10, 27, 0, 30));
  });
  it("believes a hint that cannot be true", () => {
    expect(shiftTime(rome, at(1, 1, 2), 3)).toBe(at(1, 1, 0));
    expect(shiftTime(rome, at(7, 1, 2), 2)).toBe(at(7, 1, 1));
    expect(shiftTime({ utcOffset: () => 0 }, at(3, 28, 2), 3)).toBe(at(3, 28, 1));
  });
});
