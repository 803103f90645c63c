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

const broken = task(async function broken(): Promise<never> {
  throw new RangeError("broken on purpose");
});

/** Runs `body` in a flow; gives what it came to and the flow run's id. */
async function inFlow<T>(body: () => Promise<T>, options: { retries?: number } = {}) {
  let id = "";
  let value: T | undefined;
  const state = await flow({ name: "in-flow", ...options }, async () => {
    id = runtime.flowRun?.id ?? "";
    value = await body();
  }).state();
  return { id, value, error: state.error };
}

test("a transaction that ends well commits what is in it, in order, then itself", async () => {
  const { value, id } = await inFlow(() =>
    transaction({ name: "load" }, async (txn) => {
      txn.onCommit(() => void calls.push("commit all"));
      txn.onRollback(() => void calls.push("undo all"));
      await write("a");
      // Not awaited: the transaction does not end before it has.
      void write.submit("b");
      return "done";
    }),
  );
  expect([value, calls]).toEqual(["done", ["write a", "write b", "commit a", "commit b", "commit all"]]);
  expect(await records.tasks(id)).toEqual([
    "load-0: Completed ×1",
    "load-on-commit-0: Completed ×1",
    "transaction-commits-0: Completed ×1",
    "write-0: Completed ×1",
    "write-1: Completed ×1",
    "write-on-commit-0: Completed ×1",
    "write-on-commit-1: Completed ×1",
  ]);
});

test("one that fails undoes what is in it, latest first, and fails with the same", async () => {
  const { error, id } = await inFlow(() =>
    transaction(async (txn) => {
      txn.onRollback(() => void calls.push("undo all"));
      await write("a");
      await write("b");
      await broken();
    }),
  );
  expect([error, calls]).toEqual([
    new RangeError("broken on purpose"),
    ["write a", "write b", "undo all", "undo b", "undo a"],
  ]);
  expect((await records.tasks(id)).filter((line) => /^(write|transaction)-\d/.test(line))).toEqual([
    "transaction-0: Failed ×1",
    "write-0: RolledBack ×1",
    "write-1: RolledBack ×1",
  ]);
});

test("a rollback hook that fails keeps no other from being called", async () => {
  const shaky = write.withOptions({
    onRollback: [
      () => void calls.push("the first of its hooks"),
      () => {
        throw new Error("cannot be undone");
      },
    ],
  });
  await inFlow(() => transaction(async () => [await write("a"), await shaky("b"), await broken()]));
  expect(calls).toEqual(["write a", "write b", "the first of its hooks", "undo a"]);
});

test("a commit hook that fails has all undone", async () => {
  const { error } = await inFlow(() =>
    transaction(async (txn) => {
      await write("a");
      txn.onCommit(() => {
        throw new Error("not committed");
      });
    }),
  );
  expect([error, calls]).toEqual([new Error("not committed"), ["write a", "commit a", "undo a"]]);
});

test("what is done under a key is done once, unless it is to be overwritten", async () => {
  const load = (overwrite: boolean) =>
    inFlow(() => transaction({ key: "loads/january", overwrite }, async () => ({ rows: [await write("a")] })));
  expect((await load(false)).value).toEqual({ rows: ["a"] });
  expect((await load(false)).value).toEqual({ rows: ["a"] });
  expect(calls).toEqual(["write a", "commit a"]);
  expect((await load(true)).value).toEqual({ rows: ["a"] });
  expect(calls).toEqual(["write a", "commit a", "write a", "commit a"]);
});

test("a failed one leaves nothing under its key; a staged value stands there instead of what the body gives", async () => {
  const failing = await inFlow(() => transaction({ key: "staged" }, async () => broken()));
  expect(failing.error).toEqual(new RangeError("broken on purpose"));
  const stage = () =>
    inFlow(() =>
      transaction<unknown>({ key: "staged" }, async (txn) => {
        txn.stage({ path: "data/1" }, { onCommit: () => void calls.push("staged") });
        return txn.state;
      }),
    );
  expect([(await stage()).value, (await stage()).value, calls]).toEqual(["staged", { path: "data/1" }, ["staged"]]);
});

test("one within another commits, and is undone, with that", async () => {
  const nest = (fails: boolean) =>
    inFlow(() =>
      transaction(async () => {
        await write("a");
        await transaction(() => write("b"));
        calls.push("body");
        if (fails) await broken();
      }),
    );
  await nest(false);
  expect(calls.splice(0)).toEqual(["write a", "write b", "body", "commit a", "commit b"]);
  await nest(true);
  expect(calls).toEqual(["write a", "write b", "body", "undo b", "undo a"]);
});

test("the failure of one within may be caught: it alone is undone", async () => {
  const { value } = await inFlow(() =>
    transaction(async () => {
      await write("a");
      const inner = transaction(async () => [await write("b"), await broken()]);
      return inner.catch((error: unknown) => [nameOf(error), "a stays"]);
    }),
  );
  expect([value, calls]).toEqual([
    ["RangeError", "a stays"],
    ["write a", "write b", "undo b", "commit a"],
  ]);
});

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "no error";
}

test("an eager one commits at its own end, whatever becomes of the one around it", async () => {
  await inFlow(() =>
    transaction(async () => {
      await transaction({ commitMode: "EAGER" }, () => write("a"));
      await write("b");
      await broken();
    }),
  );
  expect(calls).toEqual(["write a", "commit a", "write b", "undo b"]);
});

test("tasks of an eager one commit one by one, and are not undone when it fails", async () => {
  const { error } = await inFlow(() =>
    transaction({ commitMode: "EAGER" }, async (txn) => {
      txn.onRollback(() => void calls.push("undo all"));
      await write("a");
      await transaction(() => write("b"));
      await broken();
    }),
  );
  expect([error?.name, calls]).toEqual(["RangeError", ["write a", "commit a", "write b", "commit b", "undo all"]]);
});

test("a task of an eager one whose commit hook fails is undone, alone, and fails whoever called it", async () => {
  const shaky = write.withOptions({
    onCommit: () => {
      throw new Error("not committed");
    },
  });
  const { value } = await inFlow(() =>
    transaction({ commitMode: "EAGER" }, async () => {
      await write("a");
      return shaky("b").catch((error: unknown) => String(error));
    }),
  );
  expect([value, calls]).toEqual(["Error: not committed", ["write a", "commit a", "write b", "undo b"]]);
});

test("one that is off is undone at its end", async () => {
  const { value } = await inFlow(() => transaction({ commitMode: "OFF" }, () => write("a")));
  expect([value, calls]).toEqual(["a", ["write a", "undo a"]]);
});

test("a flow that is tried again runs rolled back steps again, and undoes them again", async () => {
  let attempts = 0;
  const { error } = await inFlow(
    async () => {
      await write("kept");
      await transaction(async () => {
        await write("a");
        attempts += 1;
        if (attempts < 3) throw new Error(`attempt ${attempts} fails`);
      });
    },
    { retries: 2 },
  );
  expect([error, calls]).toEqual([
    undefined,
    ["write kept", "commit kept", "write a", "undo a", "write a", "undo a", "write a", "commit a"],
  ]);
});

test("values are copies, seen by hooks and by those within, and set in bodies alone", async () => {
  const setter = task(async function setter() {
    currentTransaction()?.set("never", 1);
    return currentTransaction() === undefined;
  });
  const { value } = await inFlow(() =>
    transaction(async (txn) => {
      const paths = ["a"];
      txn.set("paths", paths);
      paths.push("b");
      txn.get<string[]>("paths").push("c");
      const inner = await transaction(async (within) => [within.get("paths"), within.get("missing", 7)]);
      expect(() => txn.get("missing")).toThrow(new TypeError('No value "missing" was set in the transaction'));
      return [inner, await setter(), currentTransaction() === txn];
    }),
  );
  expect(value).toEqual([[["a"], 7], true, true]);
});

test("transactions of one key at once are done once when they are serializable", async () => {
  const load = () =>
    inFlow(() => transaction({ key: "serialized", isolation: "SERIALIZABLE" }, async () => write("once")));
  const values = await Promise.all([load(), load(), load()]);
  expect([values.map(({ value }) => value), calls]).toEqual([
    ["once", "once", "once"],
    ["write once", "commit once"],
  ]);
});

test("a result under a cache key is found by others when the transaction has committed, and not when it failed", async () => {
  const cached = task({ cacheKey: "in-transaction" }, async function cached() {
    calls.push("computed");
    return 1;
  });
  await inFlow(() => transaction(async () => [await cached(), await broken()]));
  await inFlow(() => transaction(async () => cached()));
  await inFlow(() => cached());
  expect(calls).toEqual(["computed", "computed"]);
});

test("a value that cannot be kept is noticed before anything is committed", async () => {
  const { error } = await inFlow(() =>
    transaction(async () => {
      await write("a");
      return { call: () => 1 };
    }),
  );
  expect([error, calls]).toMatchObject([{ code: "unserializable_result" }, ["write a", "undo a"]]);
});

test("without a flow a transaction works as well; a task without a transaction commits by itself", async () => {
  expect(await transaction(() => write("a"))).toBe("a");
  await write("b");
  expect(calls).toEqual(["write a", "commit a", "write b", "commit b"]);
});

test.each([
  [{ key: "" }, "The key of a transaction must not be empty"],
  [{ commitMode: "LATER" as never }, 'There is no commitMode "LATER"'],
  [{ isolation: "NONE" as never }, 'There is no isolation "NONE"'],
])("%j is refused", async (options, message) => {
  await expect(transaction(options, async () => 1)).rejects.toThrow(new TypeError(message));
});
