import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDeployment, createDeploymentRun, updateDeployment } from "@tutti/client/deployments";
import { readFlowRun } from "@tutti/client/flow-runs";
import { registerFlow } from "@tutti/client/flows";
import { acquireLease } from "@tutti/client/leases";
import { filterTaskRuns } from "@tutti/client/task-runs";
import { updateWorkPool } from "@tutti/client/work-pools";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { afterEach, expect, test } from "vitest";
import { WorkerProcess } from "../support/worker-process.ts";
import { Workplace } from "../support/workplace.ts";

const place = new Workplace();
const PROGRAMS = join(import.meta.dirname, "..", "programs");
const LOOK_EVERY_MS = 20;

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one();
});

async function deployed(pool: WorkPool, path = PROGRAMS): Promise<string> {
  const flow = await registerFlow(place.api, { name: "lingering" });
  const deployment = await createDeployment(place.api, {
    name: `lingering-${randomUUID()}`,
    flow_id: flow.id,
    entrypoint: "flows.ts:lingering",
    path,
    work_pool_name: pool.name,
    job_variables: { command: "tutti flow-run execute" },
  });
  return deployment.id;
}

async function asked(deployment: string, parameters: Record<string, unknown> = {}): Promise<string> {
  return (await createDeploymentRun(place.api, deployment, { parameters })).id;
}

async function serving(pool: WorkPool, name = "keeper") {
  const { worker, minutes, launcher } = place.worker(pool, { name, querySeconds: 3600 });
  await worker.start();
  undo.push(async () => {
    await worker.stop();
    await launcher.close();
  });
  /** Resolves when the process of the last run waits for the next. */
  const atRest = async () => {
    while (worker.runCount > 0) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  };
  return { minutes, atRest };
}

/** A file whose appearance ends runs that linger until then. */
async function signal(): Promise<{ until: string; give: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "tutti-offered-"));
  undo.push(() => rm(folder, { recursive: true }));
  const until = join(folder, "go");
  return { until, give: () => writeFile(until, "") };
}

/** Who has the run. */
async function ownerOf(id: string): Promise<string> {
  const asking = acquireLease(place.api, id, { owner: "nobody", ttl_seconds: 1 });
  const refusal = await asking.then(
    () => "nobody",
    (error: unknown) => String(error),
  );
  return /executed by (\S+),/.exec(refusal)?.[1] ?? refusal;
}

const states = ["Scheduled", "Pending", "Running", "Completed"];

test.each([
  ["takes the next run of its deployment itself", { concurrency_limit: 9 }],
  ["has the next run of its deployment begun for it", {}],
])("a process that waits %s; the first was the worker's", async (_how, changes) => {
  const pool = await place.pool();
  await updateWorkPool(place.api, pool.name, changes);
  const { minutes, atRest } = await serving(pool);
  const deployment = await deployed(pool);
  const owners: string[] = [];
  for (let run = 0; run < 2; run += 1) {
    const { until, give } = await signal();
    const id = await asked(deployment, { until });
    await minutes.until(/> lingering in \d+/);
    minutes.lines.splice(0);
    owners.push(await ownerOf(id));
    await give();
    expect(await place.states(id, "Completed")).toEqual(states);
    const { labels, infrastructure_pid } = await readFlowRun(place.api, id);
    expect(labels).toMatchObject({ "prefect.worker.name": "keeper", "prefect.work-pool.name": pool.name });
    expect(owners.at(-1)).toMatch(run === 0 ? /^worker:keeper$/ : new RegExp(`\\D${infrastructure_pid}\\D*`));
    await atRest();
  }
});

test("a deployment that has changed is read again first: its run gets what it says now", async () => {
  const pool = await place.pool();
  const { atRest } = await serving(pool);
  const deployment = await deployed(pool);
  await place.states(await asked(deployment), "Completed");
  await atRest();
  const job_variables = { command: "tutti flow-run execute", env: { REGION: "north" } };
  await updateDeployment(place.api, deployment, { job_variables });
  const id = await asked(deployment);
  expect(await place.states(id, "Completed")).toEqual(states);
  expect((await readFlowRun(place.api, id)).state?.data).toBe("north");
});

test("a run that a process took, and was killed in, goes on in another from its last step", async () => {
  const pool = await place.pool();
  const { minutes, atRest } = await serving(pool);
  const deployment = await deployed(pool);
  await place.states(await asked(deployment), "Completed");
  await atRest();
  const { until, give } = await signal();
  const id = await asked(deployment, { until });
  const [, pid] = await minutes.until(/> lingering in (\d+)/);
  minutes.lines.splice(0);
  process.kill(Number(pid), "SIGKILL");
  // The second attempt is given the step of the first.
  await minutes.until(new RegExp(`> lingering in ${pid}`));
  await give();
  const names = await place.states(id, "Completed");
  expect(names).toEqual(["Scheduled", "Pending", "Running", "Recovering", "Pending", "Running", "Completed"]);
  expect(await filterTaskRuns(place.api, { task_runs: { flow_run_id: { any_: [id] } } })).toHaveLength(1);
});

test("a run that was taken from a worker that is killed goes on, and the next worker watches it", async () => {
  const pool = await place.pool();
  const deployment = await deployed(pool);
  const first = new WorkerProcess(["-p", pool.name], place.environment);
  await place.states(await asked(deployment), "Completed");
  await first.until(/has ended/);
  const { until, give } = await signal();
  const id = await asked(deployment, { until });
  const [, pid] = await first.until(/lingering in (\d+)/);
  await first.end("SIGKILL");
  const second = new WorkerProcess(["-p", pool.name], place.environment);
  await second.until(new RegExp(`process ${pid}, which another worker left, is watched`));
  await give();
  expect(await place.states(id, "Completed")).toEqual(states);
  expect(await second.end("SIGTERM")).toBe(0);
});

test("a run that was begun for a process that is gone is executed all the same", async () => {
  const pool = await place.pool();
  const { minutes, atRest } = await serving(pool);
  const deployment = await deployed(pool);
  await place.states(await asked(deployment), "Completed");
  await atRest();
  const [, pid] = await minutes.until(/started as process (\d+)/);
  process.kill(Number(pid), "SIGKILL");
  const id = await asked(deployment);
  // The worker may have heard of its end before.
  const [first, ...names] = await place.states(id, "Completed");
  expect([first, names.at(-1)]).toEqual(["Scheduled", "Completed"]);
  expect((await readFlowRun(place.api, id)).infrastructure_pid).not.toBe(pid);
  expect(await filterTaskRuns(place.api, { task_runs: { flow_run_id: { any_: [id] } } })).toHaveLength(1);
});

test("a run that was begun for a process whose code has changed is executed by another, with the new code", async () => {
  const folder = await mkdtemp(join(PROGRAMS, "changing-"));
  undo.push(() => rm(folder, { recursive: true }));
  const code = (name: string) =>
    `import { flow } from "../../../../tutti/src/index.ts";\nexport const lingering = flow({ name: "lingering" }, async () => "${name}");\n`;
  await writeFile(join(folder, "flows.ts"), code("first"));
  const pool = await place.pool();
  const { atRest } = await serving(pool);
  const deployment = await deployed(pool, folder);
  await place.states(await asked(deployment), "Completed");
  await atRest();
  await writeFile(join(folder, "flows.ts"), code("second"));
  const id = await asked(deployment);
  expect(await place.states(id, "Completed")).toEqual(states);
  expect((await readFlowRun(place.api, id)).state?.data).toBe("second");
});

test("a cancelled run ends though nobody but its process took it", async () => {
  const pool = await place.pool();
  const { minutes, atRest } = await serving(pool);
  const deployment = await deployed(pool);
  await place.states(await asked(deployment), "Completed");
  await atRest();
  const id = await asked(deployment, { until: "/nowhere/at/all" });
  await minutes.until(/> lingering in/);
  await place.cancel(id);
  expect(await place.states(id, "Cancelled")).toEqual(["Scheduled", "Pending", "Running", "Cancelling", "Cancelled"]);
});

test("two workers begin each of many runs once", async () => {
  const pool = await place.pool();
  const crews = [await serving(pool, "one"), await serving(pool, "two")];
  const deployment = await deployed(pool);
  const ids: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    const made = await Promise.all(Array.from({ length: 5 }, () => asked(deployment)));
    for (const id of made) expect(await place.states(id, "Completed")).toEqual(states);
    ids.push(...made);
    for (const { atRest } of crews) await atRest();
  }
  const steps = await filterTaskRuns(place.api, { task_runs: { flow_run_id: { any_: ids } } });
  expect(steps.map(({ run_count }) => run_count)).toEqual(ids.map(() => 1));
});
