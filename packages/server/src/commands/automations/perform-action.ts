import { unreachable } from "@tutti/core/unreachable";
import type { Deps } from "../../deps.ts";
import type { Tx } from "../command.ts";
import type { Outgoing } from "./prepare-call.ts";
import { performOnFlowRun } from "./perform-on-flow-run.ts";
import { isOnTarget, performOnTarget } from "./perform-on-target.ts";
import { performRunDeployment } from "./perform-run-deployment.ts";
import { prepareCall } from "./prepare-call.ts";
import type { RenderTerms } from "./render-action.ts";

/**
 * Carries an action out by the commands that the routes use, in this transaction. Answers the requests that are
 * left to send; none when the action is done.
 */
export async function performAction(tx: Tx, deps: Deps, terms: RenderTerms): Promise<Outgoing[]> {
  const { invocation, report } = terms;
  const { action } = invocation;
  if (isOnTarget(action)) {
    await performOnTarget(tx, deps, action, invocation, report);
    return [];
  }
  switch (action.type) {
    case "do-nothing":
      return [];
    case "run-deployment":
      await performRunDeployment(tx, deps, action, terms);
      return [];
    case "send-notification":
    case "call-webhook":
      return prepareCall(tx, deps, action, terms);
    case "cancel-flow-run":
    case "delete-flow-run":
    case "suspend-flow-run":
    case "resume-flow-run":
    case "change-flow-run-state":
      await performOnFlowRun(tx, deps, action, invocation, report);
      return [];
    default:
      return unreachable(action);
  }
}
