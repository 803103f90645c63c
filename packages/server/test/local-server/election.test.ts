import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { TuttiError } from "@tutti/core/errors";
import { tryLock, waitForLock } from "../../src/local-server/election.ts";
import { testHome } from "../support/test-home.ts";

test("one holds the lock, the next gets it when it is released", async () => {
  const home = join(await testHome(), "made", "when", "needed");
  const first = tryLock(home);
  expect([first === null, tryLock(home)]).toEqual([false, null]);
  expect(await waitForLock(home, 0)).toBeNull();
  const waiting = waitForLock(home, 10_000);
  first?.release();
  const second = await waiting;
  expect(second).not.toBeNull();
  second?.release();
});

test("each home has its own", async () => {
  const locks = [tryLock(await testHome()), tryLock(await testHome())];
  expect(locks).not.toContain(null);
  for (const lock of locks) lock?.release();
});

test("a home that cannot be written is a clear error", async () => {
  const home = await testHome();
  await writeFile(join(home, "file"), "");
  expect(() => tryLock(join(home, "file"))).toThrow(TuttiError);
  expect(() => tryLock(join(home, "file", "below"))).toThrow(
    expect.objectContaining({ code: "unwritable_home", detail: expect.stringContaining("file/below (ENOTDIR") }),
  );
});

test("a home whose path is longer than SQLite can open is a clear error", async () => {
  const home = join(await testHome(), "x".repeat(250), "y".repeat(250));
  expect(() => tryLock(home)).toThrow(
    expect.objectContaining({ code: "unwritable_home", detail: `${home} (unable to open database file)` }),
  );
});
