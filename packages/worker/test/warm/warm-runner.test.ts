import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { JobFolder } from "../../src/process/job-folder.ts";
import type { RunOffer } from "../../src/warm/runner-messages.ts";
import { WarmRunner } from "../../src/warm/warm-runner.ts";
import { someJob } from "../support/job.ts";

/** Takes what it is offered, and is done with what it is given at once. */
const PROGRAM = `
process.on("message", (message) => {
  const flowRunId = message.flowRunId ?? message.flowRun.id;
  if (message.type === "offer") process.send({ type: "took", flowRunId, epoch: 7 });
  process.send({ type: "finished", flowRunId, outcome: "completed" });
});
process.on("disconnect", () => process.exit(0));
process.send({ type: "ready" });
`;

let path = "";
let runner: WarmRunner;

beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), "tutti-runner-"));
  const child = spawn(process.execPath, ["-e", PROGRAM], {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    detached: true,
  });
  runner = new WarmRunner(child, new JobFolder(path));
  await runner.whenReady();
});
afterEach(async () => {
  await runner.retire();
  await rm(path, { recursive: true, force: true });
});

test.each(["assigned", "offered"])(
  "a run that was %s ends as its process says, though it cannot be written down",
  async (how) => {
    const news: string[] = [];
    const job = someJob(null, { onNews: (text) => news.push(text) });
    await rm(path, { recursive: true });
    const offer = { flowRun: { id: job.flowRunId }, deploymentUpdated: "", labels: {} } as unknown as RunOffer;
    const launched = how === "assigned" ? await runner.assign(job) : runner.offer(job, offer).launched;
    expect(await launched.ended).toMatchObject({ isReported: true, isFailure: false });
    expect(news).toEqual([expect.stringContaining("ENOENT")]);
  },
);
