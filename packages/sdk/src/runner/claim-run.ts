import { TuttiError } from "@tutti/core/errors";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { Connection } from "../connection.ts";
import { proposeState } from "../engine/propose-state.ts";
import { printLine } from "../print-line.ts";

/**
 * Whether this process is to execute the run. One that waits to be handed out is taken, by Pending, as a worker would
 * have; one that another took meanwhile, that has no free slot, or is done, is not for us, and stderr says so. Rejects
 * with `wrong_state` for a run that has to be scheduled again first.
 */
export async function claimRun(flowRun: FlowRun, connection: Connection): Promise<boolean> {
  switch (flowRun.state_type) {
    case null:
    case "PENDING":
    case "RUNNING":
      return true;
    case "SCHEDULED":
      return takeScheduled(flowRun, connection);
    case "CANCELLING":
      return endCancelled(flowRun, connection);
    case "COMPLETED":
    case "CANCELLED":
      return sayOver(flowRun);
    case "FAILED":
    case "CRASHED":
    case "PAUSED":
      break;
  }
  throw new TuttiError("wrong_state", `${flowRun.name} is ${flowRun.state_name ?? flowRun.state_type}`);
}

async function takeScheduled({ id, name }: FlowRun, connection: Connection): Promise<boolean> {
  const answer = await proposeState(connection, id, null, { type: "PENDING" });
  if (answer.kind === "accepted") return true;
  printLine(`tutti: flow run '${name}' is not executed now: ${answer.reason}`);
  return false;
}

// It was cancelled while its process was on the way: nobody else will say that it has ended.
async function endCancelled({ id }: FlowRun, connection: Connection): Promise<false> {
  const message = "The flow run was cancelled before it began";
  await proposeState(connection, id, null, { type: "CANCELLED", message, force: true });
  return false;
}

function sayOver({ name, state_name }: FlowRun): false {
  printLine(`tutti: flow run '${name}' is ${state_name ?? "over"} already`);
  return false;
}
