import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleEvent } from "../support/event-gate.ts";
import { SocketClient } from "../support/socket-client.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.drop());

async function record(events: readonly object[]): Promise<void> {
  const answer = await fetch(`${server.origin}/api/events`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(events),
  });
  expect(answer.status).toBe(204);
}

/** An event of some minutes ago. */
function happened(event: string, minutesAgo: number, changes: object = {}) {
  return sampleEvent({ event, occurred: new Date(Date.now() - minutesAgo * 60_000).toISOString(), ...changes });
}

const EVER = { since: "2020-01-01T00:00:00Z", until: "2100-01-01T00:00:00Z" };

async function follow(filter: object, rest: object = {}): Promise<SocketClient> {
  const client = await SocketClient.enter(`${server.socketUrl}/events/out`, "prefect");
  client.send({ type: "filter", filter: { occurred: EVER, ...filter }, ...rest });
  return client;
}

/** The ids of the first so many events that came. */
async function ids(client: SocketClient, count: number): Promise<unknown[]> {
  const frames = await client.until((received) => received.length >= count);
  return frames.map((frame) => Reflect.get(Object(Reflect.get(Object(frame), "event")), "id"));
}

test("one hears what happened in the last fifteen minutes, oldest first, then what happens, each once", async () => {
  const past = [3, 16, 1, 2].map((minutes) => happened("told.once", minutes));
  await record(past);
  const client = await follow({ event: { name: ["told.once"] }, order: "DESC" });
  const sorted = [past[0]?.id, past[3]?.id, past[2]?.id];
  expect(await ids(client, 3)).toEqual(sorted);
  const next = [happened("told.once", 0), happened("other", 0), happened("told.once", 0)];
  await record([...past, ...next]);
  expect(await ids(client, 5)).toEqual([...sorted, next[0]?.id, next[2]?.id]);
  await client.close();
});

test("an event is told as it was sent", async () => {
  const sent = happened("told.whole", 0, { payload: { deep: [1] }, follows: "00000000-0000-4000-8000-000000000001" });
  await record([sent]);
  const client = await follow({ event: { name: ["told.whole"] } });
  const event = { ...sent, occurred: expect.any(String), related: [], received: expect.any(String) };
  expect(await client.until((received) => received.length > 0)).toEqual([{ type: "event", event }]);
  await client.close();
});

test("who wants none of the past is told none", async () => {
  await record([happened("told.none", 1)]);
  const client = await follow({ event: { name: ["told.none"] } }, { backfill: false });
  let next: object;
  do {
    next = happened("told.none", 0);
    // The stream begins at some moment after it was asked for.
    await record([next]);
  } while (client.received.length === 0);
  const first = client.received.map((frame) => Reflect.get(Object(Reflect.get(Object(frame), "event")), "occurred"))[0];
  expect(Date.now() - Date.parse(String(first))).toBeLessThan(60_000);
  await client.close();
});

test("more than a page of the past is told whole", async () => {
  const past = Array.from({ length: 600 }, () => happened("told.pages", 1));
  await record(past);
  const client = await follow({ event: { name: ["told.pages"] } });
  expect(new Set(await ids(client, 600))).toEqual(new Set(past.map(({ id }) => id)));
  await client.close();
});

test("related resources count for the past, not for what happens", async () => {
  const related = [{ "prefect.resource.id": "a.flow", "prefect.resource.role": "flow" }];
  const past = [happened("told.related", 1, { related }), happened("told.related", 1)];
  await record(past);
  const client = await follow({ event: { name: ["told.related"] }, related: { id: ["a.flow"] } });
  expect(await ids(client, 1)).toEqual([past[0]?.id]);
  const next = happened("told.related", 0);
  await record([next]);
  expect(await ids(client, 2)).toEqual([past[0]?.id, next.id]);
  await client.close();
});

test("any resource of an event may be the one that is waited for", async () => {
  const pool = { "prefect.resource.id": "prefect.work-pool.1", "prefect.resource.role": "work-pool" };
  const client = await follow({
    event: { name: ["prefect.flow-run.Cancelling"] },
    any_resource: { id: ["prefect.work-pool.1"] },
  });
  const [other, mine] = [
    happened("prefect.flow-run.Cancelling", 0),
    happened("prefect.flow-run.Cancelling", 0, { related: [pool] }),
  ];
  await record([other, mine]);
  expect(await ids(client, 1)).toEqual([mine.id]);
  await client.close();
});

test.each([
  ['{"type":"hello"}', "Expected 'filter' message"],
  ["not json", "Expected 'filter' message"],
  ['{"type":"filter"}', "Expected 'filter' message"],
  ['{"type":"filter","filter":5}', "Invalid filter: : Invalid input: expected object, received number"],
  ['{"type":"filter","filter":{"order":"UP"}}', 'Invalid filter: order: Invalid option: expected one of "ASC"|"DESC"'],
])("%s closes the socket", async (message, reason) => {
  for (const path of ["events/out", "logs/out"]) {
    if (path === "logs/out" && message.includes("order")) continue;
    const client = await SocketClient.enter(`${server.socketUrl}/${path}`, "prefect");
    client.socket.send(message);
    expect(await client.closed()).toEqual({ code: 1002, reason });
  }
});

test("logs are told to who asks for them, as they are kept", async () => {
  const client = await SocketClient.open(`${server.socketUrl}/logs/out`);
  client.send({ type: "filter", filter: { level: { ge_: 30 }, text: { query: "boom" } } });
  client.socket.ping("asked");
  await client.until((received) => received.length === 1);
  const line = { name: "a.logger", level: 40, message: "it went boom", timestamp: "2026-11-22T10:00:00Z" };
  const response = await fetch(`${server.origin}/api/logs/`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify([{ ...line, level: 20 }, { ...line, message: "quiet" }, line]),
  });
  expect(response.status).toBe(201);
  expect((await client.until((received) => received.length > 1)).slice(1)).toEqual([
    { type: "log", log: expect.objectContaining({ ...line, flow_run_id: null, task_run_id: null }) },
  ]);
  await client.close();
});
