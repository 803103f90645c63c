import { authorization } from "@tutti/client/api-address";
import { withCompileCache } from "@tutti/client/compile-cache";
import type { ApiClient } from "@tutti/client/http";
import { TuttiError } from "@tutti/core/errors";
import { LEASE_EPOCH_HEADER, LEASES_MAX } from "@tutti/core/wire/lease";
import { Worker } from "node:worker_threads";
import { activeRuns } from "./active-runs.ts";
import { KeptLeases } from "./kept-leases.ts";
import {
  FAREWELL,
  type Farewell,
  type FromLeaseThread,
  type LeaseThreadData,
  type ToLeaseThread,
} from "./lease-messages.ts";
import { printLine } from "../print-line.ts";
import { moduleBeside } from "../threads/module-beside.ts";

/** Of a lease: two renewals may fail, or one hang until it is given up. */
const RENEWED_AFTER = 0.3;
const REQUEST_TIMEOUT_MS = 5000;
const FAREWELL_MS = 2000;
/** So many threads may end within the time of one lease: what ends them may be over. */
const DEATHS_MAX = 2;

export interface LeaseOptions {
  /**
   * A process that goes on after the lease is lost, because it does not hear of it, is killed with its group: for one that
   * is there for this run alone.
   */
  readonly endsProcess?: boolean;
}

/**
 * Renews the leases of this process's flow runs from a thread, so that a flow that computes for minutes keeps its own.
 * When a lease turns out to be lost, the run stops.
 */
export class LeaseKeeper {
  /** How long a lease lasts without a renewal. */
  readonly seconds: number;
  readonly #api: ApiClient;
  readonly #kept = new KeptLeases();
  /** When threads ended, in milliseconds of the monotonic clock. */
  #deaths: number[] = [];
  #thread: Worker | null = null;

  constructor(api: ApiClient, seconds: number) {
    this.#api = api;
    this.seconds = seconds;
  }

  /** Starts the thread before the first lease needs it. */
  start(): void {
    this.#thread ??= this.#start();
  }

  /** Renews the lease until it is dropped. */
  keep(flowRunId: string, epoch: number, { endsProcess = false }: LeaseOptions = {}): void {
    this.start();
    this.#tell(this.#kept.keep(flowRunId, { epoch, endsProcess }));
  }

  drop(flowRunId: string): void {
    this.#tell(this.#kept.drop(flowRunId));
  }

  /** Renews a lease on slots until it is dropped; `onLost` hears when others have them. */
  keepSlots(leaseId: string, seconds: number, onLost: (answer: string) => void): void {
    this.start();
    this.#tell(this.#kept.keepSlots(leaseId, { seconds, onLost }));
  }

  dropSlots(leaseId: string): void {
    this.#tell(this.#kept.dropSlots(leaseId));
  }

  /**
   * Reports runs as Crashed while the process exits: of all there is only the thread can still talk to the server.
   * Returns when it has, or after a moment: whether the server knows.
   */
  sayFarewell(runs: Farewell["runs"], message: string): boolean {
    if (this.#thread === null) return false;
    const done = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    this.#tell({ kind: "farewell", farewell: { runs, message, done } });
    Atomics.wait(done, 0, 0, FAREWELL_MS);
    return Atomics.load(done, 0) === FAREWELL.reported;
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    await thread?.terminate();
  }

  #start(): Worker {
    const workerData: LeaseThreadData = {
      headerName: LEASE_EPOCH_HEADER,
      renewEveryMs: this.seconds * 1000 * RENEWED_AFTER,
      leasesMax: LEASES_MAX,
      ttlSeconds: this.seconds,
      requestTimeoutMs: REQUEST_TIMEOUT_MS,
    };
    const thread = new Worker(moduleBeside(import.meta.url, "lease-thread"), {
      workerData,
      env: withCompileCache(process.env),
      execArgv: [],
      stdout: false,
    });
    thread.on("message", (message: FromLeaseThread) => {
      if (message.kind === "lost") this.#lose(message.flowRunId, message.answer);
      else if (message.kind === "slots-lost") this.#kept.loseSlots(message.leaseId, message.answer);
      else void this.#tellServer();
    });
    let reason = "it ended by itself";
    thread.on("error", (error) => (reason = error.message));
    thread.on("exit", () => this.#replace(thread, reason));
    void this.#tellServer();
    // Last: a listener added later would keep the process alive again.
    thread.unref();
    return thread;
  }

  /** Leases end without a thread: another takes its place, unless that dies as well. */
  #replace(dead: Worker, reason: string): void {
    if (this.#thread !== dead) return;
    this.#thread = null;
    const now = performance.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < this.seconds * 1000), now];
    if (this.#kept.isEmpty) return;
    if (this.#deaths.length > DEATHS_MAX) return this.#loseAll(`its lease cannot be renewed here, and ends: ${reason}`);
    printLine(`tutti: the thread that renews leases is gone (${reason}); another takes its place`);
    this.start();
    for (const message of this.#kept.messages()) this.#tell(message);
  }

  #loseAll(reason: string): void {
    for (const flowRunId of this.#kept.runIds) this.#lose(flowRunId, reason);
    for (const leaseId of this.#kept.leaseIds) this.#kept.loseSlots(leaseId, reason);
  }

  #lose(flowRunId: string, answer: string): void {
    this.#kept.drop(flowRunId);
    for (const scope of activeRuns.all()) {
      if (scope.fields.id === flowRunId) scope.stop({ kind: "lost", error: new TuttiError("lease_lost", answer) });
    }
  }

  // The local server may have been started anew elsewhere; the session has found it by now, or will.
  async #tellServer(): Promise<void> {
    const address = await this.#api.address();
    this.#tell({ kind: "server", url: address.url, authorization: authorization(address) });
  }

  #tell(message: ToLeaseThread): void {
    this.#thread?.postMessage(message);
  }
}
