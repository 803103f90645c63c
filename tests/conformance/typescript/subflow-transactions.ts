/** The other half of `python/subflow_transactions.py`, called alike. The last line printed is a JSON object. */
import { flow, task, transaction } from "tutti";

type Mode = "LAZY" | "EAGER" | "OFF";

const calls: string[] = [];

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

const plain = flow(async function plain() {
  await write("b");
  await write("c");
});

const nested = flow(async function nested({ commitMode }: { commitMode: Mode }) {
  await transaction({ commitMode }, () => write("b"));
  await write("c");
});

const failing = flow(async function failing() {
  await write("b");
  throw new Error("on purpose");
});

async function called(body: () => Promise<unknown>, fails: boolean, mode?: Mode): Promise<string[]> {
  calls.length = 0;
  const around = async () => {
    await write("a");
    await body().catch(() => calls.push("caught"));
    if (fails) throw new Error("on purpose");
  };
  await transaction(mode === undefined ? {} : { commitMode: mode }, around).catch(() => calls.push("failed"));
  return [...calls];
}

const allOfThem = flow(async function allOfThem() {
  const bodies: Record<string, () => Promise<unknown>> = {
    plain: () => plain(),
    lazy: () => nested({ commitMode: "LAZY" }),
    eager: () => nested({ commitMode: "EAGER" }),
    off: () => nested({ commitMode: "OFF" }),
    failing: () => failing(),
  };
  const seen: Record<string, string[]> = {};
  for (const [name, body] of Object.entries(bodies)) {
    seen[`${name}, False`] = await called(body, false);
    seen[`${name}, True`] = await called(body, true);
  }
  seen["in eager"] = await called(plain, true, "EAGER");
  seen["in off"] = await called(plain, false, "OFF");
  return seen;
});

process.stdout.write(`\n${JSON.stringify(await allOfThem())}\n`);
