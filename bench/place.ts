import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { fixedAddress } from "@tutti/client/api-address";
import { createDeployment, createDeploymentRun } from "@tutti/client/deployments";
import { readFlowRun } from "@tutti/client/flow-runs";
import { registerFlow } from "@tutti/client/flows";
import { ApiClient } from "@tutti/client/http";
import { readWorkPool } from "@tutti/client/work-pools";
import { ServerProcess } from "../tests/support/server-process.ts";

const TUTTI = fileURLToPath(new URL("../packages/tutti/bin/tutti.mjs", import.meta.url));
const CODE = fileURLToPath(new URL("tutti", import.meta.url));
/** A worker at rest: what it does after a run is over by then. */
export const REST_MS = 2500;
const LOOK_EVERY_MS = 5;

/** A server with a worker that serves one pool. */
export class Place {
  readonly api: ApiClient;
  readonly #server: ServerProcess;
  readonly #worker: ChildProcess;
  readonly #home: string;

  static async open(): Promise<Place> {
    const home = mkdtempSync(join(tmpdir(), "tutti-bench-"));
    const server = await ServerProcess.start({ home, port: 0 });
    const env = { PATH: process.env["PATH"], TUTTI_HOME: home, TUTTI_API_URL: server.api };
    const args = [TUTTI, "worker", "start", "--pool", "bench", "--create-pool-if-not-found"];
    const worker = spawn(process.execPath, args, { env, stdio: "ignore" });
    const place = new Place(home, server, worker);
    while ((await readWorkPool(place.api, "bench").catch(() => null))?.status !== "READY") await passed(50);
    await passed(REST_MS);
    return place;
  }

  private constructor(home: string, server: ServerProcess, worker: ChildProcess) {
    this.#home = home;
    this.#server = server;
    this.#worker = worker;
    this.api = new ApiClient({ locate: fixedAddress(server.api) });
  }

  /** `entrypoint` is in `bench/tutti`. */
  async deployment(name: string, flow: string, entrypoint: string): Promise<string> {
    const { id } = await registerFlow(this.api, { name: flow });
    const deployment = await createDeployment(this.api, {
      name,
      flow_id: id,
      entrypoint,
      path: CODE,
      work_pool_name: "bench",
      job_variables: { command: "tutti flow-run execute" },
    });
    return deployment.id;
  }

  /** Runs the deployment and answers its result, a number. */
  async result(deployment: string, parameters: Record<string, unknown> = {}): Promise<number> {
    const { id } = await createDeploymentRun(this.api, deployment, { parameters });
    for (;;) {
      const { state } = await readFlowRun(this.api, id);
      if (state?.type === "COMPLETED") return Number(state.data);
      if (state?.type === "FAILED" || state?.type === "CRASHED") throw new Error(`the run ended ${state.type}`);
      await passed(LOOK_EVERY_MS);
    }
  }

  async close(): Promise<void> {
    this.#worker.kill("SIGTERM");
    await once(this.#worker, "exit");
    await this.#server.end("SIGTERM");
    rmSync(this.#home, { recursive: true, force: true });
  }
}
