import { zoneMinutes } from "../../time/moment.ts";

const MINUTE_MS = 60_000;

/** `2026-11-22T18:49:12Z` as the browser's time field shows it, in the chosen zone; empty for what is no time. */
export function toLocalInput(text: string): string {
  const at = Date.parse(text);
  if (Number.isNaN(at)) return "";
  return new Date(at + zoneMinutes(at) * MINUTE_MS).toISOString().slice(0, 19);
}

/** The instant that a time field means, in UTC. */
export function fromLocalInput(text: string): string {
  const at = Date.parse(`${text}Z`);
  return new Date(at - zoneMinutes(at - zoneMinutes(at) * MINUTE_MS) * MINUTE_MS).toISOString();
}
