import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { createDeployment, createDeploymentRun } from "@tutti/client/deployments";
import { registerFlow } from "@tutti/client/flows";
import { isAlive, startOfProcess } from "@tutti/client/process-identity";
import type { WorkPool } from "@tutti/core/wire/work-pool";
import { afterEach, expect, test } from "vitest";
import type { Minutes } from "../support/minutes.ts";
import { Workplace } from "../support/workplace.ts";

const place = new Workplace();
const PROGRAMS = join(import.meta.dirname, "..", "programs");

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).toReversed()) await one();
});

async function deployed(
  pool: WorkPool,
  flowName: string,
  path = PROGRAMS,
  pull_steps: Record<string, unknown>[] = [],
): Promise<string> {
  const flow = await registerFlow(place.api, { name: flowName });
  const deployment = await createDeployment(place.api, {
    name: pool.name,
    flow_id: flow.id,
    entrypoint: `flows.ts:${flowName}`,
    path,
    pull_steps,
    work_pool_name: pool.name,
    job_variables: { command: "tutti flow-run execute" },
  });
  return deployment.id;
}

async function serving(pool: WorkPool) {
  const { worker, minutes, launcher } = place.worker(pool, { querySeconds: 3600 });
  await worker.start();
  undo.push(async () => {
    await worker.stop();
    await launcher.close();
  });
  /** Resolves when the process of the last run is free for the next: a moment after the run has ended. */
  const atRest = async () => {
    while (worker.runCount > 0) await passed(10);
  };
  return { minutes, atRest };
}

async function ran(deployment: string, until: string): Promise<void> {
  const { id } = await createDeploymentRun(place.api, deployment, {});
  await place.states(id, until);
}

/** The processes that runs were started in, one after the other. */
function processes(minutes: Minutes): string[] {
  return minutes.lines.flatMap((line) => /started as process (\d+)/.exec(line)?.[1] ?? []);
}

test("runs of a deployment follow each other in one process, and are pushed to the worker", async () => {
  const pool = await place.pool();
  const { minutes, atRest } = await serving(pool);
  const deployment = await deployed(pool, "quick");
  for (let run = 0; run < 3; run += 1) {
    await ran(deployment, "Completed");
    await atRest();
  }
  expect(processes(minutes)).toHaveLength(3);
  expect(new Set(processes(minutes)).size).toBe(1);
});

test("the first run of a deployment gets a process that was started before it, with its environment and folder", async () => {
  const pool = await place.pool();
  const { minutes } = await serving(pool);
  await ran(await deployed(pool, "quick"), "Completed");
  const [pid] = processes(minutes);
  expect(await readFile(`/proc/${pid}/environ`, "utf8")).toContain("TUTTI__WARM_SPARE=1");
});

test("a run that failed leaves no process for the next", async () => {
  const pool = await place.pool();
  const { minutes } = await serving(pool);
  const deployment = await deployed(pool, "failing");
  for (let run = 0; run < 2; run += 1) await ran(deployment, "Failed");
  expect(new Set(processes(minutes)).size).toBe(2);
});

test("a file that changed is loaded anew", async () => {
  const folder = await mkdtemp(join(PROGRAMS, "changing-"));
  undo.push(() => rm(folder, { recursive: true }));
  const file = join(folder, "flows.ts");
  const code = (name: string) =>
    `import { flow } from "../../../../tutti/src/index.ts";\nexport const quick = flow({ name: "quick", flowRunName: "x" }, async () => console.log("${name}"));\n`;
  await writeFile(file, code("first"));
  const pool = await place.pool();
  const { minutes } = await serving(pool);
  const deployment = await deployed(pool, "quick", folder);
  await ran(deployment, "Completed");
  expect(await minutes.until(/> first/)).not.toBeNull();
  await writeFile(file, code("second"));
  await ran(deployment, "Completed");
  await minutes.until(/> second/);
});

test("a module that cannot be loaded fails the run with the reason, in a process of its own", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tutti-broken-"));
  undo.push(() => rm(folder, { recursive: true }));
  await copyFile(join(PROGRAMS, "stub-run.mjs"), join(folder, "other.mjs"));
  const pool = await place.pool();
  await serving(pool);
  const { id } = await createDeploymentRun(place.api, await deployed(pool, "quick", folder), {});
  await place.states(id, "Crashed");
  expect(await place.message(id)).toMatch(/The flow could not be started: .*there is no file flows.ts/);
});

test.each([
  ["in a warm runner", []],
  [
    "in a process of its own",
    [{ run_shell_script: { script: "true" } }, { set_working_directory: { directory: PROGRAMS } }],
  ],
])("what a cancelled run has started ends with it, though it is asked in vain: %s", async (_where, steps) => {
  const pool = await place.pool();
  const { minutes, atRest } = await serving(pool);
  const { id } = await createDeploymentRun(place.api, await deployed(pool, "leaving", PROGRAMS, steps), {});
  const [, pid] = await minutes.until(/> rest (\d+)/);
  const rest = { pid: Number(pid), startedAt: (await startOfProcess(Number(pid))) ?? "" };
  await place.cancel(id);
  await place.states(id, "Cancelled");
  await atRest();
  expect(await isAlive(rest)).toBe(false);
});

test("a killed runner crashes its run, which starts again from its last step; a cancelled one ends with it", async () => {
  const pool = await place.pool();
  const { minutes } = await serving(pool);
  const { id } = await createDeploymentRun(place.api, await deployed(pool, "endless"), {});
  await minutes.until(/here to stay/);
  process.kill(Number(processes(minutes)[0]), "SIGKILL");
  while (minutes.lines.filter((line) => line.includes("here to stay")).length < 2) await minutes.next();
  await place.cancel(id);
  const states = await place.states(id, "Cancelled");
  expect(states.filter((state) => state !== "Submitting")).toEqual([
    "Scheduled",
    "Pending",
    "Running",
    "Recovering",
    "Pending",
    "Running",
    "Cancelling",
    "Cancelled",
  ]);
});
