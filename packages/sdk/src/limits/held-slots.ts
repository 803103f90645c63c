import { releaseSlots } from "@tutti/client/concurrency-limits";
import { TuttiError } from "@tutti/core/errors";
import type { TakenLimit } from "@tutti/core/wire/concurrency-limit";
import type { Connection } from "../connection.ts";
import type { RunContext } from "../engine/run-context.ts";
import { asError, errorTitle } from "../results/failure.ts";
import type { KnownEvent } from "../events/new-event.ts";
import { limitLog } from "./limit-log.ts";
import { tellLimits } from "./limit-events.ts";
import { wakeWaiting } from "./wait-for-slots.ts";

/** Slots that this code holds until it gives them back, or its process is gone. */
export interface Slots extends AsyncDisposable {
  /** Of which limits: names without a limit are left out. */
  readonly names: readonly string[];
  /** Aborted with `slots_lost` when others have the slots, because the lease on them ended. */
  readonly signal: AbortSignal;
  /** Gives them back; more than once is fine. */
  release(): Promise<void>;
}

export interface Grant {
  readonly leaseId: string;
  readonly limits: readonly TakenLimit[];
  readonly slots: number;
  readonly leaseSeconds: number;
}

const held = new Set<HeldSlots>();

/** Gives back all that this process holds: it is about to end. */
export async function releaseAllSlots(): Promise<void> {
  await Promise.allSettled([...held].map((slots) => slots.release()));
}

/** Slots under a lease, which is renewed until they are given back. */
export class HeldSlots implements Slots {
  readonly #grant: Grant;
  readonly #context: RunContext;
  readonly #connection: Connection;
  readonly #lost = new AbortController();
  readonly #acquired: Promise<ReadonlyMap<string, KnownEvent>>;
  #release: Promise<void> | null = null;

  constructor(grant: Grant, context: RunContext, connection: Connection) {
    this.#grant = grant;
    this.#context = context;
    this.#connection = connection;
    held.add(this);
    connection.leases.keepSlots(grant.leaseId, grant.leaseSeconds, () => this.#lose());
    this.#acquired = tellLimits("acquired", grant.limits, grant.slots, context, connection);
  }

  get names(): readonly string[] {
    return this.#grant.limits.map(({ name }) => name);
  }

  get signal(): AbortSignal {
    return this.#lost.signal;
  }

  release(): Promise<void> {
    this.#release ??= this.#giveBack();
    return this.#release;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.release();
  }

  async #giveBack(): Promise<void> {
    held.delete(this);
    const { leaseId, limits, slots } = this.#grant;
    this.#connection.leases.dropSlots(leaseId);
    try {
      await releaseSlots(this.#connection.api, leaseId);
    } catch (error) {
      const until = `they are free when their lease ends, in ${this.#grant.leaseSeconds} s at most`;
      limitLog(this.#context).warn(`Slots were not given back (${errorTitle(asError(error))}): ${until}`);
    }
    wakeWaiting();
    await tellLimits("released", limits, slots, this.#context, this.#connection, await this.#acquired);
  }

  #lose(): void {
    const names = this.names.join(", ");
    this.#lost.abort(new TuttiError("slots_lost", `the lease on the slots of ${names} has ended`));
    limitLog(this.#context).warn(`The lease on the slots of ${names} has ended: the limit may be exceeded`);
  }
}
