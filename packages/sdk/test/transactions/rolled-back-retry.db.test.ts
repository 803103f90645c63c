import { setFlowRunState } from "@tutti/client/flow-runs";
import { expect, test } from "vitest";
import { flow } from "../../src/flow.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";
import { transaction } from "../../src/transactions/transaction.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

const calls: string[] = [];
let attempt = 0;
let id = "";

const write = task(
  {
    name: "write",
    onRollback: () => {
      calls.push("undo");
    },
  },
  (value: number) => {
    calls.push("write");
    return value;
  },
);

/** Its process is gone in the first attempt, and its body fails in the second. */
const load = flow({ name: "load", retries: 1 }, async () => {
  id = runtime.flowRun?.id ?? "";
  attempt += 1;
  return transaction(async () => {
    const value = await write(1);
    if (attempt === 1) {
      await setFlowRunState(records.api, id, { state: { type: "CRASHED", message: "killed" }, force: true });
      await write(2);
    }
    if (attempt === 2) throw new Error("not this time");
    return value;
  });
});

test("what was on record, and is undone, is done again when the flow is tried again in the same process", async () => {
  await expect(load()).rejects.toMatchObject({ code: "lease_lost" });
  calls.length = 0;
  expect(await load.resume(id)).toBe(1);
  expect({ attempt, calls }).toEqual({ attempt: 3, calls: ["undo", "write"] });
});
