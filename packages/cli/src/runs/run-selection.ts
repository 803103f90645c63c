import { filterFlowRuns } from "@tutti/client/flow-runs";
import type { ApiClient } from "@tutti/client/http";
import { TuttiError } from "@tutti/core/errors";
import { isTerminal, STATE_TYPES } from "@tutti/core/state-type";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { findFlowRun } from "./find-flow-run.ts";
import { readPages } from "./read-pages.ts";
import { stateCondition } from "./state-filter.ts";

export interface RunSelection {
  readonly flowNames: readonly string[];
  readonly states: readonly string[];
  readonly stateTypes: readonly string[];
}

export function isFilter({ flowNames, states, stateTypes }: RunSelection): boolean {
  return flowNames.length + states.length + stateTypes.length > 0;
}

/**
 * The flow runs that are named, or those that the filter fits; `going` leaves out those that have ended. Throws
 * `invalid_usage` for both and for neither, and what finding a run throws.
 */
export async function selectFlowRuns(
  api: ApiClient,
  references: readonly string[],
  selection: RunSelection,
  { going }: { readonly going: boolean },
): Promise<readonly FlowRun[]> {
  if (references.length > 0 === isFilter(selection)) {
    throw new TuttiError("invalid_usage", "Which runs? Name them, or give --state, --state-type or --flow-name.");
  }
  if (references.length > 0) return Promise.all(references.map((reference) => findFlowRun(api, reference)));
  const { flowNames } = selection;
  const state = stateCondition(selection) ?? (going ? { type: { any_: NOT_OVER } } : null);
  return readPages(Number.MAX_SAFE_INTEGER, (page) =>
    filterFlowRuns(api, {
      ...(state === null ? {} : { flow_runs: { state } }),
      ...(flowNames.length === 0 ? {} : { flows: { name: { any_: [...flowNames] } } }),
      sort: "ID_DESC",
      ...page,
    }),
  );
}

const NOT_OVER = STATE_TYPES.filter((type) => !isTerminal(type));
