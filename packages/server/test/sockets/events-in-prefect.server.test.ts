import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { EventGate, sampleEvent } from "../support/event-gate.ts";
import { SocketClient } from "../support/socket-client.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

// Prefect's client sends one event in a frame, hears nothing, and forgets what it sent when a pong comes back.

const gate = new EventGate();
let server: TestServer;
let client: SocketClient;
beforeAll(async () => {
  server = await startTestServer({}, gate.wrap);
});
afterAll(() => server.drop());
beforeEach(async () => {
  gate.reset();
  client = await SocketClient.enter(`${server.socketUrl}/events/in`, "prefect");
});
afterEach(() => client.close());

test("a pong answers when all that came before its ping is committed, and nothing else does", async () => {
  const release = gate.hold();
  client.send(sampleEvent());
  client.socket.ping("checkpoint");
  client.send(sampleEvent());
  client.socket.ping("second");
  await gate.arrived(1);
  expect(client.received).toEqual([]);
  release();
  expect(await client.until((received) => received.length === 2)).toEqual([{ pong: "checkpoint" }, { pong: "second" }]);
  expect(gate.batches.flat()).toHaveLength(2);
});

test("a ping with nothing before it is answered", async () => {
  client.socket.ping("hello");
  expect(await client.until((received) => received.length === 1)).toEqual([{ pong: "hello" }]);
});

const large = sampleEvent({ resource: { "prefect.resource.id": "x", text: "x".repeat(1_500_000) } });
test.each([
  ["no JSON", "{"],
  ["no event", '{"event":"x"}'],
  ["an event beyond Prefect's limit", JSON.stringify(large)],
])("%s is discarded, and the next one recorded", async (_what, frame) => {
  const sent = sampleEvent();
  client.socket.send(frame);
  client.send(sent);
  client.socket.ping("end");
  await client.until((received) => received.length === 1);
  expect(gate.batches.flat()).toEqual([sent.id]);
});

test("what was received is recorded although the client left", async () => {
  const release = gate.hold();
  const events = [sampleEvent(), sampleEvent()];
  client.send(events[0]);
  await gate.arrived(1);
  client.send(events[1]);
  await client.close();
  release();
  await gate.arrived(2);
  expect(gate.batches).toEqual(events.map(({ id }) => [id]));
});
