import { TuttiError } from "@tutti/core/errors";
import { ENTRYPOINT_LABEL } from "@tutti/core/run-origin";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { oneLine } from "../plain-text.ts";
import { stateText } from "./state-text.ts";

export type ChangedCode = "refuse" | "accept" | "rerun";

export interface HereFlags {
  readonly entrypoint: string | null;
  readonly changedCode: ChangedCode;
}

/** Whether the run is executed in this process, not by a worker. Throws `invalid_usage` when its flow cannot be known. */
export function isExecutedHere(run: FlowRun, entrypoint: string | null): boolean {
  if (run.deployment_id !== null && entrypoint === null) return false;
  if (entrypoint !== null || run.labels[ENTRYPOINT_LABEL] !== undefined) return true;
  throw new TuttiError(
    "invalid_usage",
    `${oneLine(run.name)} does not say where its flow is: name it with --entrypoint.`,
  );
}

/** Executes the run in this process. Answers the exit code. */
export async function runHere(
  context: CommandContext,
  run: FlowRun,
  flags: HereFlags,
  format: string | null,
): Promise<ExitCode> {
  const { output } = context;
  Object.assign(process.env, await context.settings());
  const { resumeHere } = await import("@tutti/sdk/runner/resume-here");
  const state = await resumeHere(run.id, flags);
  if (format === "json") output.json({ type: state.type, name: state.name, message: state.message });
  else output.line(`${oneLine(run.name)}  ${stateText(state, output)}`);
  return state.type === "COMPLETED" ? EXIT.ok : EXIT.failed;
}
