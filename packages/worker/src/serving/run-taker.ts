import type { ApiClient } from "@tutti/client/http";
import type { WorkerEvents } from "./worker-events.ts";
import { LogShipper } from "@tutti/client/log-shipper";
import { reasonOf } from "@tutti/client/response-error";
import type { Claim } from "@tutti/core/wire/lease";
import type { waitingProcess } from "@tutti/core/wire/waiting-process";
import type { WorkerOffer } from "@tutti/core/wire/work-offer";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { FlowNames, type RunPlan } from "../job/prepare-job.ts";
import type { Launcher, LeftJob, WaitingRunner } from "../launcher.ts";
import type { Narrator } from "../narrator.ts";
import type { z } from "zod";
import { cancelledRuns } from "./cancellation-watch.ts";
import { type ClaimedRun, claimRun } from "./claim-run.ts";
import { KnownDeployments } from "./known-deployments.ts";
import { Loop } from "./loop.ts";
import { offerRun, type ServedRun } from "./offer-run.ts";
import { RunControl } from "./run-control.ts";
import { RunTable } from "./run-table.ts";
import { endLeftRun, serveLeftRun } from "./serve-left-run.ts";
import { planRun, serveRun, type ServingContext } from "./serve-run.ts";
import { workerLabels } from "./note-process.ts";

const MAX_OFFERS = 200;
const CANCELLATION_EVERY_MS = 2000;
const ADOPT_EVERY_SECONDS = 30;
const STOP_GRACE_MS = 5000;

type OfferedRun = WorkerOffer["flow_run"];

export interface RunTakerOptions {
  readonly api: ApiClient;
  /** For what is asked again and again by itself. */
  readonly asking: ApiClient;
  readonly launcher: Launcher;
  readonly narrator: Narrator;
  /** Whom the runs' states and labels name. */
  readonly name: string;
  /** How many runs at a time; null: any number. */
  readonly limit: number | null;
  /** How long a run's process may take to end when its run is cancelled. */
  readonly graceSeconds: number;
  /** How often it looks for what other workers left; unless told, twice a minute. */
  readonly adoptSeconds?: number;
  readonly pool: () => WorkPool | null;
  /** Null where there is no pool. */
  readonly events: WorkerEvents | null;
  /** Told when there is room again where there was none. */
  readonly onRoom: () => void;
}

/** Takes runs that are offered, as many as there is room for, and stays with each to its end. */
export class RunTaker {
  readonly #options: RunTakerOptions;
  readonly #context: ServingContext;
  readonly #runs: RunTable;
  readonly #cancellations: Loop;
  readonly #adoptions: Loop;
  /** Runs that were offered again before their earlier process was done with. */
  readonly #offeredAgain = new Set<string>();
  readonly #stopping = new AbortController();

  constructor(options: RunTakerOptions) {
    const { api, launcher, narrator, name, limit, pool } = options;
    this.#options = options;
    this.#runs = new RunTable(limit, options.onRoom);
    const cancel = () => this.#cancel();
    this.#cancellations = new Loop("Looking for cancelled runs", CANCELLATION_EVERY_MS, cancel, narrator);
    const adoptMs = (options.adoptSeconds ?? ADOPT_EVERY_SECONDS) * 1000;
    this.#adoptions = new Loop("Looking for what other workers left", adoptMs, () => this.#adopt(), narrator);
    this.#context = {
      api,
      launcher,
      narrator,
      logs: new LogShipper(api, (count, reason) => narrator.warn(`${count} log lines could not be sent (${reason})`)),
      events: options.events,
      flowNames: new FlowNames(api),
      deployments: new KnownDeployments(),
      workerName: name,
      pool,
    };
  }

  /** How many runs were taken and have not been seen to end. */
  get size(): number {
    return this.#runs.size;
  }

  /** How many runs to ask for. */
  get room(): number {
    return this.#stopping.signal.aborted ? 0 : Math.min(this.#runs.room, MAX_OFFERS);
  }

  /** Goes on with what other processes left, and looks for more of it and for cancelled runs from now on. */
  async start(): Promise<void> {
    await this.#adopt();
    this.#cancellations.wake();
    this.#adoptions.plan();
  }

  /** Sooner than it would by itself. */
  lookForCancelled(): void {
    this.#cancellations.wake();
  }

  /** Takes of these what it gets; answers how many. */
  async takeAll(runs: readonly OfferedRun[]): Promise<number> {
    const taken = await Promise.all(runs.map((run) => this.#take(run)));
    return taken.filter(Boolean).length;
  }

  /** A run that was begun for a process that waits here. */
  begin({ flow_run, lease, ...result }: Claim, toldAt: number): void {
    if (flow_run === null || lease === null || this.#runs.has(flow_run.id)) return;
    const control = this.#enter(flow_run.id);
    if (this.#stopping.signal.aborted) control.stop("handed-back");
    const taken = { flowRun: flow_run, atMs: performance.now(), begun: { result, toldAt } };
    const plan = this.#planBegun(flow_run);
    plan.catch(() => undefined);
    const claimed = { epoch: lease.epoch, taken, plan };
    void serveRun(flow_run, claimed, control, this.#context).finally(() => this.#leave(control));
  }

  /** The deployment is as it was known when the run was begun. */
  async #planBegun(run: OfferedRun): Promise<RunPlan | null> {
    const { deployments, flowNames } = this.#context;
    const deployment = deployments.find(run.deployment_id ?? "");
    if (deployment === null) return planRun(run, this.#context);
    return { run, deployment, flowName: await flowNames.of(run.flow_id) };
  }

  /** What the server is told of a process that waits; null where no run is to be begun for it. */
  announced({ processId, deploymentId, waits }: WaitingRunner): z.input<typeof waitingProcess> | null {
    const deployment_updated = this.#context.deployments.find(deploymentId)?.updated ?? null;
    // One that takes a number of runs at a time says itself which.
    if (waits === null || deployment_updated === null || this.#options.limit !== null) return null;
    const labels = workerLabels(this.#context);
    return { process_id: processId, deployment_id: deploymentId, deployment_updated, labels, ...waits };
  }

  /** Asks for runs again and again, each time when those before have ended, until no other is due. */
  async takeInTurns(ask: () => Promise<readonly string[]>): Promise<void> {
    const seen = new Set<string>();
    for (;;) {
      const due = await ask();
      await this.#runs.whenEmpty();
      if (due.every((id) => seen.has(id))) return;
      for (const id of due) seen.add(id);
    }
  }

  takeNoMore(): void {
    this.#stopping.abort();
  }

  /** Hands back what has not begun, and resolves when the rest has ended. */
  async finish(): Promise<void> {
    this.takeNoMore();
    for (const control of this.#runs.all()) if (!control.hasStarted) control.stop("handed-back");
    await this.#runs.whenEmpty();
  }

  /** Looks for nothing any more, and resolves when what was to be told is told or lost. */
  async close(): Promise<void> {
    await Promise.all([this.#adoptions.stop(), this.#cancellations.stop()]);
    await this.#context.logs.flush();
    await this.#context.events?.flush();
  }

  /** Ends what is still running; a `finish` under way then comes to its end. */
  endRuns(): void {
    for (const control of this.#runs.all()) control.stop("stopped", STOP_GRACE_MS);
  }

  async #adopt(): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    for (const left of (await this.#options.launcher.leftBehind?.()) ?? []) {
      if (this.#runs.has(left.flowRunId)) this.#endLeft(left);
      else {
        const control = this.#enter(left.flowRunId, true);
        void serveLeftRun(left, control, this.#context, this.#stopping.signal).finally(() => this.#leave(control));
      }
    }
  }

  /** Its run was started anew, here: what is left of the old attempt must not go on beside it. */
  #endLeft(left: LeftJob): void {
    this.#options.narrator.warn(`What another worker left of flow run ${left.flowRunId} is ended: it was started anew`);
    void endLeftRun(left, STOP_GRACE_MS, this.#context, this.#stopping.signal);
  }

  #enter(flowRunId: string, isLeft = false): RunControl {
    const control = new RunControl(flowRunId, this.#options.graceSeconds * 1000, isLeft);
    this.#runs.enter(control);
    return control;
  }

  #leave(control: RunControl): void {
    this.#runs.leave(control);
    if (this.#offeredAgain.delete(control.flowRunId)) this.#options.onRoom();
  }

  /** Answers whether the run is taken here: by a process that waits for it, else by this worker for one. */
  async #take(run: OfferedRun): Promise<boolean> {
    if (this.#runs.has(run.id)) this.#offeredAgain.add(run.id);
    if (this.room === 0 || this.#runs.has(run.id)) return false;
    const control = this.#enter(run.id);
    const serving = (await this.#offer(run, control)) ?? (await this.#takeByClaim(run, control));
    if (serving === null) this.#leave(control);
    else void serving.over.finally(() => this.#leave(control));
    return serving !== null;
  }

  async #offer(run: OfferedRun, control: RunControl): Promise<ServedRun | null> {
    const { narrator } = this.#options;
    try {
      return await offerRun(run, control, this.#context);
    } catch (error) {
      narrator.warn(`Flow run '${run.name}' could not be offered to a process (${reasonOf(error)})`);
      return null;
    }
  }

  async #takeByClaim(run: OfferedRun, control: RunControl): Promise<ServedRun | null> {
    control.withdrawn();
    if (control.stopped !== null) return null;
    // On the way together: a run waits for both, but not for one after the other.
    const plan = planRun(run, this.#context);
    plan.catch(() => undefined);
    const claimed = await this.#claim(run);
    return claimed === null ? null : { over: serveRun(run, { ...claimed, plan }, control, this.#context) };
  }

  /** A run that could not be claimed is offered again. */
  async #claim(run: OfferedRun): Promise<ClaimedRun | null> {
    const { api, name, narrator } = this.#options;
    try {
      return await claimRun(api, run.id, { worker: name, labels: workerLabels(this.#context) });
    } catch (error) {
      narrator.warn(`Flow run '${run.name}' could not be taken (${reasonOf(error)})`);
      return null;
    }
  }

  async #cancel(): Promise<void> {
    for (const id of await cancelledRuns(this.#options.asking, this.#runs.ids()))
      this.#runs.find(id)?.stop("cancelled");
  }
}
