import { beforeEach, expect, test } from "vitest";
import { flow } from "../../src/flow.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";
import { currentTransaction, transaction } from "../../src/transactions/transaction.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

let calls: string[] = [];
beforeEach(() => {
  calls = [];
});

const write = task(
  {
    onCommit: (_txn, run) => void calls.push(`commit ${String(run.result)}`),
    onRollback: (_txn, run) => void calls.push(`undo ${String(run.result)}`),
  },
  async function write(name: string) {
    calls.push(`write ${name}`);
    return name;
  },
);

const writes = flow(async function writes({ names }: { names: string[] }) {
  for (const name of names) await write(name);
});

function fail(): never {
  throw new RangeError("on purpose");
}

/** Runs `body` as the body of a transaction in a flow; what was called, and what the flow ended with. */
async function called(body: () => Promise<unknown>, options: { retries?: number } = {}) {
  const run = flow({ name: "around", ...options }, () => transaction(body));
  const { error } = await run.state();
  return error === undefined ? calls : [...calls, error.message];
}

test("tasks of a subflow are part of the transaction around it, in the order in which they completed", async () => {
  const body = (end: () => void) => async () => {
    await write("a");
    await writes({ names: ["b", "c"] });
    await write("d");
    end();
  };
  const written = ["write a", "write b", "write c", "write d"];
  expect(await called(body(() => undefined))).toEqual([...written, "commit a", "commit b", "commit c", "commit d"]);
  calls = [];
  expect(await called(body(fail))).toEqual([...written, "undo d", "undo c", "undo b", "undo a", "on purpose"]);
});

test("so are those of a subflow in a subflow, and of one that is not waited for", async () => {
  const outer = flow(async function outer() {
    await write("b");
    await writes({ names: ["c"] });
  });
  const body = async () => {
    void outer();
    await write("a");
  };
  expect((await called(body)).filter((call) => call.startsWith("commit")).sort()).toEqual([
    "commit a",
    "commit b",
    "commit c",
  ]);
});

test("what a subflow did before it failed stays in the transaction whose body goes on", async () => {
  const failing = flow(async function failing() {
    await write("b");
    fail();
  });
  const body = (end: () => void) => async () => {
    await write("a");
    await failing().catch(() => calls.push("caught"));
    end();
  };
  expect(await called(body(() => undefined))).toEqual(["write a", "write b", "caught", "commit a", "commit b"]);
  calls = [];
  expect(await called(body(fail))).toEqual(["write a", "write b", "caught", "undo b", "undo a", "on purpose"]);
});

test("a transaction in a subflow ends with the one around it, unless it is eager", async () => {
  const nested = flow(async function nested({ commitMode }: { commitMode: "LAZY" | "EAGER" | "OFF" }) {
    await transaction({ commitMode }, async (txn) => {
      txn.onRollback(() => void calls.push("undo inner"));
      await write("b");
    });
    await write("c");
  });
  const body = (commitMode: "LAZY" | "EAGER" | "OFF", end: () => void) => async () => {
    await nested({ commitMode });
    end();
  };
  const committed = ["write b", "write c", "commit b", "commit c"];
  expect(await called(body("LAZY", () => undefined))).toEqual(committed);
  calls = [];
  expect(await called(body("OFF", () => undefined))).toEqual(committed);
  calls = [];
  expect(await called(body("LAZY", fail))).toEqual([
    "write b",
    "write c",
    "undo c",
    "undo inner",
    "undo b",
    "on purpose",
  ]);
  calls = [];
  expect(await called(body("EAGER", fail))).toEqual(["write b", "commit b", "write c", "undo c", "on purpose"]);
});

test("a subflow sees the transaction around it, and may share values in it", async () => {
  const sets = flow(async function sets() {
    currentTransaction()?.set("seen", "by the subflow");
  });
  await called(async () => {
    await sets();
    calls.push(currentTransaction()?.get<string>("seen") ?? "nothing");
  });
  expect(calls).toEqual(["by the subflow"]);
});

test("a flow that is tried again runs a subflow whose tasks were undone as a new run", async () => {
  let attempts = 0;
  const ids: string[] = [];
  const once = flow(async function once() {
    ids.push(runtime.flowRun?.id ?? "");
    await write("a");
  });
  const seen = await called(
    async () => {
      await once();
      attempts += 1;
      if (attempts < 2) fail();
    },
    { retries: 1 },
  );
  expect(seen).toEqual(["write a", "undo a", "write a", "commit a"]);
  const [first = "", second = ""] = ids;
  expect(await records.tasks(first)).toEqual(["write-0: RolledBack ×1"]);
  expect(await records.tasks(second)).toEqual(["write-0: Completed ×1"]);
});

test("a subflow that is tried again brings what it did once", async () => {
  let attempts = 0;
  const shaky = flow({ retries: 1 }, async function shaky() {
    await transaction(() => write("a"));
    await write("b");
    attempts += 1;
    if (attempts < 2) fail();
  });
  expect(await called(() => shaky())).toEqual(["write a", "write b", "commit a", "commit b"]);
});
