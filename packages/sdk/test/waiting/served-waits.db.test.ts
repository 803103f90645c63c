import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readDeploymentByName } from "@tutti/client/deployments";
import { sendEvents } from "@tutti/client/events";
import { setFlowRunState } from "@tutti/client/flow-runs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createRun } from "../support/deployed.ts";
import { Program } from "../support/program.ts";
import { useServer } from "../support/server.ts";

const records = useServer();
const name = randomUUID().slice(0, 8);

let program: Program;
beforeAll(async () => {
  program = new Program("served", [], { ...records.env, DEPLOYMENT: name, FLOWS: "slept,awaited" });
  await vi.waitUntil(() => program.errors.includes("Serving"), { timeout: 120_000 });
});
afterAll(async () => {
  program.send("SIGTERM");
  await program.ended();
});

async function run(flow: string, parameters: Record<string, unknown> = {}) {
  const calls = join(records.server.home, randomUUID());
  await writeFile(calls, "");
  const deployment = await readDeploymentByName(records.api, flow, name);
  const { id } = await createRun(records.api, deployment.id, { calls, ...parameters });
  return { id, lines: async () => (await readFile(calls, "utf8")).trim().split("\n") };
}

function stateOf(id: string) {
  return expect.poll(async () => (await records.flowRun(id)).state_name);
}

function happen(kind: string, amount: number): Promise<void> {
  const resource = { "prefect.resource.id": `order.${amount}`, kind };
  const id = randomUUID();
  return sendEvents(records.api, [
    { id, occurred: new Date().toISOString(), event: "order.paid", resource, related: [], payload: { amount } },
  ]);
}

test("a long sleep holds no process, and costs no attempt", async () => {
  // Long enough for the slowest process to end before it is over.
  const { id, lines } = await run("slept", { seconds: 6 });
  await stateOf(id).toBe("Completed");
  expect(await lines()).toEqual(["before", "beside", "after"]);
  const twice = ["Pending", "Running"];
  expect(await records.flowStates(id)).toEqual(["Scheduled", ...twice, "Sleeping", ...twice, "Completed"]);
  expect(await records.flowRun(id)).toMatchObject({ run_count: 1 });
});

test("a sleeping run is cancelled at once", async () => {
  const { id } = await run("slept", { seconds: 86_400 });
  await stateOf(id).toBe("Sleeping");
  await setFlowRunState(records.api, id, { state: { type: "CANCELLING" } });
  expect((await records.flowRun(id)).state_name).toBe("Cancelled");
});

test("a run that waits for an event is started again when it comes, and by no other", async () => {
  const { id, lines } = await run("awaited");
  await stateOf(id).toBe("AwaitingEvent");
  await happen("coffee", 1);
  await happen("tea", 2);
  await stateOf(id).toBe("Completed");
  expect(await lines()).toEqual(["before", "after"]);
  expect((await records.flowRun(id)).state?.data).toBe(2);
  expect(await records.flowStates(id)).toContain("Resuming");
});
