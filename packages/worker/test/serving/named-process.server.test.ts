import { readFlowRun, setFlowRunState } from "@tutti/client/flow-runs";
import { acquireLease, epochHeader } from "@tutti/client/leases";
import { expect, test } from "vitest";
import type { Job, JobEnd, LaunchedJob, Launcher } from "../../src/launcher.ts";
import { Workplace } from "../support/workplace.ts";

const place = new Workplace();
const LATER = {
  type: "SCHEDULED",
  name: "Sleeping",
  state_details: { scheduled_time: "2999-01-01T00:00:00Z" },
} as const;

/** Starts jobs that are quicker than the worker: they took their run over before their launch is told. */
class Quick implements Launcher {
  readonly poolTypes = ["process"];
  readonly defaultCommand = "none";
  readonly over = Promise.withResolvers<JobEnd>();
  readonly #sleeps: boolean;

  constructor(sleeps: boolean) {
    this.#sleeps = sleeps;
  }

  async launch({ flowRunId }: Job): Promise<LaunchedJob> {
    const { epoch } = await acquireLease(place.api, flowRunId, { owner: "quick", ttl_seconds: 10 });
    const states = [{ type: "RUNNING" } as const, ...(this.#sleeps ? [LATER] : [])];
    for (const state of states) await setFlowRunState(place.api, flowRunId, { state }, epochHeader(epoch));
    return { identifier: "quick:1", isWarm: false, ended: this.over.promise, end: async () => undefined };
  }

  async close(): Promise<void> {}
}

test("a run that its process has taken over meanwhile names it", async () => {
  const pool = await place.pool();
  const launcher = new Quick(false);
  const { worker } = place.worker(pool, { launcher });
  const id = await place.run(pool, null);
  await worker.start();
  await expect.poll(async () => (await readFlowRun(place.api, id)).infrastructure_pid).toBe("quick:1");
  launcher.over.resolve({ code: 0, signal: null, reason: null, isReported: true });
  await worker.stop();
});

test("a run that sleeps by then names none, so nobody waits for its process when it is cancelled", async () => {
  const pool = await place.pool();
  const launcher = new Quick(true);
  const { worker, minutes } = place.worker(pool, { launcher });
  const id = await place.run(pool, null);
  await worker.start();
  await minutes.until(/started as process quick:1/);
  launcher.over.resolve({ code: 0, signal: null, reason: null, isReported: true });
  await worker.stop();
  expect(await readFlowRun(place.api, id)).toMatchObject({ state_name: "Sleeping", infrastructure_pid: null });
});
