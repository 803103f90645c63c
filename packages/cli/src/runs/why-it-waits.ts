import { readWaitingFacts } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import { explainTaskWaiting, mayWaitForSlots } from "@tutti/core/waiting/explain-task-waiting";
import { explainWaiting, mayWaitForOthers, type Waiting } from "@tutti/core/waiting/explain-waiting";
import type { Moments } from "@tutti/core/waiting/moments";
import type { WaitingFacts } from "@tutti/core/wire/dashboard-work";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { TaskRun } from "@tutti/core/wire/task-run";
import { durationText } from "../duration-text.ts";
import { localTime, relativeTime } from "../time-text.ts";

/** Why a run does not go on, in words; null for one that does. What a Prefect server cannot tell is left out. */
export async function whyItWaits(api: ApiClient, run: FlowRun, now: number): Promise<Waiting | null> {
  const facts = mayWaitForOthers(run) ? await factsOf(api, run.id) : null;
  return explainWaiting(run, facts, momentsAt(now));
}

/** The same of a task run. */
export async function whyTaskWaits(api: ApiClient, task: TaskRun, now: number): Promise<string | null> {
  const facts = mayWaitForSlots(task) ? await factsOf(api, task.flow_run_id ?? "") : null;
  return explainTaskWaiting(task, facts, momentsAt(now));
}

/** Null where nobody can tell: a Prefect server. */
export async function factsOf(api: ApiClient, flowRunId: string): Promise<WaitingFacts | null> {
  return (await api.server()).kind === "tutti" ? readWaitingFacts(api, flowRunId) : null;
}

function momentsAt(now: number): Moments {
  const iso = (at: number) => new Date(at).toISOString();
  const relative = (at: number) => relativeTime(iso(at), now);
  return {
    now,
    relative,
    ahead: relative,
    absolute: (at) => localTime(iso(at)),
    span: (length) => durationText(length / 1000),
  };
}
