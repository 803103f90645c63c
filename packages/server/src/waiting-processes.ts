import type { Claim } from "@tutti/core/wire/lease";
import type { WaitingTaker } from "./commands/leases/begin-at-once.ts";

/** A process of a connected worker that waits for runs of a deployment. */
export interface Waiting {
  readonly deploymentId: string;
  readonly taker: WaitingTaker;
  /** Whether its worker is there, and would take a run. */
  readonly isThere: () => boolean;
  /** Tells its worker that a run was begun for it. */
  readonly begin: (claim: Claim) => void;
  /** It waits on, if it does: no run was begun for it. */
  readonly giveBack: () => void;
}

/** The processes that wait, of all workers that are connected to this server, by deployment. */
export class WaitingProcesses {
  /** Told when a run was asked for and begun for none of them: it may be due. */
  onUnbegun: () => void = () => {};
  readonly #byDeployment = new Map<string, Set<Waiting>>();

  add(waiting: Waiting): void {
    const others = this.#byDeployment.get(waiting.deploymentId) ?? new Set();
    this.#byDeployment.set(waiting.deploymentId, others.add(waiting));
  }

  remove(waiting: Waiting): void {
    const others = this.#byDeployment.get(waiting.deploymentId);
    others?.delete(waiting);
    if (others?.size === 0) this.#byDeployment.delete(waiting.deploymentId);
  }

  /** The one that waits longest, for whom nobody else begins a run meanwhile. Null: none waits. */
  take(deploymentId: string): Waiting | null {
    for (const waiting of this.#byDeployment.get(deploymentId) ?? []) {
      if (!waiting.isThere()) continue;
      this.remove(waiting);
      return waiting;
    }
    return null;
  }
}
