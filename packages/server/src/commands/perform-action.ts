import type { OutgoingRequest } from "@tutti/core/automation/notification-request";
import { unreachable } from "@tutti/core/unreachable";
import type { Deps } from "../deps.ts";
import type { Tx } from "./command.ts";
import { performOnFlowRun } from "./perform-on-flow-run.ts";
import { isOnTarget, performOnTarget } from "./perform-on-target.ts";
import { performRunDeployment } from "./perform-run-deployment.ts";
import { prepareCall } from "./prepare-call.ts";
import type { RenderTerms } from "./render-action.ts";

/**
 * Carries an action out by the commands that the routes use, in this transaction. Answers the request that is left to
 * send; null when the action is done.
 */
export async function performAction(tx: Tx, deps: Deps, terms: RenderTerms): Promise<OutgoingRequest | null> {
  const { invocation, report } = terms;
  const { action } = invocation;
  if (isOnTarget(action)) {
    await performOnTarget(tx, deps, action, invocation, report);
    return null;
  }
  switch (action.type) {
    case "do-nothing":
      return null;
    case "run-deployment":
      await performRunDeployment(tx, deps, action, terms);
      return null;
    case "send-notification":
    case "call-webhook":
      return prepareCall(tx, deps, action, terms);
    case "cancel-flow-run":
    case "delete-flow-run":
    case "suspend-flow-run":
    case "resume-flow-run":
    case "change-flow-run-state":
      await performOnFlowRun(tx, deps, action, invocation, report);
      return null;
    default:
      return unreachable(action);
  }
}
