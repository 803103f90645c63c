import { FLOW_POLICY, FORCED_FLOW_POLICY } from "@tutti/core/flow-policy";
import { addSeconds, formatInstant, instant, type Instant } from "@tutti/core/instant";
import { proposedState } from "@tutti/core/state-wire";
import type { LeaseSupport } from "@tutti/core/client-version";
import type { BegunFlowRun, FlowRunBeginning } from "@tutti/core/wire/flow-run-batch";
import type { StateType } from "@tutti/core/state-type";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import { insertEvents, type NewEvent } from "../../store/event-writes.ts";
import { prepared } from "../../store/prepared.ts";
import { insertNewRows } from "../../store/row-writes.ts";
import { flowRunFromRow } from "../../store/rows/flow-run-row.ts";
import { toJson } from "../../store/rows/json-column.ts";
import type { FlowRunStateTable, FlowRunTable, FlowTable } from "../../store/tables.ts";
import type { Outcome, Tx } from "../command.ts";
import { newEvent } from "../events/insert-event.ts";
import { flowRunLabels } from "./create-flow-run.ts";
import { decideFlowRun, type FlowTerms } from "./decide-flow-run.ts";
import { flowRunEvent, relatedToPlainRun } from "./flow-run-event.ts";
import { newRow } from "./insert-flow-run.ts";
import type { LoadedFlowRun } from "./load-flow-run.ts";
import type { ProposalResult } from "./proposal-result.ts";
import { completeFlowRunPolicy } from "./run-policy.ts";

interface Owner {
  readonly owner: string;
  readonly ttlSeconds: number;
  readonly leaseSupport: LeaseSupport;
}

/** A run as its first states leave it, and what goes with them. */
interface Begun {
  readonly run: LoadedFlowRun;
  readonly states: readonly FlowRunStateTable[];
  readonly events: readonly NewEvent[];
  readonly result: ProposalResult;
}

const flowById = prepared<{ id: string }, FlowTable>((db, param) =>
  db.selectFrom("flow").selectAll().where("id", "=", param("id")),
);

/**
 * Makes runs that a program called, Pending, leased to their process, and Running: what `createFlowRun`, `acquireLease` and
 * `setFlowRunState` would do one after the other, in as many statements as there are kinds of rows. Null for a run whose
 * key is known, or whose flow is not.
 */
export async function beginFlowRuns(
  tx: Tx,
  deps: Deps,
  { flowRuns, ...owner }: { flowRuns: readonly FlowRunBeginning[] } & Owner,
): Promise<Outcome<(BegunFlowRun | null)[]>> {
  const ids = [...new Set(flowRuns.map(({ flow_id }) => flow_id))];
  const [now, ...found] = await Promise.all([sharedNow(tx, deps), ...ids.map((id) => flowById(tx, { id }))]);
  const flows = new Map(found.flat().map((flow) => [flow.id, flow]));
  const begun = flowRuns.map((beginning) => {
    const flow = flows.get(beginning.flow_id);
    return flow === undefined
      ? null
      : begin(deps, flow, beginning, { ...owner, expiresAt: addSeconds(now, owner.ttlSeconds) });
  });
  const kept = await save(
    tx,
    begun.filter((run) => run !== null),
  );
  return {
    result: begun.map((run) => (run === null || !kept.includes(run) ? null : answer(deps, run))),
    changes: () => kept.map(({ run }) => ({ kind: "flow-run", flow_run: flowRunFromRow(run.row, run, deps.now()) })),
  };
}

/** Those that are new. */
async function save(tx: Tx, begun: readonly Begun[]): Promise<Begun[]> {
  const rows = begun.map(({ run }) => run.row);
  const inserted = await insertNewRows(tx, "flow_run", rows);
  const kept = begun.filter(({ run }) => inserted.has(run.row.id));
  const states = kept.flatMap((run) => run.states);
  const events = kept.flatMap((run) => run.events);
  await Promise.all([insertNewRows(tx, "flow_run_state", states), insertEvents(tx, events)]);
  return kept;
}

function begin(
  deps: Deps,
  flow: FlowTable,
  beginning: FlowRunBeginning,
  { owner, expiresAt, leaseSupport }: Owner & { readonly expiresAt: Instant },
): Begun {
  const related = relatedToPlainRun({ tags: toJson(beginning.tags) }, flow);
  const created = enter(newRun(deps, flow, beginning), "PENDING", FORCED_FLOW_POLICY);
  const leased = { lease_owner: owner, lease_epoch: created.run.row.lease_epoch + 1, lease_expires_at: expiresAt };
  const running = enter({ ...created.run, row: { ...created.run.row, ...leased } }, "RUNNING", FLOW_POLICY);
  const steps = [created, running];
  return {
    run: running.run,
    states: steps.flatMap(({ saved }) => (saved === null ? [] : [saved.run.state])),
    events: steps.flatMap(({ saved }) =>
      saved === null ? [] : [newEvent(flowRunEvent(saved.change, related, deps.now()))],
    ),
    result: running.result,
  };

  function enter(run: LoadedFlowRun, type: StateType, policy: FlowTerms["policy"]) {
    const proposed = proposedState({ type }, deps.newId(), deps.now());
    const terms = { policy, leaseSupport, recoveriesLeft: null };
    const facts = { deployment: { kind: "none" }, ownAttempts: run.row.run_count, wasMade: false } as const;
    const { result, saved } = decideFlowRun(deps, run, proposed, facts, terms);
    return { run: saved?.run ?? run, result, saved };
  }
}

function newRun(deps: Deps, flow: FlowTable, beginning: FlowRunBeginning): LoadedFlowRun {
  const row: FlowRunTable = newRow(deps, {
    name: beginning.name ?? null,
    flow_id: flow.id,
    flow_version: beginning.flow_version ?? null,
    deployment_id: null,
    deployment_version: null,
    work_queue_id: null,
    work_queue_name: null,
    parent_task_run_id: null,
    parameters: toJson(beginning.parameters),
    context: toJson({}),
    empirical_policy: toJson(completeFlowRunPolicy(beginning.empirical_policy)),
    job_variables: toJson({}),
    tags: toJson(beginning.tags),
    labels: flowRunLabels(flow, beginning.labels),
    idempotency_key: beginning.idempotency_key,
    infrastructure_document_id: null,
    lease_run_id: null,
    creator: null,
  });
  return { row, state: null, queue: null };
}

function answer(deps: Deps, { run, result: { isNew: _isNew, ...result } }: Begun): BegunFlowRun {
  const { row } = run;
  const lease = {
    flow_run_id: row.id,
    owner: row.lease_owner ?? "",
    epoch: row.lease_epoch,
    expires_at: formatInstant(instant(row.lease_expires_at ?? 0)),
  };
  return { flow_run: flowRunFromRow(row, run, deps.now()), lease, result };
}
