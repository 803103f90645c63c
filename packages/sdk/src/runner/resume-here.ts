import { readFlowRun } from "@tutti/client/flow-runs";
import { TuttiError } from "@tutti/core/errors";
import { ENTRYPOINT_LABEL, FOLDER_LABEL } from "@tutti/core/run-origin";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { connect } from "../connection.ts";
import type { ChangedCode } from "../engine/open-run.ts";
import type { State } from "../state.ts";
import { forgetAssignment } from "./assigned-run-id.ts";
import { leaveSoon } from "./leave-soon.ts";
import { loadFlow } from "./load-flow.ts";

export interface ResumeHereOptions {
  /** Another than the one that the run recorded, seen from this process's folder. */
  readonly entrypoint: string | null;
  readonly changedCode: ChangedCode;
}

/**
 * Goes on with a run in this process, from its last committed step: one that a program of this machine began. Resolves with
 * the state it ended in. Rejects with `invalid_entrypoint` when its flow cannot be found here.
 */
export async function resumeHere(
  flowRunId: string,
  { entrypoint, changedCode }: ResumeHereOptions,
): Promise<Pick<State, "name" | "type" | "message">> {
  forgetAssignment();
  const { api } = await connect();
  const origin =
    entrypoint === null ? originOf(await readFlowRun(api, flowRunId)) : { entrypoint, folder: process.cwd() };
  process.chdir(origin.folder);
  const flow = await loadFlow(origin.entrypoint, origin.folder);
  try {
    return await flow.resume(flowRunId, changedCode);
  } finally {
    leaveSoon();
  }
}

function originOf({ name, labels }: FlowRun): { readonly entrypoint: string; readonly folder: string } {
  const [entrypoint, folder] = [labels[ENTRYPOINT_LABEL], labels[FOLDER_LABEL]];
  if (typeof entrypoint === "string" && typeof folder === "string") return { entrypoint, folder };
  throw new TuttiError("invalid_entrypoint", `${name} does not say where its flow is; name it with --entrypoint`);
}
