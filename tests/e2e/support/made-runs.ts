import { z } from "zod";
import type { Dashboard } from "./dashboard.ts";

const made = z.object({ id: z.string(), name: z.string() });

interface RunToMake {
  flow: string;
  name: string;
  /** The states it goes through, set by force; none leaves it without one. */
  states: { type: string; name?: string; message?: string; state_details?: object }[];
  tags?: string[];
}

/** Makes a flow run by plain calls; answers its id. */
export async function makeRun(dashboard: Dashboard, { flow, name, states, tags = [] }: RunToMake): Promise<string> {
  const { id: flowId } = made.parse(await dashboard.call("POST", "/flows/", { name: flow }));
  const { id } = made.parse(await dashboard.call("POST", "/flow_runs/", { flow_id: flowId, name, tags }));
  for (const state of states) await dashboard.call("POST", `/flow_runs/${id}/set_state`, { state, force: true });
  return id;
}

const begun = z.object({
  flow_runs: z.array(z.object({ flow_run: z.object({ id: z.string() }), lease: z.object({ epoch: z.int() }) })),
});
const BATCH = 200;

/** Makes many completed runs of a flow, in few calls. */
export async function makeManyRuns(dashboard: Dashboard, flow: string, count: number): Promise<void> {
  const { id: flow_id } = made.parse(await dashboard.call("POST", "/flows/", { name: flow }));
  for (let from = 0; from < count; from += BATCH) {
    const names = Array.from({ length: Math.min(BATCH, count - from) }, (_, index) => `${flow}-${from + index}`);
    const flow_runs = names.map((name) => ({ flow_id, name, idempotency_key: name }));
    const answer = await dashboard.call("POST", "/tutti/flow_runs/begin", { owner: "made", flow_runs });
    const proposals = begun.parse(answer).flow_runs.map(({ flow_run, lease }) => ({
      flow_run_id: flow_run.id,
      epoch: lease.epoch,
      state: { type: "COMPLETED" },
    }));
    await dashboard.call("POST", "/tutti/flow_runs/set_states", { proposals });
  }
}

/** A deployment of a flow `deployed` to a pool `zoompool`, with one run; its id. */
export async function deploy(dashboard: Dashboard): Promise<string> {
  const { id: flow_id } = made.parse(await dashboard.call("POST", "/flows/", { name: "deployed" }));
  await dashboard.call("POST", "/work_pools/", { name: "zoompool", type: "process" });
  const body = { name: "prod", flow_id, work_pool_name: "zoompool" };
  const { id } = made.parse(await dashboard.call("POST", "/deployments/", body));
  await dashboard.call("POST", `/deployments/${id}/create_flow_run`, {});
  return id;
}

/** Writes log lines `line 0` … of a run, a tenth of them debug, one in a thousand an error. */
export async function writeLines(dashboard: Dashboard, flowRunId: string, count: number): Promise<void> {
  const start = Date.UTC(2026, 0, 1);
  const lines = Array.from({ length: count }, (_, index) => ({
    name: "tutti.flow_runs",
    level: index % 1000 === 999 ? 40 : index % 10 === 0 ? 10 : 20,
    message: `line ${index}`,
    timestamp: new Date(start + index).toISOString(),
    flow_run_id: flowRunId,
  }));
  for (let from = 0; from < count; from += 2000) {
    await dashboard.call("POST", "/logs/", lines.slice(from, from + 2000));
  }
}

const page = z.object({ results: z.array(z.object({ id: z.string() })) });

/** The id of the newest run of a flow. */
export async function newestRun(dashboard: Dashboard, flow: string): Promise<string> {
  const answer = await dashboard.call("POST", "/tutti/runs/page", { flows: { name: { any_: [flow] } }, limit: 1 });
  const id = page.parse(answer).results[0]?.id;
  if (id === undefined) throw new Error(`no run of ${flow}`);
  return id;
}
