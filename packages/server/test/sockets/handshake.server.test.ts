import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refusedUpgrade, SocketClient } from "../support/socket-client.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

const SECRET = "user:secret";
let open: TestServer;
let closed: TestServer;
beforeAll(async () => {
  open = await startTestServer();
  closed = await startTestServer({ authString: SECRET });
});
afterAll(async () => {
  await open.drop();
  await closed.drop();
});

describe.each(["/events/in", "/events/out", "/logs/out", "/tutti/live"])("%s", (path) => {
  test.each([
    [["tutti.v1", "prefect"], "tutti.v1"],
    [["prefect", "tutti.v1"], "tutti.v1"],
    [["prefect"], "prefect"],
    [["unknown", "prefect"], "prefect"],
  ])("of %j it picks %s", async (offered, picked) => {
    const client = await SocketClient.open(open.socketUrl + path, offered);
    client.send({ type: "auth", token: null });
    expect(await client.until((received) => received.length > 0)).toEqual([{ type: "auth_success" }]);
    expect(client.socket.protocol).toBe(picked);
    await client.close();
  });

  test("the right secret is let in", async () => {
    const client = await SocketClient.open(closed.socketUrl + path, ["prefect"]);
    client.send({ type: "auth", token: SECRET });
    expect(await client.until((received) => received.length > 0)).toEqual([{ type: "auth_success" }]);
    await client.close();
  });

  test.each([
    ["a wrong secret", { type: "auth", token: "user:wrong" }],
    ["no secret", { type: "auth", token: null }],
    ["no token", { type: "auth" }],
  ])("%s is closed out", async (_what, message) => {
    const client = await SocketClient.open(closed.socketUrl + path, ["prefect"]);
    client.send(message);
    expect(await client.closed()).toEqual({ code: 1008, reason: "Auth required but no valid token provided" });
    expect(client.received).toEqual([]);
  });

  test.each([
    ["another message", { type: "filter" }],
    ["no object", 5],
  ])("%s before auth is closed out, even where no secret is needed", async (_what, message) => {
    const client = await SocketClient.open(open.socketUrl + path, ["prefect"]);
    client.send(message);
    expect(await client.closed()).toEqual({ code: 1008, reason: "Expected 'auth' message" });
  });

  test("without a subprotocol there is no exchange, and no way in where a secret is needed", async () => {
    const client = await SocketClient.open(open.socketUrl + path);
    expect([client.socket.protocol, client.received]).toEqual(["", []]);
    await client.close();
    expect(await refusedUpgrade(closed.socketUrl + path)).toEqual({
      status: 403,
      body: { detail: "A subprotocol with its auth message is required." },
    });
    const header = { headers: { authorization: `Basic ${Buffer.from(SECRET).toString("base64")}` } };
    await (await SocketClient.open(closed.socketUrl + path, [], header)).close();
  });

  test("a stranger's page is refused", async () => {
    const refused = await refusedUpgrade(open.socketUrl + path, ["prefect"], { origin: "https://evil.com" });
    expect(refused.status).toBe(403);
    const rebound = await refusedUpgrade(open.socketUrl + path, [], { headers: { host: "evil.com" } });
    expect(rebound.status).toBe(403);
  });
});

test.each([
  "/work_pools/default/workers",
  "/task_runs/subscriptions/unscheduled",
  "/events/in/x",
  "/events/IN",
  "/events%2fin",
  "/../api/nothing",
])("%s does not exist, which is told in HTTP before any upgrade", async (path) => {
  expect(await refusedUpgrade(open.socketUrl + path, ["prefect"])).toEqual({
    status: 404,
    body: { detail: "Not Found" },
  });
});
