import { Validator, type Schema } from "@cfworker/json-schema";
import type { LeaseSupport } from "@tutti/core/client-version";
import { ApiError } from "@tutti/core/errors";
import { toPlain } from "@tutti/core/exact-json";
import { FLOW_POLICY } from "@tutti/core/flow-policy";
import { resumeProposal } from "@tutti/core/resume";
import type { PausedState } from "@tutti/core/run-state";
import { stateFromRow, stateToWire } from "@tutti/core/state-wire";
import type { Deps } from "../../deps.ts";
import { insertNew } from "../../store/row-writes.ts";
import { toJson } from "../../store/rows/json-column.ts";
import type { Outcome, Tx } from "../command.ts";
import { loadFlowRun } from "./load-flow-run.ts";
import { orchestrateFlowRun } from "./orchestrate-flow-run.ts";
import type { ProposalResult } from "./proposal-result.ts";

export interface Resume {
  readonly id: string;
  /** What the run was paused to be told. */
  readonly runInput: Record<string, unknown> | null;
  readonly leaseSupport: LeaseSupport;
}

/** Lets a paused run go on in its process, or schedules a suspended one, with the input it asked for. Throws `not_found`. */
export async function resumeFlowRun(tx: Tx, deps: Deps, params: Resume): Promise<Outcome<ProposalResult>> {
  const run = await loadFlowRun(tx, params.id);
  if (run === null) throw new ApiError("not_found", `Flow run with id ${params.id} not found`);
  const paused = run.state === null ? null : stateFromRow(run.state);
  if (paused?.type !== "PAUSED") {
    const details = { type: "abort_details" as const, reason: "Cannot resume a flow run that is not paused." };
    return { result: { state: null, status: "ABORT", details, isNew: false } };
  }
  const problem = await inputProblem(tx, params, paused);
  if (problem !== null) {
    // The protocol's own combination of status and details.
    const details = { type: "abort_details" as const, reason: problem };
    return { result: { state: stateToWire(paused), status: "REJECT", details, isNew: false } };
  }
  const proposed = resumeProposal(paused, { id: deps.newId(), timestamp: deps.now() });
  const terms = { policy: FLOW_POLICY, leaseSupport: params.leaseSupport, recoveriesLeft: null };
  const transition = await orchestrateFlowRun(tx, deps, run, proposed, terms);
  if (transition.result.status === "ACCEPT") await keepInput(tx, deps, params, paused);
  return transition;
}

/** Why the input does not fit what the run asked for; null when it does, or when the run asked for nothing. */
async function inputProblem(tx: Tx, params: Resume, paused: PausedState): Promise<string | null> {
  const keyset = paused.runInputKeyset;
  if (keyset === null) return null;
  const schema = await savedSchema(tx, params.id, keyset["schema"] ?? "");
  if (schema === null) return "Run input schema not found, or no JSON object";
  return mismatch(schema, toPlain(params.runInput ?? {}));
}

function mismatch(schema: Schema, value: unknown): string | null {
  try {
    const { valid, errors } = new Validator(schema, "2020-12", false).validate(value);
    const told = errors.map((error) => `${error.instanceLocation}: ${error.error}`);
    return valid ? null : `Run input validation failed: ${told.join("; ")}`;
  } catch (error) {
    // The schema is whatever the client stored: one that refers to what is not there cannot be used.
    return `Run input schema is invalid: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function savedSchema(tx: Tx, flowRunId: string, key: string): Promise<Schema | null> {
  const input = await tx
    .selectFrom("flow_run_input")
    .select("value")
    .where("flow_run_id", "=", flowRunId)
    .where("key", "=", key)
    .executeTakeFirst();
  if (input === undefined) return null;
  return parseSchema(input.value);
}

function parseSchema(text: string): Schema | null {
  try {
    const schema: unknown = JSON.parse(text);
    return typeof schema === "object" && schema !== null ? schema : null;
  } catch {
    return null;
  }
}

/** An input that says nothing is not kept: the run then finds none. */
async function keepInput(tx: Tx, deps: Deps, { id, runInput }: Resume, paused: PausedState): Promise<void> {
  const key = paused.runInputKeyset?.["response"];
  if (key === undefined || runInput === null || Object.keys(runInput).length === 0) return;
  const now = deps.now();
  const input = { flow_run_id: id, key, value: toJson(runInput), sender: null };
  await insertNew(tx, "flow_run_input", { id: deps.newId(), created: now, updated: now, ...input });
}
