import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Program } from "../support/program.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-transactions-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Crash {
  readonly name: string;
  readonly dieAt: string;
  /** Whether the body fails, before the crash and after it. */
  readonly fails: readonly [boolean, boolean];
}

/** Kills the program there, resumes its run, and gives what it came to and what both called. */
async function resumedAfter({ name, dieAt, fails }: Crash) {
  const calls = join(folder, name);
  const env = { ...records.env, CALLS: calls };
  const first = new Program("transactional", [], { ...env, DIE_AT: dieAt, FAILS: fails[0] ? "yes" : "" });
  const id = await first.said("run ");
  await first.ended();
  await records.letLeaseEnd(id);
  const before = (await readFile(calls, "utf8")).trim().split("\n");
  const second = new Program("transactional", [], { ...env, FAILS: fails[1] ? "yes" : "", TUTTI__FLOW_RUN_ID: id });
  const result = await second.said("result ");
  const shared = await second.said("shared ");
  await second.ended();
  const all = (await readFile(calls, "utf8")).trim().split("\n");
  return { name, result, shared, before, after: all.slice(before.length) };
}

const crashes: readonly Crash[] = [
  { name: "in the body of one that commits", dieAt: "body", fails: [false, false] },
  { name: "in the body of one that fails", dieAt: "body", fails: [true, true] },
  { name: "while it commits", dieAt: "commit b", fails: [false, true] },
  { name: "in its last commit hook", dieAt: "commit all", fails: [false, false] },
  { name: "while it is rolled back", dieAt: "undo a of data", fails: [true, false] },
];

const writes = ["write a", "write b", "body"];

const expected = [
  { result: "done", shared: "Cached", before: writes, after: ["body", "commit a", "commit b", "commit all"] },
  {
    result: "RangeError: the body fails",
    shared: "Completed",
    before: writes,
    after: ["body", "undo b of data", "undo a of data"],
  },
  {
    result: "done",
    shared: "Cached",
    before: [...writes, "commit a", "commit b"],
    after: ["body", "commit b", "commit all"],
  },
  {
    result: "done",
    shared: "Cached",
    before: [...writes, "commit a", "commit b", "commit all"],
    after: ["body", "commit all"],
  },
  {
    result: "RangeError: the body fails",
    shared: "Completed",
    before: [...writes, "undo b of data", "undo a of data"],
    after: ["body", "undo a of data"],
  },
];

test("after a crash a transaction ends as it was decided, no hook that had ended is called again, and keys stand for what was committed", async () => {
  // Side by side: each waits for the lease of a process that was killed.
  const seen = await Promise.all(crashes.map(resumedAfter));
  expect(seen).toEqual(crashes.map(({ name }, index) => ({ name, ...expected[index] })));
});
