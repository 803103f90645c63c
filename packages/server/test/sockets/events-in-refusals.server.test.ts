import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { ApiError } from "@tutti/core/errors";
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

test("refusals stand between the acknowledgements, in the order sent", async () => {
  const tooLong = { "prefect.resource.id": "x", text: "x".repeat(1_500_000) };
  const ofLostRun = { resource: { "prefect.resource.id": `prefect.flow-run.${randomUUID()}` }, tutti: { epoch: 7 } };
  const [first, invalid, second, large, stale, last] = [
    sampleEvent(),
    sampleEvent({ resource: {} }),
    sampleEvent(),
    sampleEvent({ resource: tooLong }),
    sampleEvent(ofLostRun),
    sampleEvent(),
  ];
  client.send([first, invalid, second, large, stale, last]);
  expect(await client.until((received) => received.length === 6)).toEqual([
    { ack: first.id },
    { nack: invalid.id, code: "invalid_event", detail: expect.stringContaining("prefect.resource.id") },
    { ack: second.id },
    { nack: large.id, code: "too_large", detail: expect.stringContaining("1500000") },
    { nack: stale.id, code: "lease_lost", detail: expect.any(String) },
    { ack: last.id },
  ]);
});

test("an event that is nested too deep is refused alone", async () => {
  const [first, deep, last] = [sampleEvent(), sampleEvent({ payload: nested(100) }), sampleEvent()];
  client.send([first, deep, last]);
  expect(await client.until((received) => received.length === 3)).toEqual([
    { ack: first.id },
    { nack: deep.id, code: "invalid_event", detail: "Nested more than 64 levels deep" },
    { ack: last.id },
  ]);
});

function nested(levels: number): Record<string, unknown> {
  return levels === 0 ? {} : { in: nested(levels - 1) };
}

test("what is no id is not repeated whole", async () => {
  client.send({ id: "x".repeat(100_000) });
  const [answer] = await client.until((received) => received.length === 1);
  expect(JSON.stringify(answer).length).toBeLessThan(1000);
});

test("a report of a task run that is none is refused", async () => {
  const report = sampleEvent({
    event: "prefect.task-run.Running",
    resource: { "prefect.resource.id": `prefect.task-run.${randomUUID()}`, "prefect.orchestration": "client" },
    payload: { nothing: true },
  });
  client.send(report);
  expect(await client.until((received) => received.length === 1)).toEqual([
    { nack: report.id, code: "invalid_event", detail: expect.stringContaining("payload.") },
  ]);
});

test("an event that breaks the recorder is refused alone", async () => {
  const [first, broken, last] = [sampleEvent(), sampleEvent(), sampleEvent()];
  gate.failure = (ids) => (ids.includes(broken.id) ? new Error("bug") : null);
  client.send([first, broken, last]);
  expect(await client.until((received) => received.length === 3)).toEqual([
    { ack: first.id },
    { nack: broken.id, code: "invalid_event", detail: "The server could not record this event." },
    { ack: last.id },
  ]);
});

test("what the database could not keep is not acknowledged: the client is to send it again", async () => {
  gate.failure = () => new ApiError("disk_full", "no space");
  client.send(sampleEvent());
  client.socket.ping("never answered");
  expect((await client.closed()).code).toBe(1013);
  expect(client.received).toEqual([]);
});

test.each(["{", '"text"', "5", `${"[".repeat(500)}${"]".repeat(500)}`, `[${"0,".repeat(2_000_000)}0]`])(
  "a frame in which nothing has a name ends the session: %.20s",
  async (frame) => {
    client.socket.send(frame);
    expect((await client.closed()).code).toBe(1007);
  },
);
