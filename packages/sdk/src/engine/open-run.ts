import { attemptBefore, lastFailure, lastRetry } from "@tutti/core/attempt-before";
import { createFlowRun, readFlowRun, readFlowRunStates, updateFlowRun } from "@tutti/client/flow-runs";
import { readFlow, registerFlow } from "@tutti/client/flows";
import { epochHeader } from "@tutti/client/leases";
import { TuttiError } from "@tutti/core/errors";
import { parseInstant } from "@tutti/core/instant";
import { ACCEPTED_VERSION_LABEL, ENTRYPOINT_LABEL, FOLDER_LABEL, RERUN_FROM_LABEL } from "@tutti/core/run-origin";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { BegunFlowRun } from "@tutti/core/wire/flow-run-batch";
import type { WorkerOffer } from "@tutti/core/wire/work-offer";
import { randomUUID } from "node:crypto";
import type { Connection } from "../connection.ts";
import { checkParameters, describeLargeParameters, parametersToWire, parametersWithinLimit } from "../parameters.ts";
import { isRecord } from "../results/inline-json.ts";
import { fillTemplate, givenName } from "../run-name.ts";
import type { FlowDefinition } from "./flow-definition.ts";
import { type CodeChange, Journal } from "./journal.ts";
import { takeLease } from "./lease.ts";
import { withSchemaDefaults } from "../schema-defaults.ts";
import { entryPointOf } from "../serve/flow-place.ts";
import type { OpenedRun } from "./opened-run.ts";
import { answerOf } from "./propose-state.ts";
import type { RunContext } from "./run-context.ts";

/** What becomes of a run whose code is not the one it began with, when a step is not found on record. */
export type ChangedCode = "refuse" | "accept" | "rerun";

const flowIds = new WeakMap<Connection, Map<string, Promise<string>>>();

/** A new run of a flow that nobody called but the program. */
export async function openNewRun(
  flow: FlowDefinition,
  args: readonly unknown[],
  context: RunContext,
  connection: Connection,
): Promise<OpenedRun> {
  const whole = await withSchemaDefaults(flow.schema, args);
  const body = await newRunBody(flow, whole, context, connection, null);
  const begun = (await connection.batches?.begin(body)) ?? null;
  const opened = begun === null ? await openStepwise(connection, body) : openBegun(connection, begun);
  return { flow, connection, args: whole, journal: new Journal(flow.retries > 0), context, ...opened };
}

type Opened = Pick<OpenedRun, "flowRun" | "epoch" | "begun">;

function openBegun(connection: Connection, { flow_run, lease, result }: BegunFlowRun): Opened {
  connection.leases.keep(flow_run.id, lease.epoch);
  // Its count is told as before this attempt.
  const flowRun = { ...flow_run, run_count: 0 };
  return { flowRun, epoch: lease.epoch, begun: answerOf(result, { type: "RUNNING" }, null) };
}

async function openStepwise(connection: Connection, body: NewRunBody): Promise<Opened> {
  const flowRun = await createFlowRun(connection.api, { ...body, state: { type: "PENDING" } });
  const epoch = await takeLease(connection, flowRun.id);
  // The answer to its beginning was lost: nobody else knows its key.
  if (flowRun.state?.type === "RUNNING") {
    return { flowRun: { ...flowRun, run_count: 0 }, epoch, begun: { kind: "accepted", state: flowRun.state } };
  }
  return { flowRun, epoch };
}

/**
 * A run that is there already: one an earlier process did not finish, or that a worker was given. Its steps on record are
 * given back; after a failure the failed ones are run again. Rejects with `invalid_setting` for a run of another flow.
 */
export async function openExistingRun(
  flow: FlowDefinition,
  flowRunId: string,
  args: readonly unknown[],
  context: RunContext,
  connection: Connection,
  changedCode: ChangedCode,
): Promise<OpenedRun> {
  const flowRun = await readFlowRun(connection.api, flowRunId);
  const { name } = await readFlow(connection.api, flowRun.flow_id);
  if (name !== flow.name) {
    throw new TuttiError("invalid_setting", `run ${flowRunId} is of the flow "${name}", not "${flow.name}"`);
  }
  const merged = mergedArgs(flow, args, flowRun);
  // Its result is given back: there is nothing to own, and nothing to change about it.
  if (flowRun.state_type === "COMPLETED") {
    return { flow, connection, flowRun, args: merged, journal: new Journal(false), epoch: null, context };
  }
  const epoch = await takeLease(connection, flowRun.id);
  return { ...(await reopen(flow, flowRun, connection, epoch, context, changedCode)), args: merged };
}

/** A run that its process has read and leased already, as that of a deployment. */
export async function openAssignedRun(
  flow: FlowDefinition,
  flowRun: FlowRun,
  epoch: number | null,
  context: RunContext,
  connection: Connection,
): Promise<OpenedRun> {
  if (epoch !== null) connection.leases.keep(flowRun.id, epoch, { endsProcess: true });
  if (!isNotBegun(flowRun)) {
    const reopened = await reopen(flow, flowRun, connection, epoch, context, "refuse");
    return { ...reopened, args: mergedArgs(flow, [], flowRun) };
  }
  const { args, update } = await firstAttempt(flow, flowRun, connection);
  const journal = new Journal(flow.retries > 0);
  return { flow, connection, flowRun: { ...flowRun, name: update.name }, args, journal, epoch, context, update };
}

/** Whether nothing has been done of the run: it is on record nowhere, and goes on from no other. */
export function isNotBegun(flowRun: AskedRun): boolean {
  return !hasJournal(flowRun) && flowRun.empirical_policy.resuming !== true;
}

/** With what the function of a run is called that nothing has been done of, and what the server is told with its Running. */
export async function firstAttempt(flow: FlowDefinition, flowRun: AskedRun, connection: Connection) {
  const args = mergedArgs(flow, [], flowRun);
  const name = (await runName(flow, args, flowRun.parameters)) ?? flowRun.name;
  return { args, update: { ...description(flow, flowRun, connection), name } };
}

/** What is known of a run by whoever was offered it. */
type AskedRun = WorkerOffer["flow_run"];

function description(flow: FlowDefinition, flowRun: AskedRun, connection: Connection) {
  const policy = { ...flowRun.empirical_policy, ...policyOf(flow, connection) };
  const { infrastructure_pid } = flowRun;
  // The process of a warm runner is named by itself.
  const named = infrastructure_pid === String(process.pid) ? { infrastructure_pid } : {};
  return { flow_version: flow.version, empirical_policy: policy, ...named };
}

/** Prepares a run that has been started before: its policy brought up to date, its journal read. */
export async function reopen(
  flow: FlowDefinition,
  flowRun: FlowRun,
  connection: Connection,
  epoch: number | null,
  context: RunContext,
  changedCode: ChangedCode,
): Promise<Omit<OpenedRun, "args">> {
  const change = codeChange(flow, flowRun, changedCode);
  // While a change is watched for, the run is still of the version that began it: the next attempt watches, too.
  const described = {
    ...description(flow, flowRun, connection),
    ...(change === null ? {} : { flow_version: change.before }),
  };
  await updateFlowRun(connection.api, flowRun.id, described, epochHeader(epoch));
  const journal = new Journal(flow.retries > 0);
  const past = flowRun.run_count === 0 ? [] : await readFlowRunStates(connection.api, flowRun.id);
  const before = attemptBefore(past);
  if (hasJournal(flowRun) && changedCode !== "rerun" && before !== "completed") {
    await journal.load(connection.api, connection.results, flowRun.id);
    if (change !== null) journal.guardAgainst(change);
  }
  // The end of a subflow that failed is the step of its flow, and is given back as that or not.
  const failure = context.flowRun === null ? lastFailure(past) : lastRetry(past);
  journal.rerunsFailuresUntil = failure === undefined ? -Infinity : (parseInstant(failure.timestamp) ?? Infinity);
  return { flow, connection, flowRun, journal, epoch, context };
}

/** Whether there may be steps on record: of an earlier attempt, or of the run that this one goes on from. */
function hasJournal({ run_count, labels }: AskedRun): boolean {
  return run_count > 0 || labels[RERUN_FROM_LABEL] !== undefined;
}

/** The change of code that steps are to be guarded against; null for none, or one that somebody accepted. */
function codeChange({ version: now }: FlowDefinition, flowRun: FlowRun, changedCode: ChangedCode): CodeChange | null {
  const { flow_version: before, labels } = flowRun;
  const isAccepted = changedCode !== "refuse" || labels[ACCEPTED_VERSION_LABEL] === before;
  return isAccepted || before === null || before === now ? null : { before, now };
}

/** Creates the run of a subflow on the server, Pending. */
export async function createRun(
  flow: FlowDefinition,
  args: readonly unknown[],
  context: RunContext,
  connection: Connection,
  parentTaskRunId: string,
  epoch: number | null,
): Promise<FlowRun> {
  const body = await newRunBody(flow, args, context, connection, parentTaskRunId);
  const subflow = { ...body, state: { type: "PENDING" as const }, parent_task_run_id: parentTaskRunId };
  return createFlowRun(connection.api, subflow, epochHeader(epoch));
}

type NewRunBody = Awaited<ReturnType<typeof newRunBody>>;

async function newRunBody(
  flow: FlowDefinition,
  args: readonly unknown[],
  context: RunContext,
  connection: Connection,
  parentTaskRunId: string | null,
) {
  const given = parametersToWire(args[0]);
  const parameters = parentTaskRunId === null ? parametersWithinLimit(given) : describeLargeParameters(given);
  return {
    flow_id: await flowIdOf(flow, connection),
    flow_version: flow.version,
    name: await runName(flow, args, given),
    parameters,
    tags: [...new Set([...(flow.options.tags ?? []), ...context.tags])],
    empirical_policy: policyOf(flow, connection),
    idempotency_key: randomUUID(),
    ...(parentTaskRunId === null ? originOf(flow) : {}),
  };
}

/** By which `tutti flow-run resume` finds the flow of a run that no deployment says anything of. */
function originOf({ name, fn, file }: FlowDefinition) {
  if (file === null) return {};
  const folder = process.cwd();
  return { labels: { [ENTRYPOINT_LABEL]: entryPointOf(file, name, fn.name, folder), [FOLDER_LABEL]: folder } };
}

/** What of the flow's options the server decides by. Only Tutti's server starts a run again by itself. */
function policyOf(flow: FlowDefinition, { server }: Connection) {
  const policy = { retries: flow.retries, retry_delay: flow.retryDelaySeconds };
  return server.kind === "tutti" ? { ...policy, recoveries: flow.recoveries } : policy;
}

function flowIdOf(flow: FlowDefinition, connection: Connection): Promise<string> {
  const ids = flowIds.get(connection) ?? new Map<string, Promise<string>>();
  flowIds.set(connection, ids);
  const known = ids.get(flow.name);
  if (known !== undefined) return known;
  const id = registerFlow(connection.api, { name: flow.name }).then((registered) => registered.id);
  ids.set(flow.name, id);
  id.catch(() => ids.delete(flow.name));
  return id;
}

async function runName(
  { options, schema }: FlowDefinition,
  args: readonly unknown[],
  given: Record<string, unknown>,
): Promise<string | null> {
  const { flowRunName } = options;
  if (flowRunName === undefined) return null;
  if (schema === null) return nameFrom(flowRunName, args[0], given);
  // The defaults of a schema belong to the parameters; those it refuses fail the run later, which needs a name too.
  const checked = await checkParameters(schema, args[0] ?? {}).catch(() => null);
  return nameFrom(flowRunName, args[0] ?? {}, isRecord(checked) ? { ...given, ...checked } : given);
}

function nameFrom(
  flowRunName: string | ((parameters: unknown) => string),
  parameters: unknown,
  fields: Record<string, unknown>,
): string | null {
  if (typeof flowRunName === "string") return fillTemplate(flowRunName, fields);
  return givenName(flowRunName(parameters), "flowRunName");
}

// The run's own parameters win over those the program calls the flow with. A run without any still has an object of them,
// which `function f({ n = 3 })` takes apart; `function f(all = { n: 3 })` says itself what it takes where there are none.
function mergedArgs({ fn }: FlowDefinition, args: readonly unknown[], flowRun: AskedRun): readonly unknown[] {
  const given = isRecord(args[0]) ? args[0] : {};
  const merged = { ...given, ...flowRun.parameters };
  if (Object.keys(merged).length > 0) return [merged];
  return args.length === 0 && fn.length > 0 ? [{}] : args;
}
