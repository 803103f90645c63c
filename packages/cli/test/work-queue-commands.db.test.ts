import { createWorkPool } from "@tutti/client/work-pools";
import { readWorkQueue } from "@tutti/client/work-queues";
import { sendWorkerHeartbeat } from "@tutti/client/workers";
import { beforeAll, expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";
import { deploy } from "./support/deploy.ts";

const cli = new CliServer();
const queue = (...args: string[]) => cli.call("work-queue", ...args);

beforeAll(async () => {
  await createWorkPool(cli.api, { name: "zoompool", type: "process" });
  await createWorkPool(cli.api, { name: "boats", type: "process" });
});

test("a queue is made, and changed step by step", async () => {
  const made = await queue("create", "urgent", "-p", "zoompool", "-q", "1", "-l", "2");
  expect(made.stdout).toMatch(/^Work queue +urgent\nWork pool +zoompool\nPriority +1\nId +\S+\n$/);
  expect(made.stderr).toBe("  Serve it: tutti worker start --pool zoompool --work-queue urgent\n");
  const steps = [
    [["pause", "urgent"], "is paused.", { is_paused: true }],
    [["resume", "urgent"], "is resumed.", { is_paused: false }],
    [["set-concurrency-limit", "urgent", "3"], "now has at most 3 runs at once.", { concurrency_limit: 3 }],
    [["clear-concurrency-limit", "urgent"], "has no limit any more.", { concurrency_limit: null }],
  ] as const;
  for (const [args, said, expected] of steps) {
    expect(await queue(...args)).toEqual({ code: 0, stdout: "", stderr: `The work queue zoompool/urgent ${said}\n` });
    expect(await readWorkQueue(cli.api, "zoompool", "urgent")).toMatchObject({ priority: 1, ...expected });
  }
  expect((await queue("slots", "urgent")).stdout).toBe("Slots  0 taken, no limit\n");
  expect((await queue("inspect", "urgent")).stdout).toMatch(/^urgent {2}not ready\n\nWork pool +zoompool\n/);
});

test("its runs are previewed without a poll, and read with one", async () => {
  await deploy(cli.api, "main-flow", "taxi1");
  await cli.call("deployment", "run", "main-flow/taxi1", "--flow-run-name", "soon", "--start-in", "30 minutes");
  await cli.call("deployment", "run", "main-flow/taxi1", "--flow-run-name", "late", "--start-in", "0 seconds");
  const named = (...names: string[]) => names.map((name) => expect.objectContaining({ name }));
  expect(await cli.json("work-queue", "preview", "default", "-p", "zoompool")).toEqual(named("late", "soon"));
  expect(await cli.json("work-pool", "preview", "zoompool")).toEqual(named("late", "soon"));
  expect(await readWorkQueue(cli.api, "zoompool", "default")).toMatchObject({ last_polled: null });
  expect(await cli.json("work-queue", "read-runs", "default", "-p", "zoompool")).toEqual(named("late", "soon"));
  expect(await readWorkQueue(cli.api, "zoompool", "default")).toMatchObject({ last_polled: expect.any(String) });
});

test("queues are listed, of all pools or of one", async () => {
  const { stdout } = await queue("ls");
  const rows = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/ {2,}/).slice(0, 3));
  expect(rows).toEqual([
    ["POOL", "NAME", "PRIORITY"],
    ["boats", "default", "1"],
    ["zoompool", "default", "2"],
    ["zoompool", "urgent", "1"],
  ]);
  expect(await cli.json("work-queue", "ls", "-p", "zoompool")).toMatchObject([{ name: "urgent" }, { name: "default" }]);
  expect(await cli.json("work-queue", "ls", "-m", "urg")).toMatchObject([{ name: "urgent" }]);
});

test.each([
  [["inspect", "urgnt"], 4, "No work queue is called urgnt. Did you mean urgent?"],
  [["inspect", "urgnt", "-p", "zoompool"], 4, "No work queue of zoompool is called urgnt. Did you mean urgent?"],
  [["inspect", "urgent", "-p", "zoompol"], 4, "No work pool is called zoompol. Did you mean zoompool?"],
  [["inspect", "default"], 4, "More than one fits: queues default; say which with --pool:\n    boats\n    zoompool"],
  [
    ["create", "x", "-q", "0"],
    2,
    "Option '-q, --priority <number>' argument '0' is invalid. It must be a whole number",
  ],
])("work-queue %j ends with %d: %s", async (args, code, message) => {
  expect(await queue(...args)).toMatchObject({
    code,
    stdout: "",
    stderr: expect.stringContaining(`Error: ${message}`),
  });
});

test("what a queue cannot be is said in its own words", async () => {
  expect(await queue("create", "urgent", "-p", "zoompool")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("The name is taken: there is a work queue urgent in the pool zoompool"),
  });
  expect(await queue("create", "lost")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Which work pool does it belong to? Give --pool <pool>."),
  });
  expect(await queue("delete", "default", "-p", "zoompool", "-y")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("The queue default is the first of zoompool, and stays as long as it."),
  });
});

test("a queue is deleted when that is meant", async () => {
  expect(await queue("delete", "urgent")).toMatchObject({ code: 2 });
  expect(await queue("delete", "urgent", "-y")).toMatchObject({
    code: 0,
    stderr: "Deleted the work queue zoompool/urgent.\n",
  });
  await expect(readWorkQueue(cli.api, "zoompool", "urgent")).rejects.toMatchObject({ status: 404 });
});

test("workers are listed and looked into", async () => {
  expect(await cli.call("worker", "ls")).toMatchObject({
    code: 0,
    stderr: "No worker has been heard of. Start one: tutti worker start --pool <pool>\n",
  });
  await sendWorkerHeartbeat(cli.api, "zoompool", { name: "laptop", heartbeat_interval_seconds: 30 });
  const { stdout } = await cli.call("worker", "ls");
  expect(stdout).toMatch(/^POOL +NAME +STATUS +LAST HEARD OF +ID\nzoompool +laptop +online +\S+ \S+ +\S+\n$/);
  expect(await cli.json("worker", "ls", "-p", "boats")).toEqual([]);
  const shown = await cli.call("worker", "inspect", "laptop");
  expect(shown.stdout).toMatch(/^laptop {2}online\n\nWork pool +zoompool\nId +\S+\nLast heard of +.*\nEvery +30 s\n/);
  expect(await cli.json("worker", "inspect", "laptop")).toMatchObject({ name: "laptop", work_pool_name: "zoompool" });
  expect(await cli.call("worker", "inspect", "laptp")).toMatchObject({
    code: 4,
    stderr: expect.stringContaining("No worker is called laptp. Did you mean laptop?"),
  });
});
