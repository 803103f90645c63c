import { didYouMean } from "./closest.ts";

/** `Did you mean Europe/Berlin?` with a space before it, for a name that is misspelt or a city alone; or nothing. */
export function didYouMeanTimezone(typed: string): string {
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone")];
  const city = typed.trim().replaceAll(" ", "_").toLowerCase();
  const found = zones.find((zone) => zone.toLowerCase().endsWith(`/${city}`));
  return found === undefined ? didYouMean(typed, zones) : ` Did you mean ${found}?`;
}
