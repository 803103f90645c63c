import { once } from "node:events";
import { text } from "node:stream/consumers";
import { readFlowRun, setFlowRunState } from "@tutti/client/flow-runs";
import { createLogs } from "@tutti/client/logs";
import { beforeAll, expect, test } from "vitest";
import { Output } from "../src/output.ts";
import { WaitingReasons } from "../src/runs/waiting-reasons.ts";
import { CliServer } from "./support/cli-server.ts";

const cli = new CliServer();

beforeAll(async () => {
  await cli.runFlow("brave-otter", "good");
  await cli.runFlow("calm-fox", "bad");
});

const CLOCK = String.raw`\d\d:\d\d:\d\d\.\d{3}`;

/** What each line says behind its time. */
function messages(stdout: string): string[] {
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.replace(new RegExp(`^${CLOCK}  `), ""));
}

test("logs tell time, level, task and message, oldest first", async () => {
  const { code, stdout, stderr } = await cli.run("flow-run", "logs", "brave-otter");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(new RegExp(`^${CLOCK}  INFO   \\S`));
  const lines = messages(stdout).filter((line) => line.includes("of good"));
  expect(lines).toEqual([1, 2, 3].map((step) => `INFO   step-${step - 1}  step ${step} of good`));
});

test("head, tail and reverse choose and order", async () => {
  const all = messages((await cli.run("flow-run", "logs", "brave-otter")).stdout);
  const logs = async (...options: string[]) =>
    messages((await cli.run("flow-run", "logs", "brave-otter", ...options)).stdout);
  expect(await logs("-h", "-n", "2")).toEqual(all.slice(0, 2));
  expect(await logs("-t", "-n", "2")).toEqual(all.slice(-2));
  expect(await logs("-r")).toEqual(all.toReversed());
  expect(await logs("-r", "-t", "-n", "2")).toEqual(all.slice(-2).toReversed());
  expect(await logs("-n", "1")).toEqual(all.slice(0, 1));
});

test("logs as JSON are what the API answers", async () => {
  expect(await cli.json("flow-run", "logs", "brave-otter", "-n", "1")).toMatchObject([
    { level: 20, flow_run_id: expect.stringMatching(/^[\da-f-]{36}$/), task_run_id: null },
  ]);
});

test("a message keeps its lines and loses what could move the cursor", async () => {
  const id = await cli.createRun("loud", "PENDING");
  const message = "\u001b[2J\u001b[31mred\u001b[0m\r\n\tindented\u0007";
  await createLogs(cli.api, [{ name: "x", level: 40, message, timestamp: "2026-01-01T00:00:00Z", flow_run_id: id }]);
  expect((await cli.run("flow-run", "logs", "loud")).stdout).toMatch(
    new RegExp(`^${CLOCK}  ERROR  red\n\tindented\n$`),
  );
});

test("a run without logs says so beside the data", async () => {
  await cli.createRun("silent", "PENDING");
  expect(await cli.run("flow-run", "logs", "silent")).toEqual({
    code: 0,
    stdout: "",
    stderr: "This run has logged nothing.\n",
  });
});

test("watch ends with 0 for a run that completed, with 1 for one that failed, and tells each step", async () => {
  const good = await cli.run("flow-run", "watch", "brave-otter");
  expect(good).toMatchObject({ code: 0, stderr: "" });
  expect(messages(good.stdout).map((line) => line.split(/ {2,}/).slice(0, 2))).toEqual([
    ["step-0", "Completed"],
    ["step-1", "Completed"],
    ["step-2", "Completed"],
    ["brave-otter", "Completed"],
  ]);
  const bad = await cli.run("flow-run", "watch", "calm-fox");
  expect(bad.code).toBe(1);
  expect(messages(bad.stdout).at(-1)).toMatch(/^calm-fox +Failed {2}\S+ {2}Flow run encountered an exception/);
});

test("watch as JSON is the run as it ended", async () => {
  expect(await cli.json("flow-run", "watch", "brave-otter")).toMatchObject({
    name: "brave-otter",
    state_type: "COMPLETED",
  });
});

test("watch ends with 5 when the time is up", async () => {
  await cli.createRun("stuck", "PENDING");
  const { code, stderr } = await cli.run("flow-run", "watch", "stuck", "--timeout", "0.2");
  expect(code).toBe(5);
  expect(stderr).toContain("Error: The time to wait is over: stuck is Pending still\n");
});

test("what a watched run waits for is told once for each state", async () => {
  const said: string[] = [];
  const output = Object.assign(new Output(), { say: (line: string) => void said.push(line) });
  const reasons = new WaitingReasons(cli.api, output, 0);
  const look = async (id: string) => reasons.tell(await readFlowRun(cli.api, id));
  const [waits, paused] = [await cli.createRun("waits", "SCHEDULED"), await cli.createRun("rests", "RUNNING")];
  await look(waits);
  await look(waits);
  expect(said).toEqual([expect.stringMatching(/^It is due since .+, and nothing has taken it yet\./)]);
  await look(paused);
  await setFlowRunState(cli.api, paused, { state: { type: "PAUSED" } });
  await look(paused);
  await look(paused);
  expect(said.slice(1)).toEqual([
    expect.stringMatching(/^It waits for somebody to resume it\./),
    `  tutti flow-run resume ${paused}`,
  ]);
});

test("a run that goes on is followed to its end, each log and each step once", async () => {
  const flow = cli.runFlow("busy-bee", "slow");
  await until(async () => (await cli.run("flow-run", "inspect", "busy-bee")).code === 0);
  const [logs, watch] = [cli.start("flow-run", "logs", "-f", "busy-bee"), cli.start("flow-run", "watch", "busy-bee")];
  const output = [logs, watch].map((child) => text(child.stdout));
  const codes = await Promise.all([logs, watch].map((child) => once(child, "close")));
  await flow;
  expect(codes.map(([code]) => code)).toEqual([0, 0]);
  const [logged = "", watched = ""] = await Promise.all(output);
  expect(messages(logged).filter((line) => line.includes("of slow"))).toEqual(
    [1, 2, 3].map((step) => `INFO   step-${step - 1}  step ${step} of slow`),
  );
  const ended = messages(watched).filter((line) => line.includes("Completed"));
  expect(ended.map((line) => line.split(/ {2,}/)[0])).toEqual(["step-0", "step-1", "step-2", "busy-bee"]);
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo()));
}
