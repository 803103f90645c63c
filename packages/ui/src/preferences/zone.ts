import { createPreference } from "./preference.ts";

export const ZONES = ["local", "utc"] as const;
export type Zone = (typeof ZONES)[number];

/** In which zone times are told and asked for: the viewer's own, or UTC. */
export const zonePreference = createPreference<Zone>("tutti.zone", ZONES, "local");
