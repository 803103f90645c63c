import type { FlowRun } from "@tutti/core/wire/flow-run";
import { request } from "./http.ts";

const READ_MAX = 200;

/** The names of flow runs by their ids; those that are gone are left out. */
export async function readRunNames(
  ids: readonly (string | null)[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null).slice(0, READ_MAX);
  if (wanted.length === 0) return new Map();
  const body = { flow_runs: { id: { any_: wanted } }, limit: READ_MAX };
  const runs = await request<FlowRun[]>("/flow_runs/filter", { method: "POST", body, signal });
  return new Map(runs.map(({ id, name }) => [id, name]));
}
