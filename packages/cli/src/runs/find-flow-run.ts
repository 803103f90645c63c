import { filterFlowRuns, readFlowRun } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { findRun } from "./find-run.ts";
import { readPages } from "./read-pages.ts";

const RECENT = 1000;

/** The flow run that a person means: by id, by name, or by the beginning of its id among the newest thousand. */
export function findFlowRun(api: ApiClient, reference: string): Promise<FlowRun> {
  return findRun(reference, {
    kind: "flow run",
    read: (id) => readFlowRun(api, id),
    readByName: (name) => filterFlowRuns(api, { flow_runs: { name: { any_: [name] } }, sort: "ID_DESC", limit: 6 }),
    readRecent: () => readPages(RECENT, (page) => filterFlowRuns(api, { sort: "ID_DESC", ...page })),
  });
}
