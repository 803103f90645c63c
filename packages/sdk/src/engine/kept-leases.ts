import type { ToLeaseThread } from "./lease-messages.ts";

interface KeptSlots {
  readonly seconds: number;
  readonly onLost: (answer: string) => void;
}

interface KeptRun {
  readonly epoch: number;
  readonly endsProcess: boolean;
}

/** What the lease thread has to renew, for another thread that takes its place. */
export class KeptLeases {
  readonly #runs = new Map<string, KeptRun>();
  readonly #slots = new Map<string, KeptSlots>();

  get runIds(): string[] {
    return [...this.#runs.keys()];
  }

  get leaseIds(): string[] {
    return [...this.#slots.keys()];
  }

  get isEmpty(): boolean {
    return this.#runs.size === 0 && this.#slots.size === 0;
  }

  keep(flowRunId: string, run: KeptRun): ToLeaseThread {
    this.#runs.set(flowRunId, run);
    return { kind: "keep", flowRunId, ...run };
  }

  drop(flowRunId: string): ToLeaseThread {
    this.#runs.delete(flowRunId);
    return { kind: "drop", flowRunId };
  }

  keepSlots(leaseId: string, slots: KeptSlots): ToLeaseThread {
    this.#slots.set(leaseId, slots);
    return { kind: "keep-slots", leaseId, seconds: slots.seconds };
  }

  dropSlots(leaseId: string): ToLeaseThread {
    this.#slots.delete(leaseId);
    return { kind: "drop-slots", leaseId };
  }

  loseSlots(leaseId: string, answer: string): void {
    const slots = this.#slots.get(leaseId);
    this.#slots.delete(leaseId);
    slots?.onLost(answer);
  }

  /** What a new thread is told. */
  messages(): ToLeaseThread[] {
    return [
      ...[...this.#runs].map(([flowRunId, run]) => this.keep(flowRunId, run)),
      ...[...this.#slots].map(([leaseId, slots]) => this.keepSlots(leaseId, slots)),
    ];
  }
}
