import type { FlowEffect } from "@tutti/core/flow-transition";
import { addSeconds } from "@tutti/core/instant";
import { unreachable } from "@tutti/core/unreachable";
import type { Deps } from "../../deps.ts";
import { sharedNow } from "../../store/dialect.ts";
import type { ConcurrencyLeaseTable } from "../../store/tables/concurrency-tables.ts";
import type { Tx } from "../command.ts";
import { lockLimitsById } from "../limits/lock-limits.ts";
import { endLeases, leaseOfEach, lockLease } from "../limits/slot-leases.ts";

type SlotEffect = Extract<FlowEffect, { kind: "take-slot" | "renew-lease" | "make-lease-permanent" | "release-slot" }>;

/** Does what a decision about a flow run means for the slot it holds of its deployment's limit. */
export async function changeDeploymentSlot(tx: Tx, deps: Deps, effect: SlotEffect, flowRunId: string): Promise<void> {
  const now = await sharedNow(tx, deps);
  switch (effect.kind) {
    case "take-slot": {
      const expiresAt = addSeconds(now, effect.ttlSeconds);
      const holder = { type: "flow_run", id: flowRunId } as const;
      const limits = await lockLimitsById(tx, [effect.limitId]);
      return leaseOfEach(tx, now, limits, 1, { id: effect.leaseId, expiresAt, holder });
    }
    case "renew-lease":
      return setEnd(tx, effect.leaseId, { updated: now, expires_at: addSeconds(now, effect.ttlSeconds) });
    case "make-lease-permanent":
      return setEnd(tx, effect.leaseId, { updated: now, expires_at: null });
    case "release-slot": {
      const lease = await lockLease(tx, effect.leaseId);
      return endLeases(tx, now, lease === undefined ? [] : [lease]);
    }
    default:
      return unreachable(effect);
  }
}

async function setEnd(
  tx: Tx,
  leaseId: string,
  change: Pick<ConcurrencyLeaseTable, "updated" | "expires_at">,
): Promise<void> {
  await tx.updateTable("concurrency_lease").set(change).where("id", "=", leaseId).execute();
}
