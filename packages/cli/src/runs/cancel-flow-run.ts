import { randomUUID } from "node:crypto";
import { setFlowRunState } from "@tutti/client/flow-runs";
import { TuttiError } from "@tutti/core/errors";
import type { CommandContext } from "../context.ts";
import { oneLine } from "../plain-text.ts";
import { findFlowRun } from "./find-flow-run.ts";
import { isOver, stateText } from "./state-text.ts";

export async function cancelFlowRun(
  { output, connect }: CommandContext,
  reference: string,
  options: { readonly output: string | null },
): Promise<void> {
  const api = await connect();
  const run = await findFlowRun(api, reference);
  const name = oneLine(run.name);
  if (isOver(run)) {
    throw new TuttiError("wrong_state", `${name} is ${run.state_name ?? "over"} already`);
  }
  const { state, status, details } = await setFlowRunState(api, run.id, {
    state: { type: "CANCELLING", name: "Cancelling", state_details: { transition_id: randomUUID() } },
  });
  if (state === null || !["CANCELLING", "CANCELLED"].includes(state.type)) {
    const reason = "reason" in details ? details.reason : null;
    throw new TuttiError("wrong_state", `${name} was not cancelled: ${reason ?? `the server answered ${status}`}`);
  }
  if (options.output === "json") output.json(state);
  else output.line(`${name}  ${stateText(state, output)}`);
}
