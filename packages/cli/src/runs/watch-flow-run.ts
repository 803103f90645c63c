import { setTimeout } from "node:timers/promises";
import { readFlowRun } from "@tutti/client/flow-runs";
import { TuttiError } from "@tutti/core/errors";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { oneLine } from "../plain-text.ts";
import { findFlowRun } from "./find-flow-run.ts";
import { isOver } from "./state-text.ts";
import { RunProgress } from "./run-progress.ts";

const LOOK_EVERY_MS = 500;

export async function watchFlowRun(
  { output, connect }: CommandContext,
  reference: string,
  options: { readonly timeout: number | null; readonly output: string | null },
): Promise<ExitCode> {
  const api = await connect();
  const isQuiet = options.output === "json";
  let run = await findFlowRun(api, reference);
  const progress = new RunProgress(api, run.id, output);
  const deadlineMs = performance.now() + (options.timeout ?? Number.POSITIVE_INFINITY) * 1000;
  for (;;) {
    if (!isQuiet) await progress.print(run);
    if (isOver(run)) break;
    if (performance.now() >= deadlineMs) {
      throw new TuttiError("waited_in_vain", `${oneLine(run.name)} is ${run.state_name ?? "without a state"} still`);
    }
    await setTimeout(Math.min(LOOK_EVERY_MS, deadlineMs - performance.now()));
    run = await readFlowRun(api, run.id);
  }
  if (isQuiet) output.json(run);
  return run.state_type === "COMPLETED" ? EXIT.ok : EXIT.failed;
}
