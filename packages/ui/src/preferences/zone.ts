import { keptPreference } from "./preference.ts";

/** In which zone times are told and asked for: the viewer's own (`local`), or one by its name, such as `Europe/Berlin`. */
export type Zone = string;

export const zonePreference = keptPreference<Zone>("tutti.zone", readZone, String);

function readZone(kept: string | null): Zone {
  if (kept === "utc") return "UTC";
  return kept !== null && isZone(kept) ? kept : "local";
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** What the formats of `Intl` are told of the zone. */
export function zoneOption(zone: Zone): Intl.DateTimeFormatOptions {
  return zone === "local" ? {} : { timeZone: zone };
}
