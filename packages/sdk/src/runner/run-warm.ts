import { readDeployment } from "@tutti/client/deployments";
import { readFlowRun } from "@tutti/client/flow-runs";
import type { StepReport } from "@tutti/project/steps/run-steps";
import {
  type Assignment,
  type FromRunner,
  monotonicMs,
  type RunOffer,
  type RunOutcome,
  toRunner,
  type ToRunner,
} from "@tutti/worker/warm/runner-messages";
import { connect, type Connection } from "../connection.ts";
import { takeLease } from "../engine/lease.ts";
import type { FlowHandle } from "../flow-handle.ts";
import type { State } from "../state.ts";
import { RunLogger } from "../logger.ts";
import { printLine } from "../print-line.ts";
import { claimRun } from "./claim-run.ts";
import { notingFiles } from "./imported-files.ts";
import { loadDeployedFlow } from "./load-deployed-flow.ts";
import { tellPullStep } from "./pull-step-events.ts";
import { setForRun } from "./run-environment.ts";
import { isNotOurs, outcomeOf } from "./run-outcome.ts";

// The warm runner's end of W1 to W4 and W7 (`@tutti/worker/warm/runner-messages`).
// W3: a worker that is gone needs no runner, however far this one is with loading.
// W5: nothing of a run is left for the next: environment and folder are put back, its connections are this process's.

/** Loads the deployment's flow, and executes what the worker assigns until it closes the channel. */
export async function runWarm(deploymentId: string): Promise<void> {
  const leave = (): never => process.exit(0);
  process.once("disconnect", leave);
  try {
    const connection = await connect();
    connection.leases.start();
    const pullSteps: StepReport[] = [];
    const { value: flow, files } = await loadWarm(deploymentId, connection, (report) => pullSteps.push(report));
    new WarmRunner({ deploymentId, flow, pullSteps }, connection).listen();
    tell({ type: "ready", files, waits: (await flow.standing?.()) ?? null });
  } finally {
    // Whoever listens holds the process: one that could not load its flow has to leave, and says why.
    process.off("disconnect", leave);
  }
}

async function loadWarm(deploymentId: string, connection: Connection, onStep: (report: StepReport) => void) {
  const deployment = await readDeployment(connection.api, deploymentId);
  const log = new RunLogger({ flowRunId: null, taskRunId: null, title: "Warm runner" }, { add: () => undefined });
  const { signal } = new AbortController();
  return notingFiles(() => loadDeployedFlow(deployment, { connection, log, signal, onStep }));
}

/** What was loaded, once for all runs: each of them tells the steps that brought its code, as if it had run them itself. */
interface Loaded {
  readonly deploymentId: string;
  readonly flow: FlowHandle;
  readonly pullSteps: readonly StepReport[];
}

class WarmRunner {
  readonly #loaded: Loaded;
  readonly #connection: Connection;
  readonly #folder = process.cwd();
  /** The last run assigned, after all before it. */
  #last: Promise<void> = Promise.resolve();

  constructor(loaded: Loaded, connection: Connection) {
    this.#loaded = loaded;
    this.#connection = connection;
  }

  listen(): void {
    process.on("message", (message) => {
      const assigned = toRunner.safeParse(message);
      if (assigned.success) this.#last = this.#after(this.#last, assigned.data);
    });
    process.once("disconnect", () => void this.#last.then(() => process.exit(0)));
  }

  async #after(earlier: Promise<void>, asked: ToRunner): Promise<void> {
    await earlier;
    const flowRunId = asked.type === "offer" ? asked.flowRun.id : asked.flowRunId;
    await this.#run(flowRunId, asked).catch((error: unknown) => {
      // Nobody was told what became of the run: the worker, who sees this process end, says it.
      printLine(`tutti: flow run ${flowRunId}: ${error instanceof Error ? error.stack : String(error)}`);
      process.exit(1);
    });
  }

  async #run(flowRunId: string, asked: ToRunner): Promise<void> {
    const restore = setForRun(asked.type === "offer" ? {} : asked.environment);
    try {
      const outcome = asked.type === "offer" ? await this.#take(asked) : await this.#execute(asked);
      if (outcome !== null) tell({ type: "finished", flowRunId, outcome });
    } finally {
      restore();
      process.chdir(this.#folder);
    }
  }

  /** Null when it has not got the run. */
  async #take(offered: RunOffer): Promise<RunOutcome | null> {
    const { id: flowRunId, name } = offered.flowRun;
    // Whatever keeps it from being taken so is told by the way that takes longer.
    const taken = (await this.#loaded.flow.take?.(offered).catch(() => null)) ?? null;
    tell({ type: "took", flowRunId, epoch: taken?.epoch ?? null });
    if (taken === null) return null;
    return this.#outcome({ name }, async () => {
      this.#tellPullSteps(flowRunId);
      return taken.execute();
    });
  }

  async #execute({ flowRunId, epoch: given, flowRun: taken, begun }: Assignment): Promise<RunOutcome> {
    const connection = this.#connection;
    const flowRun = taken ?? (await readFlowRun(connection.api, flowRunId));
    // The claim that came with the epoch is over: a Pending now would keep the run from whoever asks next.
    if (given !== null && flowRun.state_type === "SCHEDULED") return "left";
    if (taken === null && !(await claimRun(flowRun, connection))) return "left";
    return this.#outcome(flowRun, async () => {
      const epoch = given ?? (await takeLease(connection, flowRunId, { endsProcess: true }));
      this.#tellPullSteps(flowRunId);
      if (begun !== null) {
        const { result, toldAt } = begun;
        return this.#loaded.flow.execute(flowRun, epoch, { result, ageMs: monotonicMs() - toldAt });
      }
      return this.#loaded.flow.execute({ ...flowRun, infrastructure_pid: String(process.pid) }, epoch);
    });
  }

  async #outcome({ name }: { readonly name: string }, execute: () => Promise<State>): Promise<RunOutcome> {
    try {
      return outcomeOf(await execute());
    } catch (error) {
      if (!isNotOurs(error)) throw error;
      printLine(`tutti: flow run '${name}': ${error.message}`);
      return "left";
    }
  }

  #tellPullSteps(flowRunId: string): void {
    const { deploymentId, pullSteps } = this.#loaded;
    for (const step of pullSteps) tellPullStep(this.#connection, { flowRunId, deploymentId }, step);
  }
}

/** A worker that is gone hears nothing, and needs not to. */
function tell(message: FromRunner): void {
  process.send?.(message, undefined, undefined, () => undefined);
}
