import { setTimeout as passed } from "node:timers/promises";
import { isAlive, startOfProcess } from "@tutti/client/process-identity";
import { createVariable } from "@tutti/client/variables";
import { readFlowRun } from "@tutti/client/flow-runs";
import { filterWorkers } from "@tutti/client/workers";
import { describe, expect, test } from "vitest";
import { Workplace } from "./support/workplace.ts";

const place = new Workplace();

describe("a run's process", () => {
  test("runs with what the job says, and what it prints reaches the run", async () => {
    const pool = await place.pool();
    await createVariable(place.api, { name: "region", value: "north" });
    const id = await place.run(pool, "complete", { env: { REGION: "{{ prefect.variables.region }}" } });
    const { worker, minutes } = place.worker(pool);
    await worker.runOnce();
    expect(await place.states(id, "Completed")).toEqual(
      expect.arrayContaining(["Scheduled", "Pending", "Running", "Completed"]),
    );
    expect(minutes.lines).toContain("> running complete in north");
    expect(await place.logs(id)).toEqual(["running complete in north"]);
    const run = await readFlowRun(place.api, id);
    expect(run.labels).toMatchObject({ "prefect.worker.name": "keeper", "prefect.work-pool.name": pool.name });
    expect(run.infrastructure_pid).toMatch(/^\d+$/);
  });

  test("that fails crashes its run, and the log says what it printed", async () => {
    const pool = await place.pool();
    const id = await place.run(pool, "crash");
    const { worker } = place.worker(pool);
    await worker.runOnce();
    await place.states(id, "Crashed");
    expect(await place.message(id)).toBe("The run's process ended with exit code 3.");
    const [one, other, ...end] = await place.logs(id);
    // One is printed to each stream, and which of the two is read first is nobody's to say.
    expect(new Set([one, other])).toEqual(new Set(["running crash in no region", "it went wrong"]));
    expect(end).toEqual(["The run's process ended with exit code 3."]);
  });

  test("that leaves in silence crashes its run", async () => {
    const pool = await place.pool();
    const id = await place.run(pool, "silent");
    await place.worker(pool).worker.runOnce();
    await place.states(id, "Crashed");
    expect(await place.message(id)).toBe("The run's process ended without reporting how the run did.");
  });

  test.each([
    [
      "nothing of this name",
      { command: "no-such-program-there" },
      "Crashed",
      /could not be started: spawn no-such-program-there ENOENT/,
    ],
    [
      "a variable that is not there",
      { env: { A: "{{ prefect.variables.nowhere }}" } },
      "Failed",
      /could not be configured.*there is no variable nowhere/,
    ],
  ] as const)("that cannot start says why: %s", async (_what, variables, state, message) => {
    const pool = await place.pool();
    const id = await place.run(pool, null, variables);
    await place.worker(pool).worker.runOnce();
    await place.states(id, state);
    expect(await place.message(id)).toMatch(message);
  });
});

describe("a cancelled run", () => {
  test("ends with its whole process group, however stubborn", async () => {
    const pool = await place.pool();
    const id = await place.run(pool, "stubborn");
    // As long as it may take to be heard saying no.
    const { worker, minutes } = place.worker(pool, { graceSeconds: 4 });
    await worker.start();
    const child = Number((await minutes.until(/> child (\d+)/))[1]);
    const identity = { pid: child, startedAt: (await startOfProcess(child)) ?? "" };
    await place.cancel(id);
    expect((await place.states(id, "Cancelled")).slice(-3)).toEqual(["Running", "Cancelling", "Cancelled"]);
    expect(minutes.lines).toContain("> no");
    expect(await isAlive(identity)).toBe(false);
    await worker.stop();
  });
});

describe("a worker that stops", () => {
  test("lets what is running finish, and takes no more", async () => {
    const pool = await place.pool();
    const first = await place.run(pool, "wait");
    const { worker } = place.worker(pool, { limit: 1 });
    await worker.start();
    await place.states(first, "Running");
    const second = await place.run(pool, "complete");
    const stopping = worker.stop();
    await place.cancel(first);
    await stopping;
    expect((await readFlowRun(place.api, first)).state_type).toBe("CANCELLED");
    expect((await readFlowRun(place.api, second)).state_type).toBe("SCHEDULED");
  });

  test("ends what is running when told again", async () => {
    const pool = await place.pool();
    const id = await place.run(pool, "wait");
    const { worker } = place.worker(pool);
    await worker.start();
    await place.states(id, "Running");
    const stopping = worker.stop();
    worker.endRuns();
    await stopping;
    expect(await place.message(id)).toBe("The run was stopped with its worker.");
  });
});

test("no more runs are taken than there is room for", async () => {
  const pool = await place.pool();
  const ids = [await place.run(pool, "wait"), await place.run(pool, "wait"), await place.run(pool, "wait")];
  const { worker } = place.worker(pool, { limit: 2 });
  await worker.start();
  const running = async () =>
    (await Promise.all(ids.map((id) => readFlowRun(place.api, id)))).filter((run) => run.state_type === "RUNNING");
  while ((await running()).length < 2) await passed(20);
  expect(worker.runCount).toBe(2);
  const [done] = await running();
  await place.cancel(done?.id ?? "");
  while ((await running()).every((run) => run.id !== ids[2])) await passed(20);
  const stopping = worker.stop();
  worker.endRuns();
  await stopping;
});

test("once takes all that is due, also what there was no room for at first", async () => {
  const pool = await place.pool();
  const ids = [await place.run(pool, "complete"), await place.run(pool, "complete"), await place.run(pool, "complete")];
  await place.worker(pool, { limit: 1 }).worker.runOnce();
  const states = await Promise.all(ids.map(async (id) => (await readFlowRun(place.api, id)).state_type));
  expect(states).toEqual(["COMPLETED", "COMPLETED", "COMPLETED"]);
});

test("a worker is listed with its heartbeat", async () => {
  const pool = await place.pool();
  await place.worker(pool, { heartbeatSeconds: 300 }).worker.runOnce();
  const workers = await filterWorkers(place.api, pool.name, {});
  expect(workers).toMatchObject([{ name: "keeper", status: "ONLINE", heartbeat_interval_seconds: 300 }]);
});

test("a pool of type prefect-agent is served alike", async () => {
  const pool = await place.pool("prefect-agent");
  const id = await place.run(pool, "complete");
  await place.worker(pool).worker.runOnce();
  expect(await place.states(id, "Completed")).toContain("Running");
});
