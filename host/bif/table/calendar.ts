/** Dates and times of the wall clock: assembly/bif/calendar.ts. */
import { core, type Bif } from "../table.js";

export const calendarBifs: Bif[] = [
  core("erlang:posixtime_to_universaltime/1"),
  core("erlang:universaltime_to_posixtime/1"),
  core("erlang:universaltime_to_localtime/1"),
  core("erlang:localtime_to_universaltime/2"),
  core("erlang:universaltime/0"),
  core("erlang:localtime/0"),
  core("erlang:date/0"),
  core("erlang:time/0"),
];
