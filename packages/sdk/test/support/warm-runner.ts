import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { FlowRun } from "@tutti/core/wire/flow-run";
import type { Claim } from "@tutti/core/wire/lease";
import { type FromRunner, fromRunner, monotonicMs } from "@tutti/worker/warm/runner-messages";
import { plainEnvironment } from "./program.ts";

const TUTTI = fileURLToPath(new URL("../../../tutti/bin/tutti.mjs", import.meta.url));

/** A warm runner, with the test in its worker's place. */
export class WarmRunner {
  readonly #child: ChildProcess;
  readonly #ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  readonly #said: FromRunner[] = [];

  /** Null: one that is no deployment's yet. */
  constructor(deploymentId: string | null, env: Record<string, string>) {
    const role = deploymentId === null ? { TUTTI__WARM_SPARE: "1" } : { TUTTI__WARM_DEPLOYMENT_ID: deploymentId };
    this.#child = fork(TUTTI, ["flow-run", "execute"], {
      env: { ...plainEnvironment(), ...env, ...role },
      execArgv: [],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    this.#child.on("message", (message) => this.#said.push(fromRunner.parse(message)));
    this.#ended = once(this.#child, "exit").then(() => ({
      code: this.#child.exitCode,
      signal: this.#child.signalCode,
    }));
  }

  /** The next thing it says. Rejects when it ends instead. */
  async next(): Promise<FromRunner> {
    const ended = this.#ended.then(({ code }) => {
      throw new Error(`The runner ended with ${code}`);
    });
    ended.catch(() => undefined);
    while (this.#said.length === 0) await Promise.race([once(this.#child, "message"), ended]);
    const [first] = this.#said.splice(0, 1);
    if (first === undefined) throw new Error("The runner said nothing");
    return first;
  }

  assign(flowRunId: string, environment: Record<string, string | null> = {}, epoch: number | null = null): void {
    this.#child.send({ type: "assign", flowRunId, epoch, environment });
  }

  /** As a worker does that was offered the run, and read its deployment. */
  offer(flowRun: FlowRun, deploymentUpdated: string): void {
    this.#child.send({ type: "offer", flowRun, deploymentUpdated, labels: { "prefect.worker.name": "tester" } });
  }

  /** As a worker does that was told so long ago that the run was begun for a process. */
  begin({ flow_run, lease, ...result }: Claim, agoMs: number): void {
    const begun = { result, toldAt: monotonicMs() - agoMs };
    const run = { flowRunId: flow_run?.id, epoch: lease?.epoch, flowRun: flow_run };
    this.#child.send({ type: "assign", ...run, begun, environment: {} });
  }

  get pid(): string {
    return String(this.#child.pid);
  }

  become(deploymentId: string, environment: Record<string, string>, folder: string): void {
    this.#child.send({ type: "become", deploymentId, environment, folder });
  }

  close(): void {
    this.#child.disconnect();
  }

  ended(): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
    return this.#ended;
  }
}
