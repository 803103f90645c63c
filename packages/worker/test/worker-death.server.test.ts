import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ServerProcess } from "../../../tests/support/server-process.ts";
import { WorkerProcess } from "./support/worker-process.ts";
import { Workplace } from "./support/workplace.ts";

const place = new Workplace();

/** Kills a worker that executes the run; answers the run's process. */
async function killed(worker: WorkerProcess, id: string): Promise<number> {
  const pid = await place.processOf(id);
  await place.kill(worker, id);
  return Number(pid);
}

test("a worker that comes back goes on with the process that the killed one left, and tells what it prints", async () => {
  const pool = await place.pool();
  const id = await place.run(pool, "wait");
  const first = new WorkerProcess(["-p", pool.name], place.environment);
  await first.until(/running wait in no region/);
  const pid = await killed(first, id);
  const second = new WorkerProcess(["-p", pool.name], place.environment);
  await second.until(new RegExp(`process ${pid}, which another worker left, is watched`));
  process.kill(pid, "SIGUSR1");
  await second.until(/woken/);
  expect((await place.states(id, "Completed")).slice(-2)).toEqual(["Running", "Completed"]);
  expect(await second.end("SIGTERM")).toBe(0);
});

test("a worker that serves already goes on with what a killed one leaves", async () => {
  const pool = await place.pool();
  const other = place.worker(pool, { name: "other", adoptSeconds: 0.1, limit: 1 });
  const busy = await place.run(pool, "wait");
  await other.worker.start();
  await other.minutes.until(/running wait/);
  const id = await place.run(pool, "wait");
  const first = new WorkerProcess(["-p", pool.name], place.environment);
  await first.until(/running wait in no region/);
  const pid = await killed(first, id);
  await other.minutes.until(new RegExp(`process ${pid}, which another worker left, is watched`));
  for (const run of [id, busy]) process.kill(Number(await place.processOf(run)), "SIGUSR1");
  expect((await place.states(id, "Completed")).slice(-2)).toEqual(["Running", "Completed"]);
  await other.worker.stop();
});

test("a process that ended while no worker was there crashed its run", async () => {
  const pool = await place.pool();
  const id = await place.run(pool, "wait");
  const first = new WorkerProcess(["-p", pool.name], place.environment);
  await first.until(/running wait in no region/);
  process.kill(await killed(first, id), "SIGKILL");
  const second = new WorkerProcess(["-p", pool.name, "--run-once"], place.environment);
  await second.until(/Stopped/);
  await place.states(id, "Crashed");
  expect(await place.message(id)).toBe("The run's process ended while no worker watched it.");
});

test("one whose server is gone ends when it is told to, without waiting for another", async () => {
  const home = await mkdtemp(join(tmpdir(), "tutti-gone-"));
  onTestFinished(() => rm(home, { recursive: true, maxRetries: 5 }));
  const server = await ServerProcess.start({ home, port: 0 });
  const environment = { TUTTI_API_URL: server.api, TUTTI_HOME: home };
  const worker = new WorkerProcess(["-p", "lonely", "--create-pool-if-not-found"], environment);
  await worker.until(/Waiting for runs/);
  await server.end("SIGKILL");
  await worker.until(/Waiting for the server/);
  expect(await worker.end("SIGTERM")).toBe(0);
  // A request that is repeated to its end says so after a minute.
  expect(worker.said).not.toMatch(/failed/);
  expect(worker.said).toMatch(/Stopped/);
});

test("a first Ctrl-C waits for what is running, a second ends it", async () => {
  const pool = await place.pool();
  const id = await place.run(pool, "wait");
  const worker = new WorkerProcess(["-p", pool.name], place.environment);
  await worker.until(/running wait in no region/);
  const ended = worker.end("SIGINT");
  await worker.until(/Stopping when the run under way has ended/);
  await worker.end("SIGINT");
  expect(await ended).toBe(0);
  await place.states(id, "Crashed");
  expect(await place.message(id)).toBe("The run was stopped with its worker.");
});
