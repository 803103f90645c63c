import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeFileLock, withFileLock } from "../src/file-lock.ts";
import { startOfProcess } from "../src/process-identity.ts";

const never = new AbortController().signal;
const MINUTE = 60_000;
let folder = "";
let path = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-lock-"));
  path = join(folder, "lock");
});
afterEach(() => rm(folder, { recursive: true }));

test("one after the other goes in, and what is thrown inside opens it too", async () => {
  let inside = 0;
  const seen: number[] = [];
  const work = async () => {
    inside += 1;
    seen.push(inside);
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ host: hostname(), pid: process.pid });
    inside -= 1;
    throw new Error("inside");
  };
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => withFileLock(path, never, work)));
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(seen).toEqual([1, 1, 1]);
  expect(await readdir(folder)).toEqual([]);
});

async function leaveBehind(holder: object, ageMs = 0): Promise<void> {
  await writeFile(path, JSON.stringify({ id: "a", ...holder }));
  const at = new Date(Date.now() - ageMs);
  await utimes(path, at, at);
}

// No process has a number as high.
const NOBODY = 2 ** 22 + 1;

test.each([
  ["a process of this machine that has ended", { host: hostname(), pid: NOBODY, startedAt: "7", expiresAt: MINUTE }],
  [
    "a process of this machine whose number another has by now",
    { host: hostname(), pid: process.pid, startedAt: "long ago", expiresAt: Date.now() + MINUTE },
  ],
  ["another machine that does not renew it", { host: "elsewhere", pid: 1, startedAt: "7", expiresAt: 0 }],
  ["a process without a time of start that does not", { host: hostname(), pid: 1, startedAt: null, expiresAt: 0 }],
  ["whoever made it long ago, and said no more", {}],
])("the lock of %s is taken away", async (_who, holder) => {
  await leaveBehind(holder, MINUTE);
  const release = await takeFileLock(path, { signal: never });
  await release();
  expect(await readdir(folder)).toEqual([]);
});

test("who was about to take a lock away, and died, keeps nobody out", async () => {
  await leaveBehind({ host: "elsewhere", pid: 1, startedAt: "7", expiresAt: 0 });
  await writeFile(`${path}.breaking`, "");
  await utimes(`${path}.breaking`, 0, 0);
  expect(await withFileLock(path, never, async () => "done")).toBe("done");
});

test.each([
  ["a process that lives, however long it computes", { host: hostname(), pid: process.ppid, expiresAt: 0 }],
  ["another machine that renews it", { host: "elsewhere", pid: 1, expiresAt: Date.now() + MINUTE }],
  ["whoever has just made it, and not said who it is", { host: 0 }],
])("%s keeps its lock, and who waits can be told to stop", async (_who, holder) => {
  await leaveBehind({ startedAt: await startOfProcess(process.ppid), ...holder });
  const stop = new AbortController();
  const onWaiting = (): void => stop.abort(new Error("still held"));
  await expect(takeFileLock(path, { signal: stop.signal, onWaiting })).rejects.toThrow("still held");
});

test("who lets go of a lock that is another's by now leaves it alone", async () => {
  const release = await takeFileLock(path, { signal: never });
  await leaveBehind({ host: "elsewhere", pid: 1, startedAt: "7", expiresAt: Date.now() + MINUTE });
  await release();
  expect(await readdir(folder)).toEqual(["lock"]);
});
