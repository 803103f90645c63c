import { deleteFlowRun, readFlowRun } from "@tutti/client/flow-runs";
import { ResponseError } from "@tutti/client/response-error";
import { expect, test } from "vitest";
import { type JobEnd, type LaunchedJob, type Launcher, LaunchFailure, type LeftJob } from "../../src/launcher.ts";
import { Workplace } from "../support/workplace.ts";

const place = new Workplace();

/** Finds one job that another worker left, which cannot be adopted for these reasons, one after the other. */
class Finder implements Launcher {
  readonly poolTypes = ["process"];
  readonly defaultCommand = "none";
  readonly #over = Promise.withResolvers<JobEnd>();
  readonly #reasons: Error[];
  #flowRunId: string | null;
  wasEnded = false;

  constructor(flowRunId: string, ...reasons: Error[]) {
    this.#flowRunId = flowRunId;
    this.#reasons = reasons;
  }

  get job(): LaunchedJob {
    const end = async () => {
      this.wasEnded = true;
      this.#over.resolve({ code: 1, signal: null, reason: null, isReported: false });
    };
    return { identifier: "left", isWarm: false, ended: this.#over.promise, end };
  }

  async launch(): Promise<LaunchedJob> {
    throw new LaunchFailure("it only finds");
  }

  async leftBehind(): Promise<readonly LeftJob[]> {
    const flowRunId = this.#flowRunId;
    this.#flowRunId = null;
    if (flowRunId === null) return [];
    return [{ flowRunId, lease: { epoch: null, kind: "other" }, adopt: async () => this.#adopt() }];
  }

  #adopt(): LaunchedJob {
    const reason = this.#reasons.shift();
    if (reason !== undefined) throw reason;
    return this.job;
  }

  async close(): Promise<void> {}
}

test("a job that cannot be adopted because somebody does not answer is adopted when he does, and named on its run", async () => {
  const other = await place.pool();
  const id = await place.run(other, null);
  const unanswered = new LaunchFailure("nothing can be seen there", { cause: new Error("socket hang up") });
  const launcher = new Finder(id, new ResponseError("GET /deployments/1", 500, {}), unanswered);
  const { worker, minutes } = place.worker(await place.pool(), { launcher });
  await worker.start();
  await minutes.until(/cannot be adopted yet \(.*answered 500.*\); it is tried again/);
  await minutes.until(/cannot be adopted yet \(socket hang up\); it is tried again/);
  await minutes.until(/process left, which another worker left, is watched/);
  await expect.poll(async () => (await readFlowRun(place.api, id)).infrastructure_pid).toBe("left");
  await launcher.job.end(0);
  await worker.stop();
});

test("a worker that stops leaves what it could not adopt to the next, and ends nothing", async () => {
  const id = await place.run(await place.pool(), null);
  const launcher = new Finder(id, ...Array.from({ length: 100 }, () => new Error("socket hang up")));
  const { worker, minutes } = place.worker(await place.pool(), { launcher });
  await worker.start();
  await minutes.until(/cannot be adopted yet/);
  await worker.stop();
  expect([launcher.wasEnded, worker.runCount]).toEqual([false, 0]);
});

test("a job that can never be adopted says so, and is not tried again", async () => {
  const id = await place.run(await place.pool(), null);
  const launcher = new Finder(id, new LaunchFailure("its deployment was deleted"));
  const { worker, minutes } = place.worker(await place.pool(), { launcher });
  await worker.start();
  await minutes.until(/could not be adopted \(its deployment was deleted\)/);
  await worker.stop();
  expect(minutes.lines.join("\n")).not.toMatch(/tried again/);
});

test("the job of a run that was deleted is ended", async () => {
  const id = await place.run(await place.pool(), null);
  await deleteFlowRun(place.api, id);
  const launcher = new Finder(id);
  const { worker, minutes } = place.worker(await place.pool(), { launcher });
  await worker.start();
  await minutes.until(/could not be adopted/);
  await expect.poll(() => launcher.wasEnded).toBe(true);
  await worker.stop();
});
