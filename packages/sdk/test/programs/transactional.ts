import { appendFileSync } from "node:fs";
import { flow } from "../../src/flow.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";
import { transaction } from "../../src/transactions/transaction.ts";

// A program with a transaction, which notes what it calls, and dies where it is told to.

const { CALLS = "", DIE_AT = "", FAILS = "" } = process.env;

function note(what: string): void {
  appendFileSync(CALLS, `${what}\n`);
  if (what === DIE_AT) process.kill(process.pid, "SIGKILL");
}

const write = task(
  {
    onCommit: (_txn, run) => note(`commit ${String(run.result)}`),
    onRollback: (txn, run) => note(`undo ${String(run.result)} of ${txn.get<string>("folder")}`),
  },
  async function write(name: string) {
    note(`write ${name}`);
    return name;
  },
);

const shared = task({ cacheKey: `${CALLS}-shared` }, async function shared() {
  return 1;
});

/** Its tasks and its transaction are part of the transaction around its call. */
const within = flow(async function within() {
  await transaction(() => write("b"));
});

const transactional = flow(async function transactional() {
  process.stdout.write(`run ${runtime.flowRun?.id}\n`);
  return transaction({ key: CALLS }, async (txn) => {
    txn.set("folder", "data");
    await write("a");
    await within();
    await shared();
    note("body");
    txn.onCommit(() => note("commit all"));
    if (FAILS !== "") throw new RangeError("the body fails");
    return "done";
  });
});

const state = await transactional.state();
process.stdout.write(`result ${state.error === undefined ? state.result() : String(state.error)}\n`);
const other = flow(async function other() {
  return (await shared.state()).name;
});
process.stdout.write(`shared ${await other()}\n`);
