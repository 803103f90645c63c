import { Cancelled, Completed, Crashed, Failed, flow, runtime, type State, task } from "tutti";

// Flows and tasks that end by states of their own, or of others; as `python/returned_states.py`. Prints the id of each
// flow's run, by the flow's name.

const ids: Record<string, string | undefined> = {};
let calls = 0;

const WAYS = {
  skipped: () => Completed({ name: "Skipped", message: "nothing to do", data: 4 }),
  plain: () => Completed({ data: 4 }),
  rejected: () => Failed({ name: "Rejected", message: "bad rows" }),
  silent: () => Failed(),
  stopped: () => Cancelled({ name: "Stopped", message: "enough" }),
  crashed: () => Crashed({ message: "no disk" }),
};
type Way = keyof typeof WAYS;

const end = task(function end(way: Way): State<number> {
  return WAYS[way]();
});

const shaky = task({ retries: 2 }, function shaky() {
  calls += 1;
  return calls === 3 ? Completed({ name: "Late", data: calls }) : Failed({ message: "not yet" });
});

async function run(name: string, body: () => unknown): Promise<void> {
  const remembered = flow({ name: `ts-${name}` }, () => {
    ids[name] = runtime.flowRun?.id;
    return body();
  });
  await remembered.state();
}

for (const way of ["skipped", "plain", "rejected", "silent", "stopped", "crashed"] as const) {
  await run(way, async () => {
    await end.state(way);
    return WAYS[way]();
  });
}
await run("futures", () => [end.submit("plain"), end.submit("rejected"), end.submit("plain")]);
await run("completed", () => end.map(["plain", "skipped"]));
await run("states", () => Promise.all([end.state("plain"), end.state("rejected"), end.state("stopped")]));
await run("crashes", async () => [await end.state("crashed")]);
await run("one", () => end.state("rejected"));
await run("retried", () => shaky.state());
process.stdout.write(`${JSON.stringify(ids)}\n`);
