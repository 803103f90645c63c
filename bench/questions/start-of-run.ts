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
import { ServerProcess } from "../../tests/support/server-process.ts";
import { median, quantile } from "../quantile.ts";
import { milliseconds, type Question, type Row } from "../question.ts";
import type { Contestant } from "../subjects.ts";

const TUTTI = fileURLToPath(new URL("../../packages/tutti/bin/tutti.mjs", import.meta.url));
const CODE = fileURLToPath(new URL("../tutti", import.meta.url));
const WARM_RUNS = 100;
const NEW_RUNS = 15;
const PEER_RUNS = 50;
/** A worker at rest: what it does after a run is over by then. */
const REST_MS = 2500;
const LOOK_EVERY_MS = 5;

/** A server with a worker that serves one pool. */
class Place {
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

  async deployment(name: string): Promise<string> {
    const { id } = await registerFlow(this.api, { name: "bench-first-step" });
    const deployment = await createDeployment(this.api, {
      name,
      flow_id: id,
      entrypoint: "first-step.ts:firstStep",
      path: CODE,
      work_pool_name: "bench",
      job_variables: { command: "tutti flow-run execute" },
    });
    return deployment.id;
  }

  /** Milliseconds from before the run is asked for until its first step begins. */
  async startMs(deployment: string): Promise<number> {
    const askedAt = performance.timeOrigin + performance.now();
    const { id } = await createDeploymentRun(this.api, deployment, {});
    for (;;) {
      const { state } = await readFlowRun(this.api, id);
      if (state?.type === "COMPLETED") return Number(state.data) - askedAt;
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

async function samples(count: number, take: (index: number) => Promise<number>): Promise<number[]> {
  const taken: number[] = [];
  for (let index = 0; index < count; index += 1) taken.push(await take(index));
  return taken;
}

function row(subject: string, taken: readonly number[]): Row {
  const figures = { p50: milliseconds(median(taken)), p95: milliseconds(quantile(taken, 0.95)) };
  return { subject, durability: "the run is committed before it is offered", figures };
}

export function startOfRun(peers: readonly Contestant[]): Question {
  return {
    title: "Run asked for → its first step begins",
    method: `Tutti: Over HTTP, to a worker of a pool of processes, until a task of the run begins: ${WARM_RUNS} runs of one deployment after each other, and ${NEW_RUNS} of as many deployments, each the first of its own. A worker keeps a process at hand that has loaded all but a flow. The others: in the process that asks, whose worker it is, as their own examples do it.`,
    target: "warm runner < 5 ms (p50), < 15 ms (p95); new process < 150 ms",
    async ask(): Promise<Row[]> {
      const place = await Place.open();
      try {
        const fresh = await samples(NEW_RUNS, async (index) => {
          const ms = await place.startMs(await place.deployment(`new-${index}`));
          await passed(REST_MS);
          return ms;
        });
        const one = await place.deployment("warm");
        await place.startMs(one);
        const warm = await samples(WARM_RUNS, () => place.startMs(one));
        const rows = [row("Tutti, SQLite, warm runner", warm), row("Tutti, SQLite, first run of a deployment", fresh)];
        for (const { name, run } of peers) rows.push(row(`${name}, in process`, await run("first-step", PEER_RUNS)));
        return rows;
      } finally {
        await place.close();
      }
    },
  };
}
