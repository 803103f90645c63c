import { flow, runtime, task, transaction } from "tutti";

// Does work under keys that a Python program does, too: `shared-transactions.ts FOLDER KEY …`, where the folder holds
// `storage`. Then a transaction that fails.

const [, , folder = "", ...keys] = process.argv;
process.env.TUTTI_HOME = folder;

const undone: string[] = [];
const write = task(
  { onRollback: (_txn, run) => void undone.push(String(run.result)) },
  async function write(name: string) {
    return name;
  },
);

const seen: unknown[] = [];
let id = "";
await flow({ name: "ts-transactions" }, async () => {
  for (const key of keys) seen.push(await transaction({ key }, async () => ({ by: "typescript" })));
})();
const failing = await flow({ name: "ts-rolled-back" }, async () => {
  id = runtime.flowRun?.id ?? "";
  await transaction(async () => {
    await write("a");
    throw new Error("the body fails");
  });
}).state();
process.stdout.write(`${JSON.stringify({ seen, id, error: failing.error?.message, undone })}\n`);
