import { formatInstant, instant } from "@tutti/core/instant";

export function formatOrNull(at: number | null): string | null {
  return at === null ? null : formatInstant(instant(at));
}
