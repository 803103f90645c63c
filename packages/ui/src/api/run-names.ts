import type { FlowRun } from "@tutti/core/wire/flow-run";
import { request } from "./http.ts";

const READ_MAX = 200;

/** The names of flow runs by their ids; those that are gone are left out. */
export async function readRunNames(
  ids: readonly (string | null)[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  const names = new Map<string, string>();
  for (let from = 0; from < wanted.length; from += READ_MAX) {
    const body = { flow_runs: { id: { any_: wanted.slice(from, from + READ_MAX) } }, limit: READ_MAX };
    const runs = await request<FlowRun[]>("/flow_runs/filter", { method: "POST", body, signal });
    for (const { id, name } of runs) names.set(id, name);
  }
  return names;
}
