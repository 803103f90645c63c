import { expect, test } from "vitest";
import type { JobEnd, LaunchedJob, Launcher, LeftJob } from "../../src/launcher.ts";
import { Workplace } from "../support/workplace.ts";

const place = new Workplace();

/** A job that ends when it is told to. */
class Task implements LaunchedJob {
  readonly identifier: string;
  readonly isWarm = false;
  readonly ended: Promise<JobEnd>;
  #finish: (end: JobEnd) => void = () => undefined;

  constructor(identifier: string) {
    this.identifier = identifier;
    this.ended = new Promise((resolve) => {
      this.#finish = resolve;
    });
  }

  async end(): Promise<void> {
    this.#finish({ code: 0, signal: null, reason: null, isReported: false });
  }
}

/** Finds something of a run on a second look, when the run has been started here. */
class LateFinder implements Launcher {
  readonly poolTypes = ["process"];
  readonly defaultCommand = "none";
  readonly old = new Task("old");
  readonly anew = new Task("new");
  #flowRunId = "";
  #isFound = false;

  async launch({ flowRunId }: { flowRunId: string }): Promise<LaunchedJob> {
    this.#flowRunId = flowRunId;
    return this.anew;
  }

  async leftBehind(): Promise<readonly LeftJob[]> {
    if (this.#flowRunId === "" || this.#isFound) return [];
    this.#isFound = true;
    return [{ flowRunId: this.#flowRunId, lease: { epoch: null, kind: "other" }, adopt: async () => this.old }];
  }

  async close(): Promise<void> {}
}

test("what is left of a run that was started anew here is ended, and the new attempt goes on", async () => {
  const pool = await place.pool();
  const id = await place.run(pool, null);
  const launcher = new LateFinder();
  const { worker, minutes } = place.worker(pool, { launcher, adoptSeconds: 0.1 });
  await worker.start();
  await minutes.until(new RegExp(`What another worker left of flow run ${id} is ended`));
  await launcher.old.ended;
  expect(worker.runCount).toBe(1);
  await launcher.anew.end();
  await place.states(id, "Crashed");
  await worker.stop();
});
