import { readWaitingFacts } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import { explainWaiting, mayWaitForOthers, type Waiting } from "@tutti/core/waiting/explain-waiting";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { durationText } from "../duration-text.ts";
import { localTime, relativeTime } from "../time-text.ts";

/** Why a run does not go on, in words; null for one that does. What a Prefect server cannot tell is left out. */
export async function whyItWaits(api: ApiClient, run: FlowRun, now: number): Promise<Waiting | null> {
  const isKnown = mayWaitForOthers(run) && (await api.server()).kind === "tutti";
  const facts = isKnown ? await readWaitingFacts(api, run.id) : null;
  const iso = (at: number) => new Date(at).toISOString();
  const relative = (at: number) => relativeTime(iso(at), now);
  return explainWaiting(run, facts, {
    now,
    relative,
    ahead: relative,
    absolute: (at) => localTime(iso(at)),
    span: (length) => durationText(length / 1000),
  });
}
