import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimFolder, leaveFolder } from "../../src/process/worker-folder.ts";

const place = { pool: "zoo", api: "http://127.0.0.1:4200/api" };
let workers = "";

beforeEach(async () => {
  workers = await mkdtemp(join(tmpdir(), "tutti-workers-"));
});
afterEach(() => rm(workers, { recursive: true }));

test("a worker that leaves takes its folder with it", async () => {
  const own = await claimFolder(workers, "first", place);
  await mkdir(join(own, "left-other", "run-that-is-over"), { recursive: true });
  await leaveFolder(own);
  expect(await readdir(workers)).toEqual([]);
  await leaveFolder(own);
});

test("a job in it that nobody went on with is left to the next worker, whose ever it was", async () => {
  const own = await claimFolder(workers, "first", place);
  const job = join(own, "left-other", "left-older", "run");
  await mkdir(job, { recursive: true });
  await writeFile(join(job, "job.json"), "{}");
  await leaveFolder(own);
  expect(await readdir(workers)).toEqual(["first"]);
});
