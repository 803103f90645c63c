import { readdir, readFile, utimes } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { withFileLock } from "../../src/steps/file-lock.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const never = new AbortController().signal;

test("one after the other goes in, and what is thrown inside opens it too", async () => {
  await using folder = await temporaryFolder();
  const path = folder.join("lock");
  let inside = 0;
  const seen: number[] = [];
  const work = async () => {
    inside += 1;
    seen.push(inside);
    expect(await readFile(path, "utf8")).toBe(String(process.pid));
    inside -= 1;
    throw new Error("inside");
  };
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => withFileLock(path, never, work)));
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(seen).toEqual([1, 1, 1]);
  expect(await readdir(folder.path)).toEqual([]);
});

test.each([
  // No process has a number as high.
  ["of a process that is gone", "4194305", 0],
  ["that nobody touched for minutes, though its number was given away again", String(process.ppid), 600],
])("a lock %s is taken away", async (_title, holder, ageSeconds) => {
  await using folder = await temporaryFolder({ lock: holder });
  const at = new Date(Date.now() - ageSeconds * 1000);
  await utimes(folder.join("lock"), at, at);
  expect(await withFileLock(folder.join("lock"), never, async () => "done")).toBe("done");
});

test("who waits for a lock that is held can be told to stop", async () => {
  await using folder = await temporaryFolder({ lock: String(process.ppid) });
  const controller = new AbortController();
  const waiting = withFileLock(folder.join("lock"), controller.signal, async () => "done");
  const stopping = setTimeout(0).then(() => controller.abort());
  await expect(waiting).rejects.toMatchObject({ name: "AbortError" });
  await stopping;
});
