import { randomUUID } from "node:crypto";
import { setFlowRunState } from "@tutti/client/flow-runs";
import type { CommandContext } from "../context.ts";
import { findFlowRun } from "./find-flow-run.ts";
import { tellState } from "./tell-state.ts";

/** A pause keeps the process waiting, a suspension ends it; both fail when nobody resumes the run in time. */
export async function pauseFlowRun(
  context: CommandContext,
  reference: string,
  options: { readonly timeout: number | null; readonly output: string | null },
  isSuspended: boolean,
): Promise<void> {
  const api = await context.connect();
  const run = await findFlowRun(api, reference);
  const name = isSuspended ? "Suspended" : "Paused";
  const result = await setFlowRunState(api, run.id, {
    state: {
      type: "PAUSED",
      name,
      state_details: {
        transition_id: randomUUID(),
        pause_reschedule: isSuspended,
        pause_timeout: new Date(Date.now() + (options.timeout ?? HOUR_SECONDS) * 1000).toISOString(),
      },
    },
  });
  tellState(context, run, result, `was not ${name.toLowerCase()}`, options.output);
}

const HOUR_SECONDS = 3600;
