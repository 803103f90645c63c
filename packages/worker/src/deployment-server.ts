import { pollDeployments } from "@tutti/client/deployments";
import type { ApiClient } from "@tutti/client/http";
import { LogShipper } from "@tutti/client/log-shipper";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import { FlowNames } from "./job/prepare-job.ts";
import type { Launcher } from "./launcher.ts";
import type { Narrator } from "./narrator.ts";
import { cancelledRuns } from "./serving/cancellation-watch.ts";
import { claimRun } from "./serving/claim-run.ts";
import { Loop } from "./serving/loop.ts";
import { RunControl } from "./serving/run-control.ts";
import { RunTable } from "./serving/run-table.ts";
import { serveLeftRun, serveRun, type ServingContext } from "./serving/serve-run.ts";

const MAX_OFFERS = 200;
const CANCELLATION_EVERY_MS = 2000;
const STOP_GRACE_MS = 5000;

export interface DeploymentServerOptions {
  readonly api: ApiClient;
  readonly launcher: Launcher;
  readonly narrator: Narrator;
  readonly deploymentIds: readonly string[];
  readonly name: string;
  /** How many runs at a time; null: any number. */
  readonly limit: number | null;
  readonly prefetchSeconds: number;
  readonly querySeconds: number;
  readonly graceSeconds: number;
}

/** Serves deployments that have no work pool, as a worker serves a pool: K1 to K3 of `worker.ts` hold here, too. */
export class DeploymentServer {
  readonly #options: DeploymentServerOptions;
  readonly #context: ServingContext;
  readonly #runs: RunTable;
  readonly #loops: { readonly polls: Loop; readonly cancellations: Loop };
  #isStopping = false;

  constructor(options: DeploymentServerOptions) {
    const { api, narrator, limit, querySeconds } = options;
    this.#options = options;
    this.#runs = new RunTable(limit, () => this.#loops.polls.wake());
    this.#loops = {
      polls: new Loop("Asking for runs", querySeconds * 1000, () => this.#poll(), narrator),
      cancellations: new Loop("Looking for cancelled runs", CANCELLATION_EVERY_MS, () => this.#cancel(), narrator),
    };
    this.#context = {
      api,
      launcher: options.launcher,
      narrator,
      logs: new LogShipper(api, (count, reason) => narrator.warn(`${count} log lines could not be sent (${reason})`)),
      flowNames: new FlowNames(api),
      workerName: options.name,
      pool: () => null,
    };
  }

  /** How many runs it has taken and not yet seen end. */
  get runCount(): number {
    return this.#runs.size;
  }

  async start(): Promise<void> {
    await this.#adoptLeft();
    for (const loop of Object.values(this.#loops)) loop.wake();
  }

  /** Takes what is due now, and resolves when all of it has ended. */
  async runOnce(): Promise<void> {
    await this.#adoptLeft();
    this.#loops.cancellations.wake();
    await this.#poll();
    await this.#runs.whenEmpty();
    await this.stop();
  }

  /** Takes no more, hands back what has not begun, and resolves when the rest has ended. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#loops.polls.stop();
    for (const control of this.#runs.all()) if (!control.hasStarted) control.stop("handed-back");
    await this.#runs.whenEmpty();
    await this.#loops.cancellations.stop();
    await this.#context.logs.flush();
  }

  /** Ends what is still running; a `stop` under way then comes to its end. */
  endRuns(): void {
    for (const control of this.#runs.all()) control.stop("stopped", STOP_GRACE_MS);
  }

  async #poll(): Promise<void> {
    const limit = Math.min(this.#runs.room, MAX_OFFERS);
    if (limit === 0) return;
    const { api, deploymentIds, prefetchSeconds } = this.#options;
    const scheduled_before = new Date(Date.now() + prefetchSeconds * 1000).toISOString();
    const offers = await pollDeployments(api, { deployment_ids: [...deploymentIds], scheduled_before, limit });
    const taken = await Promise.all(offers.map((run) => this.#take(run)));
    if (offers.length === limit && taken.includes(true) && this.#runs.room > 0) this.#loops.polls.wake();
  }

  /** Answers whether the run is served here. One that waits for a retry has its process, here or elsewhere. */
  async #take(run: FlowRun): Promise<boolean> {
    if (this.#isStopping || this.#runs.has(run.id) || this.#runs.room === 0) return false;
    if (run.empirical_policy.retry_type === "in_process") return false;
    const control = new RunControl(run.id, this.#options.graceSeconds * 1000);
    this.#runs.enter(control);
    const claimed = await claimRun(this.#options.api, run.id, this.#options.name).catch(() => null);
    if (claimed === null) {
      this.#runs.leave(control);
      return false;
    }
    void serveRun(run, claimed, control, this.#context).finally(() => this.#runs.leave(control));
    return true;
  }

  async #adoptLeft(): Promise<void> {
    for (const left of (await this.#options.launcher.leftBehind?.()) ?? []) {
      const control = new RunControl(left.flowRunId, this.#options.graceSeconds * 1000);
      this.#runs.enter(control);
      void serveLeftRun(left, control, this.#context).finally(() => this.#runs.leave(control));
    }
  }

  async #cancel(): Promise<void> {
    for (const id of await cancelledRuns(this.#options.api, this.#runs.ids())) this.#runs.find(id)?.stop("cancelled");
  }
}
