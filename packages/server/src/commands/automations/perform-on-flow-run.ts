import { flowRunOf } from "@tutti/core/automation/action-invocation";
import { addSeconds } from "@tutti/core/instant";
import type { AutomationAction } from "@tutti/core/wire/automation-action";
import type { StateCreate } from "@tutti/core/wire/state";
import type { Deps } from "../../deps.ts";
import type { Tx } from "../command.ts";
import { deleteFlowRun } from "../flow-runs/delete-flow-run.ts";
import type { ProposalResult } from "../flow-runs/proposal-result.ts";
import { relatedResource } from "../flow-runs/related-resources.ts";
import { resumeFlowRun } from "../flow-runs/resume-flow-run.ts";
import { setFlowRunState } from "../flow-runs/set-flow-run-state.ts";
import { ActionFailed, type ActionReport, type EventInvocation } from "./action-report.ts";
import { ledToFiring } from "./brought-about-by.ts";

/** How long a run that an automation suspends may be suspended. */
const SUSPENDED_SECONDS = 3600;

type Action = Extract<
  AutomationAction,
  {
    type: "cancel-flow-run" | "suspend-flow-run" | "change-flow-run-state" | "resume-flow-run" | "delete-flow-run";
  }
>;

/** Acts on the run that the trigger is about. */
export async function performOnFlowRun(
  tx: Tx,
  deps: Deps,
  action: Action,
  invocation: EventInvocation,
  report: ActionReport,
): Promise<void> {
  const id = flowRunOf(invocation);
  if (id === null) throw new ActionFailed("No flow run could be inferred");
  report.related.push(relatedResource("target", `prefect.flow-run.${id}`));
  const { id: automation } = invocation.automation;
  switch (action.type) {
    case "cancel-flow-run":
      return propose(
        tx,
        deps,
        id,
        invocation,
        { type: "CANCELLING", message: `Cancelled by Automation ${automation}` },
        report,
      );
    case "suspend-flow-run":
      return propose(tx, deps, id, invocation, suspended(deps, automation), report);
    case "change-flow-run-state": {
      const message = action.message ?? `State changed by Automation ${automation}`;
      const state: StateCreate = { type: action.state, name: action.name, message };
      return propose(tx, deps, id, invocation, state, report, action.force);
    }
    case "resume-flow-run": {
      const { result } = await resumeFlowRun(tx, deps, { id, runInput: null, leaseSupport: "renews" });
      return requireAccepted(result, "Failed to resume flow run");
    }
    case "delete-flow-run":
      await deleteFlowRun(tx, deps, { id, epoch: null });
      report.details["status_code"] = 204;
  }
}

function suspended(deps: Deps, automation: string): StateCreate {
  return {
    type: "PAUSED",
    name: "Suspended",
    message: `Suspended by Automation ${automation}`,
    state_details: { pause_reschedule: true, pause_timeout: addSeconds(deps.now(), SUSPENDED_SECONDS) },
  };
}

async function propose(
  tx: Tx,
  deps: Deps,
  id: string,
  { automation, firing }: EventInvocation,
  state: StateCreate,
  report: ActionReport,
  isForced = false,
): Promise<void> {
  const policy = isForced ? ("forced" as const) : ("client" as const);
  const broughtAboutBy = [automation.id, ...(await ledToFiring(tx, firing))];
  const proposal = { id, state, policy, leaseSupport: "renews" as const, epoch: null, broughtAboutBy };
  const { result } = await setFlowRunState(tx, deps, proposal);
  report.details["status_code"] = 201;
  requireAccepted(result, "Failed to set state");
}

function requireAccepted({ status, details }: ProposalResult, what: string): void {
  if (status !== "ACCEPT") throw new ActionFailed(`${what}: ${"reason" in details ? details.reason : status}`);
}
