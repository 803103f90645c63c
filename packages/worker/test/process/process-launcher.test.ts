import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ProcessLauncher } from "../../src/process/process-launcher.ts";
import { someJob } from "../support/job.ts";

let folder = "";
let launcher: ProcessLauncher;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-launcher-"));
  launcher = new ProcessLauncher({
    folder,
    place: { pool: "zoo", api: "http://127.0.0.1:4200/api" },
    environment: process.env,
    tuttiCommand: [],
  });
});
afterEach(async () => {
  await launcher.close();
  await rm(folder, { recursive: true });
});

test("of a job that cannot be written down nothing is left: nobody would watch it", async () => {
  const mark = `mark-${randomUUID()}`;
  const job = someJob(`"${process.execPath}" -e "setInterval(() => undefined, 1000)" ${mark}`);
  await launcher.leftBehind();
  const [own = ""] = await readdir(folder);
  // Where its record would be written.
  await mkdir(join(folder, own, job.flowRunId, "job.json"), { recursive: true });
  await expect(launcher.launch(job)).rejects.toMatchObject({ code: "EISDIR" });
  expect((await commandLines()).filter((line) => line.includes(mark))).toEqual([]);
  expect(await readdir(join(folder, own))).toEqual(["worker.json"]);
});

/** Of every process there is. */
async function commandLines(): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  return Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
}
