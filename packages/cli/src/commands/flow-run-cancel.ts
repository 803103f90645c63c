import { randomUUID } from "node:crypto";
import { setFlowRunState } from "@tutti/client/flow-runs";
import { TuttiError } from "@tutti/core/errors";
import { defineCommand } from "../command.ts";
import { outputOption } from "../option.ts";
import { oneLine } from "../plain-text.ts";
import { findFlowRun } from "../runs/find-flow-run.ts";
import { isOver, stateText } from "../runs/state-text.ts";

export const flowRunCancel = defineCommand({
  description:
    "Cancels a flow run. One that has not begun is Cancelled at once; one that runs is told to stop, and is Cancelling until it has.",
  arguments: [{ term: "<run>", description: "its id, the beginning of its id, or its name" }],
  options: { output: outputOption },
  examples: [["tutti flow-run cancel brave-otter", "by its name"]],
  async run({ output, connect }, { args, options }) {
    const api = await connect();
    const run = await findFlowRun(api, args[0] ?? "");
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
  },
});
