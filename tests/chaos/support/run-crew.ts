import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fixedAddress } from "@tutti/client/api-address";
import { createDeployment, createDeploymentRun } from "@tutti/client/deployments";
import { filterFlowRuns } from "@tutti/client/flow-runs";
import { registerFlow } from "@tutti/client/flows";
import { ApiClient } from "@tutti/client/http";
import { isTerminal, type StateType } from "@tutti/core/state-type";
import { WorkerProcess } from "../../../packages/worker/test/support/worker-process.ts";
import { freePort } from "../../support/free-port.ts";
import { ServerProcess } from "../../support/server-process.ts";
import { StepJournal } from "./step-journal.ts";

const POOL = "chaos";
const PROGRAMS = join(import.meta.dirname, "..", "programs");

/** A server, a worker, and runs of a flow that notes its steps; each of them may be killed and comes back. */
export class RunCrew {
  readonly journal: StepJournal;
  readonly #home: string;
  readonly #port: number;
  #server: ServerProcess;
  #worker: WorkerProcess;

  private constructor(home: string, port: number, server: ServerProcess) {
    this.#home = home;
    this.#port = port;
    this.#server = server;
    this.journal = new StepJournal(join(home, "journal"));
    writeFileSync(this.journal.path, "");
    this.#worker = this.#startWorker();
  }

  static async start(): Promise<RunCrew> {
    const home = mkdtempSync(join(tmpdir(), "tutti-crew-"));
    const port = await freePort();
    return new RunCrew(home, port, await ServerProcess.start({ home, port }));
  }

  get api(): ApiClient {
    return new ApiClient({ locate: fixedAddress(this.#server.api) });
  }

  /** Runs that are due now; their ids. */
  async schedule(count: number): Promise<string[]> {
    await this.#worker.until(/Waiting for runs/);
    const flow = await registerFlow(this.api, { name: "journalled" });
    const deployment = await createDeployment(this.api, {
      name: POOL,
      flow_id: flow.id,
      entrypoint: "journalled.ts:journalled",
      path: PROGRAMS,
      work_pool_name: POOL,
      job_variables: { command: "tutti flow-run execute" },
    });
    const runs = Array.from({ length: count }, () => createDeploymentRun(this.api, deployment.id, {}));
    return (await Promise.all(runs)).map((run) => run.id);
  }

  async killServer(): Promise<void> {
    await this.#server.end("SIGKILL");
    this.#server = await ServerProcess.start({ home: this.#home, port: this.#port });
  }

  async killWorker(): Promise<void> {
    await this.#worker.end("SIGKILL");
    this.#worker = this.#startWorker();
  }

  /** The process that executes a run now, when there is one. */
  killRunner(): void {
    const pid = this.journal.lastProcess();
    if (pid === null) return;
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has left already.
    }
  }

  async statesOf(ids: readonly string[]): Promise<(StateType | null)[]> {
    const runs = await filterFlowRuns(this.api, { flow_runs: { id: { any_: [...ids] } }, limit: 200 });
    return runs.map((run) => run.state_type);
  }

  /** What became of runs that have not ended, for whoever has to find out why. */
  async unfinished(ids: readonly string[]): Promise<string[]> {
    const runs = await filterFlowRuns(this.api, { flow_runs: { id: { any_: [...ids] } }, limit: 200 });
    const open = runs.filter(({ state_type }) => state_type === null || !isTerminal(state_type));
    return open.map(({ id, state_name, infrastructure_pid }) => `${id} ${state_name} ${infrastructure_pid}`);
  }

  /** As whatever starts services does: a worker that found no server is started again. */
  keepWorker(): void {
    if (this.#worker.hasEnded) this.#worker = this.#startWorker();
  }

  async close(): Promise<void> {
    await this.#worker.end("SIGTERM");
    await this.#server.end("SIGTERM");
    rmSync(this.#home, { recursive: true, force: true });
  }

  #startWorker(): WorkerProcess {
    const told = { TUTTI_API_URL: this.#server.api, TUTTI_HOME: this.#home, JOURNAL: this.journal.path };
    return new WorkerProcess(["-p", POOL, "--create-pool-if-not-found", "-l", "4"], told);
  }
}
