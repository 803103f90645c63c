import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../support/test-server.ts";

// What a server was told of how long others wait for slots reaches the thread that decides.

const WAITS = { deploymentSeconds: 7, deploymentLeaseSeconds: 100, tagSecondsMax: 0.5, limitSecondsMax: 0.25 };
/** By so much longer or shorter each waits, so that not all ask at once. */
const JITTER = 1.3;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ slotWaits: WAITS });
});
afterAll(() => server.drop());

async function post(path: string, body: object): Promise<{ status: number; headers: Headers; body: object }> {
  const answer = await fetch(`${server.origin}/api${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, headers: answer.headers, body: Object(await answer.json()) };
}

async function made(path: string, body: object): Promise<string> {
  return String(Reflect.get((await post(path, body)).body, "id"));
}

test("a run whose deployment has no slot free is scheduled again after as long as was said", async () => {
  const flow_id = await made("/flows/", { name: "waits" });
  const deployment = await made("/deployments/", { name: "d", flow_id, concurrency_limit: 1 });
  const claim = async () => {
    const id = await made(`/deployments/${deployment}/create_flow_run`, {});
    const pending = { state: { type: "PENDING" } };
    return (await post(`/flow_runs/${id}/set_state`, pending)).body;
  };
  expect(await claim()).toMatchObject({ status: "ACCEPT" });
  const refused = await claim();
  expect(refused).toMatchObject({ status: "REJECT", state: { name: "AwaitingConcurrencySlot" } });
  const { timestamp, state_details } = Object(Reflect.get(refused, "state"));
  expect(Math.round((Date.parse(state_details.scheduled_time) - Date.parse(timestamp)) / 1000)).toBe(7);
});

test.each([
  ["io-waits", WAITS.limitSecondsMax],
  ["tag:waits", WAITS.tagSecondsMax],
])("whoever gets no slot of %s asks again after about %d s", async (name, seconds) => {
  await made("/v2/concurrency_limits/", { name, limit: 1 });
  const take = () => post("/v2/concurrency_limits/increment", { names: [name], slots: 1, mode: "concurrency" });
  expect((await take()).status).toBe(200);
  const refused = await take();
  const wait = Number(refused.headers.get("retry-after"));
  expect([refused.status, wait >= seconds / JITTER && wait <= seconds * JITTER]).toEqual([423, true]);
});
