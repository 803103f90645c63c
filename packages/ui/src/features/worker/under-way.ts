import type { RunRow } from "@tutti/core/wire/dashboard";

/** A run whose process a worker has to look after. */
export function isUnderWay({ state_type: type }: Pick<RunRow, "state_type">): boolean {
  return type === "PENDING" || type === "RUNNING" || type === "CANCELLING";
}
