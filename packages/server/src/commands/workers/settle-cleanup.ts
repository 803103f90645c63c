import {
  judgeCleanup,
  type CleanupNext,
  type CleanupOperation,
  type CleanupPolicy,
} from "@tutti/core/cleanup-delivery";
import { formatInstant } from "@tutti/core/instant";
import type { ServerPayloads } from "@tutti/core/wire/worker-channel";
import type { Deps } from "../../deps.ts";
import type { Outcome, Tx } from "../command.ts";

export interface CleanupWord {
  readonly operation: CleanupOperation;
  readonly poolId: string;
  readonly messageId: string;
  readonly token: string;
}

export type CleanupAnswer = Pick<
  ServerPayloads["cleanup.operation_result.v1"],
  "status" | "reason" | "lease_expires_at"
>;

/** A worker says what became of a message that it has. */
export async function settleCleanup(
  tx: Tx,
  deps: Deps,
  { word, policy }: { word: CleanupWord; policy: CleanupPolicy },
): Promise<Outcome<CleanupAnswer>> {
  const message = await tx
    .selectFrom("worker_cleanup")
    .selectAll()
    .where("id", "=", word.messageId)
    .forUpdate()
    .executeTakeFirst();
  const { status, reason, next } = judgeCleanup(message ?? null, word, deps.now(), policy);
  await carryOutCleanup(tx, deps, word.messageId, next);
  return {
    result: { status, reason, lease_expires_at: next.kind === "leased" ? formatInstant(next.until) : null },
  };
}

/** Writes what becomes of a message. */
export async function carryOutCleanup(tx: Tx, deps: Deps, id: string, next: CleanupNext): Promise<void> {
  if (next.kind === "stays") return;
  const free = { reservation_token: null, lease_expires_at: null };
  await tx
    .updateTable("worker_cleanup")
    .set({
      updated: deps.now(),
      ...(next.kind === "leased" ? { lease_expires_at: next.until } : free),
      ...(next.kind === "ends" ? { outcome: next.outcome } : {}),
    })
    .where("id", "=", id)
    .execute();
}
