import type { WorkStatus } from "@tutti/core/wire/work-queue";
import type { Output, Style } from "../output.ts";

const STYLES: Record<WorkStatus, Style> = { READY: "green", NOT_READY: "yellow", PAUSED: "gray" };

/** Whether somebody takes the runs of a pool or a queue, in words. Of an agent's pool nobody knows. */
export function workStatusText(
  { status, is_paused }: { readonly status: WorkStatus | null; readonly is_paused: boolean },
  output: Output,
): string {
  const known = is_paused ? "PAUSED" : status;
  return known === null ? "" : output.style(STYLES[known], known.toLowerCase().replace("_", " "));
}

/** The same where it stands alone, and a bare 0 would look like a limit that lets nothing run. */
export function slotsFact(counts: SlotCounts): string {
  return counts.concurrency_limit === null ? `${slotsText(counts)} taken, no limit` : slotsText(counts);
}

interface SlotCounts {
  readonly active_slots: number | null;
  readonly concurrency_limit: number | null;
}

/** How many slots are taken, of how many there are: `2/5`, or `2` where there is no limit. */
export function slotsText({ active_slots, concurrency_limit }: SlotCounts): string {
  const taken = active_slots ?? 0;
  return concurrency_limit === null ? String(taken) : `${taken}/${concurrency_limit}`;
}
