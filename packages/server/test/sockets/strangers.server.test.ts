import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refusedUpgrade, SocketClient } from "../support/socket-client.ts";
import { startTestServer, type TestServer } from "../support/test-server.ts";

// Every socket, asked by strangers.

const SECRET = "user:secret";
const PARTNER = "https://partner.example";
const PATHS = [
  "/api/events/in",
  "/api/events/out",
  "/api/logs/out",
  "/api/work_pools/*/workers/connect",
  "/api/task_runs/subscriptions/scheduled",
  "/api/tutti/live",
];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ authString: SECRET, corsOrigins: [PARTNER], isCsrfProtected: true });
});
afterAll(() => server.drop());

test("these are all sockets that there are", async () => {
  const source = await readFile(new URL("../../src/sockets/registry.ts", import.meta.url), "utf8");
  expect([...source.matchAll(/path: "([^"]+)"/g)].map(([, path]) => path)).toEqual(PATHS);
});

const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });
const urlOf = (path: string) => `${server.origin.replace("http", "ws")}${path.replace("*", "pool")}`;

describe.each(PATHS)("%s", (path) => {
  test.each([
    ["another site", { origin: "https://evil.example" }],
    ["a name that looks like one that is let in", { origin: `${PARTNER}.evil.example` }],
    ["the same name by another scheme", { origin: "http://partner.example" }],
    ["a page without an origin", { origin: "null" }],
    ["a name that resolves here", { host: "evil.example" }],
  ])("refuses %s, the password or not", async (_what, headers) => {
    const refused = await refusedUpgrade(urlOf(path), ["prefect"], { headers: { ...basic(SECRET), ...headers } });
    expect(refused).toEqual({ status: 403, body: { detail: expect.any(String) } });
  });

  test.each([
    ["no password", {}],
    ["a wrong password", basic("user:wrong")],
    ["another scheme", { authorization: `Bearer ${SECRET}` }],
  ])("refuses %s in a header", async (_what, headers) => {
    expect((await refusedUpgrade(urlOf(path), [], { headers })).status).toBe(403);
  });

  test.each(["user:wrong", "", null, { toString: "user:secret" }])("closes out the secret %j", async (token) => {
    const client = await SocketClient.open(urlOf(path), ["prefect"]);
    client.send({ type: "auth", token });
    expect((await client.closed()).code).toBe(1008);
    expect(client.received).toEqual([]);
  });

  test("lets a page that is listed in, with the secret", async () => {
    const client = await SocketClient.open(urlOf(path), ["prefect"], { origin: PARTNER });
    client.send({ type: "auth", token: SECRET });
    expect((await client.until((received) => received.length > 0))[0]).toMatchObject({ type: "auth_success" });
    await client.close();
  });

  test.each([
    (url: string) => `${url}/health`,
    (url: string) => url.replace("/api/", "/API/"),
    (url: string) => url.replace("/api/", "/api//"),
    (url: string) => url.replace("/api/", "/%61pi/"),
    (url: string) => `${url};x`,
  ])("is at no other path", async (changed) => {
    const refused = await refusedUpgrade(changed(urlOf(path)), ["prefect"], { headers: basic(SECRET) });
    expect(refused.status).toBe(404);
  });
});
