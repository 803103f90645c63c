import { randomUUID } from "node:crypto";
import { setFlowRunState } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import { TuttiError } from "@tutti/core/errors";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { State } from "@tutti/core/wire/state";
import { confirm } from "../confirm.ts";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { oneLine } from "../plain-text.ts";
import { isFilter, type RunSelection, selectFlowRuns } from "./run-selection.ts";
import { isOver, stateText } from "./state-text.ts";

/** Cancels the runs that are named, or those that a filter fits and that have not ended; the latter asks first. */
export async function cancelFlowRuns(
  context: CommandContext,
  references: readonly string[],
  options: RunSelection & { readonly yes: boolean; readonly output: string | null },
): Promise<ExitCode> {
  const { output } = context;
  const api = await context.connect();
  const selected = await selectFlowRuns(api, references, options, { going: true });
  const runs = isFilter(options) ? selected.filter((run) => !isOver(run)) : selected;
  if (isFilter(options) && !(await areMeant(context, runs, options.yes))) {
    output.say("Nothing was cancelled.");
    return runs.length === 0 ? EXIT.ok : EXIT.failed;
  }
  const states: State[] = [];
  for (const run of runs) {
    const state = await cancelRun(api, run);
    if (options.output === null) output.line(`${oneLine(run.name)}  ${stateText(state, output)}`);
    states.push(state);
  }
  if (options.output === "json") output.json(states.length === 1 && !isFilter(options) ? states[0] : states);
  return EXIT.ok;
}

async function areMeant(context: CommandContext, runs: readonly FlowRun[], isConfirmed: boolean): Promise<boolean> {
  if (runs.length === 0) return false;
  const names = runs.slice(0, 3).map(({ name }) => oneLine(name));
  const more = runs.length > names.length ? ", …" : "";
  const count = `${runs.length} flow run${runs.length === 1 ? "" : "s"}`;
  return confirm(`Cancel ${count} (${names.join(", ")}${more})?`, isConfirmed, context);
}

/** Throws `wrong_state` for a run that has ended, or that is not let go. */
export async function cancelRun(api: ApiClient, run: FlowRun): Promise<State> {
  const name = oneLine(run.name);
  if (isOver(run)) throw new TuttiError("wrong_state", `${name} is ${run.state_name ?? "over"} already`);
  const { state, status, details } = await setFlowRunState(api, run.id, {
    state: { type: "CANCELLING", name: "Cancelling", state_details: { transition_id: randomUUID() } },
  });
  if (state !== null && ["CANCELLING", "CANCELLED"].includes(state.type)) return state;
  const reason = "reason" in details ? details.reason : null;
  throw new TuttiError("wrong_state", `${name} was not cancelled: ${reason ?? `the server answered ${status}`}`);
}
