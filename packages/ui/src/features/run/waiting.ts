import { unreachable } from "@tutti/core/unreachable";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { formatDuration } from "../../time/duration.ts";
import { formatAbsolute, formatRelative, parseTime } from "../../time/moment.ts";

/** Why a run does not run now, and what would make it; null for one that runs or is over. */
export function explainWaiting(run: FlowRun, now: number): string | null {
  switch (run.state_type) {
    case "SCHEDULED":
      return explainScheduled(run, now);
    case "PENDING":
      return explainPending(run);
    case "PAUSED":
      return explainPaused(run, now);
    case "CANCELLING":
      return "It was asked to stop, and its process is winding up.";
    case "RUNNING":
    case "COMPLETED":
    case "FAILED":
    case "CANCELLED":
    case "CRASHED":
    case null:
      return null;
    default:
      return unreachable(run.state_type);
  }
}

function explainScheduled(run: FlowRun, now: number): string {
  const dueAt = parseTime(run.state?.state_details.scheduled_time) ?? parseTime(run.next_scheduled_start_time);
  if (run.state_name === "AwaitingRetry") return explainRetry(run, dueAt, now);
  if (run.state_name === "AwaitingConcurrencySlot") {
    return "Its deployment runs as many at once as it may. It starts when one of them ends.";
  }
  if (run.state_name === "Recovering") return "Its process was lost. It goes on from its last finished step.";
  if (dueAt !== null && dueAt > now) return `It starts ${formatRelative(dueAt, now)}, on ${formatAbsolute(dueAt)}.`;
  const since = dueAt === null ? "" : ` since ${formatAbsolute(dueAt)}`;
  return `It is due${since}, and nothing has taken it yet. ${takerOf(run)}`;
}

function explainRetry(run: FlowRun, dueAt: number | null, now: number): string {
  const retries = run.empirical_policy.retries ?? 0;
  const attempt = retries > 0 ? `Attempt ${run.run_count + 1} of ${retries + 1}` : "The next attempt";
  if (dueAt === null || dueAt <= now) return `${attempt} is due now.`;
  return `${attempt} begins in ${formatDuration(dueAt - now)}.`;
}

function takerOf({ deployment_id, work_pool_name }: FlowRun): string {
  if (work_pool_name !== null) return `A worker on the pool “${work_pool_name}” has to run: is one started?`;
  if (deployment_id !== null) return "The process that serves its deployment has to run: is it started?";
  return "It has no deployment, so only the process that made it can start it.";
}

function explainPending(run: FlowRun): string {
  if (run.work_pool_name !== null) return `A worker on “${run.work_pool_name}” has taken it; its process is starting.`;
  return "It is about to start: its process has made it and not begun it yet.";
}

function explainPaused(run: FlowRun, now: number): string {
  const details = run.state?.state_details;
  const until = parseTime(details?.pause_timeout);
  const limit = until === null ? "" : ` It fails when nobody does so ${formatRelative(until, now)}.`;
  const input = (details?.run_input_keyset ?? null) === null ? "" : " It asks for input.";
  return `It waits for somebody to resume it.${input}${limit}`;
}
