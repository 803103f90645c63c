import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { HostedCli } from "../../packages/cli/test/support/hosted-cli.ts";

// Tutti's command line, pointed at the real Prefect server, which others use too.

const home = mkdtempSync(join(tmpdir(), "tutti-cli-prefect-"));
const cli = new HostedCli();
const api = `${inject("prefectOrigin")}/api`;

afterAll(async () => {
  await cli.stop();
  rmSync(home, { recursive: true });
});

async function tutti(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli.run(args, { TUTTI_API_URL: api, TUTTI_HOME: home });
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}: ${stderr}`);
  return stdout;
}

async function json(...args: string[]): Promise<unknown> {
  return JSON.parse(await tutti(...args, "-o", "json"));
}

async function post(path: string, body: object): Promise<{ id: string }> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${api}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return (await answer.json()) as { id: string };
}

test("work pools and queues", async () => {
  await tutti("work-pool", "create", "cli-pool", "-t", "process");
  expect(await json("work-pool", "ls")).toContainEqual(expect.objectContaining({ name: "cli-pool", type: "process" }));
  await tutti("work-pool", "set-concurrency-limit", "cli-pool", "3");
  expect(await tutti("work-pool", "inspect", "cli-pool")).toMatch(/\nSlots +0\/3\n/);
  expect(await tutti("work-pool", "slots", "cli-pool")).toBe("Slots  0/3\n\ndefault  0\n");
  await tutti("work-queue", "create", "cli-urgent", "-p", "cli-pool", "-q", "1");
  expect(await json("work-queue", "ls", "-p", "cli-pool")).toMatchObject([{ name: "cli-urgent" }, { name: "default" }]);
  await tutti("work-queue", "pause", "cli-urgent");
  expect(await json("work-queue", "inspect", "cli-urgent")).toMatchObject({ is_paused: true });
  expect(await json("worker", "ls", "-p", "cli-pool")).toEqual([]);
});

test("deployments, their runs and their schedules", async () => {
  const flow = await post("/flows/", { name: "cli-flow" });
  await post("/deployments/", { name: "taxi1", flow_id: flow.id, work_pool_name: "cli-pool" });
  expect(await json("deployment", "ls", "cli-flow")).toMatchObject([{ name: "taxi1", work_pool_name: "cli-pool" }]);
  const run = await json("deployment", "run", "cli-flow/taxi1", "-p", "month=3", "--flow-run-name", "cli-third");
  expect(run).toMatchObject({ name: "cli-third", parameters: { month: 3 }, state_type: "SCHEDULED" });
  expect(await json("work-pool", "preview", "cli-pool")).toMatchObject([{ name: "cli-third" }]);
  await tutti(
    "deployment",
    "schedule",
    "create",
    "cli-flow/taxi1",
    "--cron",
    "0 9 * * 1-5",
    "--timezone",
    "Europe/Berlin",
  );
  await tutti("deployment", "schedule", "pause", "cli-flow/taxi1");
  expect(await json("deployment", "schedule", "ls", "cli-flow/taxi1")).toMatchObject([
    { active: false, schedule: { cron: "0 9 * * 1-5", timezone: "Europe/Berlin" } },
  ]);
  expect(await tutti("deployment", "inspect", "cli-flow/taxi1")).toMatch(/^cli-flow\/taxi1 {2}not ready\n/);
  expect(await tutti("flow-run", "cancel", "cli-third")).toBe("cli-third  Cancelled\n");
  await tutti("deployment", "delete", "cli-flow/taxi1", "-y");
  expect(await json("deployment", "ls", "cli-flow")).toEqual([]);
});

test("variables, limits, artifacts, automations and events", async () => {
  await tutti("variable", "set", "cli-month", "3", "--tag", "taxi");
  await tutti("variable", "set", "cli-month", "4", "--overwrite");
  expect(await tutti("variable", "get", "cli-month")).toBe("4\n");
  await tutti("gcl", "create", "cli-database", "-l", "5");
  await tutti("gcl", "update", "cli-database", "-l", "6", "--disable");
  expect(await json("gcl", "inspect", "cli-database")).toMatchObject({ limit: 6, active: false });
  await tutti("concurrency-limit", "create", "cli-db", "2");
  expect(await json("concurrency-limit", "inspect", "cli-db")).toMatchObject({ tag: "cli-db", concurrency_limit: 2 });
  expect(await json("artifact", "ls")).toEqual(expect.any(Array));
  const trigger = { type: "event", expect: ["x"], posture: "Reactive", threshold: 1, within: 0 };
  await tutti(
    "automation",
    "create",
    "-j",
    JSON.stringify({ name: "cli-a", trigger, actions: [{ type: "do-nothing" }] }),
  );
  await tutti("automation", "pause", "cli-a");
  expect(await json("automation", "inspect", "cli-a")).toMatchObject({ enabled: false });
  expect(await tutti("events", "emit", "x", "--resource-id", "y")).toMatch(/^[\da-f-]{36}\n$/);
});
