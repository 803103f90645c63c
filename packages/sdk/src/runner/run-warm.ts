import { readDeployment } from "@tutti/client/deployments";
import { readFlowRun } from "@tutti/client/flow-runs";
import { type FromRunner, type RunOutcome, toRunner, type ToRunner } from "@tutti/worker/warm/runner-messages";
import { connect, type Connection } from "../connection.ts";
import { takeLease } from "../engine/lease.ts";
import type { FlowHandle } from "../flow-handle.ts";
import { RunLogger } from "../logger.ts";
import { printLine } from "../print-line.ts";
import { claimRun } from "./claim-run.ts";
import { notingFiles } from "./imported-files.ts";
import { loadDeployedFlow } from "./load-deployed-flow.ts";
import { setForRun } from "./run-environment.ts";
import { isNotOurs, outcomeOf } from "./run-outcome.ts";

// The warm runner's end of W1 to W4 (`@tutti/worker/warm/runner-messages`).
// W3: a worker that is gone needs no runner, however far this one is with loading.
// W5: nothing of a run is left for the next: environment and folder are put back, its connections are this process's.

/** Loads the deployment's flow, and executes what the worker assigns until it closes the channel. */
export async function runWarm(deploymentId: string): Promise<void> {
  const leave = (): never => process.exit(0);
  process.once("disconnect", leave);
  try {
    const connection = await connect();
    connection.leases.start();
    const { value, files } = await loadWarm(deploymentId, connection);
    new WarmRunner(value, connection).listen();
    tell({ type: "ready", files });
  } finally {
    // Whoever listens holds the process: one that could not load its flow has to leave, and says why.
    process.off("disconnect", leave);
  }
}

async function loadWarm(deploymentId: string, connection: Connection) {
  const deployment = await readDeployment(connection.api, deploymentId);
  const log = new RunLogger({ flowRunId: null, taskRunId: null, title: "Warm runner" }, { add: () => undefined });
  const { signal } = new AbortController();
  return notingFiles(() => loadDeployedFlow(deployment, { connection, log, signal, flowRunId: null }));
}

class WarmRunner {
  readonly #flow: FlowHandle;
  readonly #connection: Connection;
  readonly #folder = process.cwd();
  /** The last run assigned, after all before it. */
  #last: Promise<void> = Promise.resolve();

  constructor(flow: FlowHandle, connection: Connection) {
    this.#flow = flow;
    this.#connection = connection;
  }

  listen(): void {
    process.on("message", (message) => {
      const assigned = toRunner.safeParse(message);
      if (assigned.success) this.#last = this.#after(this.#last, assigned.data);
    });
    process.once("disconnect", () => void this.#last.then(() => process.exit(0)));
  }

  async #after(earlier: Promise<void>, assigned: ToRunner): Promise<void> {
    await earlier;
    await this.#run(assigned).catch((error: unknown) => {
      // Nobody was told what became of the run: the worker, who sees this process end, says it.
      printLine(`tutti: flow run ${assigned.flowRunId}: ${error instanceof Error ? error.stack : String(error)}`);
      process.exit(1);
    });
  }

  async #run(assigned: ToRunner): Promise<void> {
    const { flowRunId } = assigned;
    const restore = setForRun(assigned.environment);
    try {
      tell({ type: "finished", flowRunId, outcome: await this.#execute(assigned) });
    } finally {
      restore();
      process.chdir(this.#folder);
    }
  }

  async #execute({ flowRunId, epoch: given, flowRun: taken }: ToRunner): Promise<RunOutcome> {
    const connection = this.#connection;
    const flowRun = taken ?? (await readFlowRun(connection.api, flowRunId));
    if (taken === null && !(await claimRun(flowRun, connection))) return "left";
    try {
      const epoch = given ?? (await takeLease(connection, flowRunId, { endsProcess: true }));
      return outcomeOf(await this.#flow.execute({ ...flowRun, infrastructure_pid: String(process.pid) }, epoch));
    } catch (error) {
      if (!isNotOurs(error)) throw error;
      printLine(`tutti: flow run '${flowRun.name}': ${error.message}`);
      return "left";
    }
  }
}

function tell(message: FromRunner): void {
  process.send?.(message);
}
