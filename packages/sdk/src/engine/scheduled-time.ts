import type { FlowRun } from "@tutti/core/wire/flow-run";
import { wallMs } from "./wall-clock.ts";

/** When a run was due: now, for one that nobody gave a time or a state yet. */
export function scheduledTime({ expected_start_time }: Pick<FlowRun, "expected_start_time">): Date {
  return new Date(expected_start_time ?? wallMs());
}
