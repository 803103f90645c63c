import { ApiError } from "@tutti/core/errors";
import { addSeconds, type Instant } from "@tutti/core/instant";
import { sql } from "kysely";
import type { Deps } from "../../deps.ts";
import { prepared } from "../../store/prepared.ts";
import { fromJson } from "../../store/rows/json-column.ts";
import type { AutomationInvocationTable } from "../../store/tables/automation-tables.ts";
import type { Outcome, Tx } from "../command.ts";
import type { Outgoing } from "./prepare-call.ts";
import { emitActionEvents } from "./action-events.ts";
import { ActionFailed, type ActionReport } from "./action-report.ts";

/** How long a request may be under way before its server is taken for gone. */
const TAKEN_SECONDS = 120;

export type Execution =
  | { readonly kind: "none" }
  | { readonly kind: "done" }
  /** The requests are for the caller to send, once each, and to tell of with `finishAction`. */
  | {
      readonly kind: "request";
      readonly id: string;
      readonly requests: readonly Outgoing[];
      readonly report: ActionReport;
    };

/**
 * Carries out the oldest action that was asked for. What it changes, the events that tell of it and that it is done are
 * one commit: whoever stops when, an action is carried out once. Of a request that was being sent when its server
 * stopped nobody knows whether it arrived; it is not sent again, and the action has failed.
 */
export async function executeAction(tx: Tx, deps: Deps, params: { uiUrl: string }): Promise<Outcome<Execution>> {
  const row = await nextInvocation(tx, deps);
  if (row === undefined) return { result: { kind: "none" } };
  const invocation = fromJson(row.invocation);
  const report: ActionReport = { details: {}, related: [] };
  if (row.taken_at !== null) {
    const reason = "The server stopped while it sent the request; whether it arrived is not known.";
    await end(tx, deps, row, report, reason);
    return { result: { kind: "done" } };
  }
  const { performAction } = await import("./perform-action.ts");
  const { requests, failure } = await attempt(tx, () =>
    performAction(tx, deps, { invocation, report, uiUrl: params.uiUrl }),
  );
  if (requests.length === 0) {
    await end(tx, deps, row, report, failure);
    return { result: { kind: "done" } };
  }
  await tx.updateTable("automation_invocation").set({ taken_at: deps.now() }).where("id", "=", row.id).execute();
  return { result: { kind: "request", id: row.id, requests, report } };
}

const firstInvocation = prepared<{ goneBefore: number }, AutomationInvocationTable>((db, param) =>
  db
    .selectFrom("automation_invocation")
    .selectAll()
    .where((eb) => eb.or([eb("taken_at", "is", null), eb("taken_at", "<", sql<Instant>`${param("goneBefore")}`)]))
    .orderBy("id")
    .limit(1)
    .forUpdate(),
);

/** One that was never taken, or whose taker is gone; servers of one database take turns. Asked every second. */
async function nextInvocation(tx: Tx, deps: Deps): Promise<AutomationInvocationTable | undefined> {
  const [next] = await firstInvocation(tx, { goneBefore: addSeconds(deps.now(), -TAKEN_SECONDS) });
  return next;
}

/** Does the work within a savepoint: of an action that fails nothing is left but that it failed. */
async function attempt(
  tx: Tx,
  work: () => Promise<Outgoing[]>,
): Promise<{ requests: Outgoing[]; failure: string | null }> {
  await sql`savepoint action`.execute(tx);
  try {
    const requests = await work();
    await sql`release savepoint action`.execute(tx);
    return { requests, failure: null };
  } catch (error) {
    if (isOfDatabase(error)) throw error;
    await sql`rollback to savepoint action`.execute(tx);
    await sql`release savepoint action`.execute(tx);
    return { requests: [], failure: reasonOf(error) };
  }
}

/** What the database failed with may succeed another time; the databases' errors have codes, others' do not. */
function isOfDatabase(error: unknown): boolean {
  if (error instanceof ApiError) return error.isTransient();
  return error instanceof Error && "code" in error;
}

function reasonOf(error: unknown): string {
  if (error instanceof ApiError) return `${error.detail} (${error.status})`;
  return error instanceof ActionFailed ? error.message : `Internal error: ${String(error)}`;
}

async function end(
  tx: Tx,
  deps: Deps,
  row: AutomationInvocationTable,
  report: ActionReport,
  failure: string | null,
): Promise<void> {
  await tx.deleteFrom("automation_invocation").where("id", "=", row.id).execute();
  await emitActionEvents(tx, deps, fromJson(row.invocation), report, failure);
}
