import { formatInstant, instant, type Instant } from "../instant.ts";
import type { Schedule } from "../wire/schedule.ts";
import { offsetMicros, toWall } from "./zone.ts";

/** A slot in the words of its schedule's zone: `2026-03-01 09:00:00-05:00`. No two instants share one. */
export function slotKey({ timezone }: Schedule, slot: Instant): string {
  const zone = timezone || "UTC";
  const reading = formatInstant(instant(toWall(slot, zone)))
    .replace("T", " ")
    .replace("Z", "");
  return `${reading}${formatOffset(offsetMicros(slot, zone))}`;
}

function formatOffset(micros: number): string {
  const minutes = Math.round(Math.abs(micros) / 60_000_000);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0"));
  return `${micros < 0 ? "-" : "+"}${hour}:${minute}`;
}
