import { setTimeout } from "node:timers/promises";
import { readFlowRun } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import { TuttiError } from "@tutti/core/errors";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import type { Output } from "../output.ts";
import { oneLine } from "../plain-text.ts";
import { findFlowRun } from "./find-flow-run.ts";
import { isOver } from "./state-text.ts";
import { RunProgress } from "./run-progress.ts";
import { WaitingReasons } from "./waiting-reasons.ts";

const LOOK_EVERY_MS = 500;

export interface WatchOptions {
  /** How many seconds to wait at most; null waits for ever. */
  readonly timeout: number | null;
  /** How many seconds lie between two looks; null for half a second. */
  readonly interval: number | null;
  readonly output: string | null;
}

export async function watchFlowRun(
  { output, connect }: CommandContext,
  reference: string,
  options: WatchOptions,
): Promise<ExitCode> {
  const api = await connect();
  return waitForFlowRun(output, api, await findFlowRun(api, reference), options);
}

/** Waits for the run's end and tells its states and tasks as they come. Throws `waited_in_vain`. */
export async function waitForFlowRun(
  output: Output,
  api: ApiClient,
  begun: FlowRun,
  { timeout, interval, output: format }: WatchOptions,
): Promise<ExitCode> {
  const isQuiet = format === "json";
  const lookEveryMs = interval === null ? LOOK_EVERY_MS : interval * 1000;
  let run = begun;
  const progress = new RunProgress(api, run.id, output);
  const reasons = new WaitingReasons(api, output);
  const deadlineMs = performance.now() + (timeout ?? Number.POSITIVE_INFINITY) * 1000;
  for (;;) {
    if (!isQuiet) await progress.print(run);
    if (isOver(run)) break;
    if (!isQuiet) await reasons.tell(run);
    if (performance.now() >= deadlineMs) {
      throw new TuttiError("waited_in_vain", `${oneLine(run.name)} is ${run.state_name ?? "without a state"} still`);
    }
    await setTimeout(Math.min(lookEveryMs, deadlineMs - performance.now()));
    run = await readFlowRun(api, run.id);
  }
  if (isQuiet) output.json(run);
  return run.state_type === "COMPLETED" ? EXIT.ok : EXIT.failed;
}
