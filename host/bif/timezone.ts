/** The node's time zone, for the core's calendar (assembly/bif/calendar.ts). */

/** Seconds that local time is ahead of universal time, at a time in seconds since 1970. */
export type UtcOffset = (seconds: number) => number;

/** The offset of this program's time zone (TZ), as JavaScript's Date has it. */
export const machineUtcOffset: UtcOffset = (seconds) => {
  const minutes = new Date(seconds * 1000).getTimezoneOffset();
  return Number.isNaN(minutes) ? 0 : -minutes * 60;
};

const DAY = 86400;
const HALF_YEAR = 182 * DAY;

/** Modes of `shiftTime`, as the core passes them. */
const TO_LOCAL = 0, STANDARD = 2, DAYLIGHT = 3;

/**
 * What the core imports as `shift_time`: universal to local time (mode 0), or back. Of a local time that occurs
 * twice or never, mktime(3) takes what its hint says (2 standard time, 3 daylight saving time) and standard time without one.
 */
export function shiftTime(clock: { utcOffset: UtcOffset }, seconds: number, mode: number): number {
  const offsetAt = (at: number): number => clock.utcOffset(at);
  if (mode === TO_LOCAL) return seconds + offsetAt(seconds);
  const standard = Math.min(offsetAt(seconds - HALF_YEAR), offsetAt(seconds), offsetAt(seconds + HALF_YEAR));
  const around = [offsetAt(seconds - DAY), offsetAt(seconds + DAY)];
  const fitting = around.filter((offset) => offsetAt(seconds - offset) === offset);
  const least = Math.min(...(fitting.length > 0 ? fitting : around)), most = Math.max(...(fitting.length > 0 ? fitting : around));
  if (mode === DAYLIGHT) return seconds - (most > standard ? most : most + 3600);
  if (mode === STANDARD) return seconds - Math.min(least, standard);
  return seconds - least;
}
