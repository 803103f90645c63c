import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { EventGate, sampleEvent } from "../support/event-gate.ts";
import { SocketClient } from "../support/socket-client.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const gate = new EventGate();
let server: TestServer;
let client: SocketClient;
beforeAll(async () => {
  server = await startTestServer({}, gate.wrap);
});
afterAll(() => server.drop());
beforeEach(async () => {
  gate.reset();
  client = await SocketClient.enter(`${server.socketUrl}/events/in`, "tutti.v1");
});
afterEach(() => client.close());

function hasPong(received: readonly unknown[]): boolean {
  return received.some((message) => Object.hasOwn(Object(message), "pong"));
}

test("an event is acknowledged once it is committed, and a ping after it then too", async () => {
  const release = gate.hold();
  const sent = sampleEvent();
  client.send(sent);
  client.socket.ping("after");
  await gate.arrived(1);
  expect(client.received).toEqual([]);
  release();
  expect(await client.until((received) => received.length === 2)).toEqual([{ ack: sent.id }, { pong: "after" }]);
});

test("what arrives while a commit is under way is committed and acknowledged together", async () => {
  const release = gate.hold();
  const events = Array.from({ length: 50 }, () => sampleEvent());
  client.send(events[0]);
  await gate.arrived(1);
  for (const later of events.slice(1, 25)) client.send(later);
  client.send(events.slice(25));
  client.socket.ping("end");
  // Its answer shows that the frames before it have been read.
  await SocketClient.enter(`${server.socketUrl}/events/in`, "tutti.v1").then((other) => other.close());
  release();
  expect(await client.until(hasPong)).toEqual([{ ack: events[0]?.id }, { ack: events.at(-1)?.id }, { pong: "end" }]);
  expect(gate.batches.map((batch) => batch.length)).toEqual([1, 49]);
});

test("an event that comes twice is acknowledged, and changes nothing the second time", async () => {
  const sent = sampleEvent();
  client.send([sent, sent]);
  client.send(sent);
  client.socket.ping("end");
  const received = await client.until(hasPong);
  expect(received.at(-1)).toEqual({ pong: "end" });
  expect(received.slice(0, -1).every((message) => JSON.stringify(message) === JSON.stringify({ ack: sent.id }))).toBe(
    true,
  );
});

test("more than memory shall hold waits in the network, and is not lost", async () => {
  const release = gate.hold();
  const events = Array.from({ length: 25 }, () => sampleEvent({ payload: { text: "x".repeat(400_000) } }));
  for (const sent of events) client.send(sent);
  await gate.arrived(1);
  release();
  const last = JSON.stringify({ ack: events.at(-1)?.id });
  await client.until((received) => received.some((message) => JSON.stringify(message) === last));
  expect(gate.batches.flat()).toEqual(events.map(({ id }) => id));
});

test("a server that stops acknowledges what it took, then says that it goes", async () => {
  const stopping = await startTestServer({}, gate.wrap);
  const last = await SocketClient.enter(`${stopping.socketUrl}/events/in`, "tutti.v1");
  const release = gate.hold();
  const sent = sampleEvent();
  last.send(sent);
  await gate.arrived(1);
  const dropped = stopping.drop();
  release();
  expect(await last.closed()).toEqual({ code: 1001, reason: "The server is stopping" });
  expect(last.received).toEqual([{ ack: sent.id }]);
  await dropped;
});
