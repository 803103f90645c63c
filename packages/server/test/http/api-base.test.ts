import { afterAll, beforeAll, expect, test } from "vitest";
import { belowApi } from "../../src/http/api-base.ts";
import { openTestApp, type TestApp } from "../support/test-app.ts";

test.each([
  ["/team/api/flows/filter", "/team/api", "/api/flows/filter"],
  ["/team/api", "/team/api", "/api"],
  ["/team/api?x=1", "/team/api", "/api?x=1"],
  ["/team/apis/health", "/team/api", "/team/apis/health"],
  ["/dashboard", "/team/api", "/dashboard"],
  ["/api/health", "/team/api", "/api/health"],
  ["/api/health", "/api", "/api/health"],
])("%s with the base %j is %s", (url, base, below) => {
  expect(belowApi(url, base)).toBe(below);
});

let server: TestApp;
beforeAll(async () => {
  server = await openTestApp({ apiBasePath: "/team/api", authString: "user:secret" });
});
afterAll(() => server.close());

test("both bases lead to the same routes, which ask for the same password", async () => {
  const authorization = `Basic ${Buffer.from("user:secret").toString("base64")}`;
  const statuses = ["/api", "/team/api"].map(async (base) => {
    const open = await server.app.inject(`${base}/health`);
    const closed = await server.app.inject(`${base}/version`);
    const entered = await server.app.inject({ url: `${base}/version`, headers: { authorization } });
    return [open.statusCode, closed.statusCode, entered.statusCode];
  });
  expect(await Promise.all(statuses)).toEqual([
    [200, 401, 200],
    [200, 401, 200],
  ]);
});

test("the next page of events is found below the base that was chosen", async () => {
  const headers = {
    authorization: `Basic ${Buffer.from("user:secret").toString("base64")}`,
    "content-type": "application/json",
    host: "localhost:4321",
  };
  const event = { occurred: new Date().toISOString(), event: "x", resource: { "prefect.resource.id": "a" } };
  const events = [1, 2].map((last) => ({ ...event, id: `0192f0c1-2345-7678-9abc-def01234567${last}` }));
  await server.app.inject({ method: "POST", url: "/team/api/events", headers, payload: events });
  const page = await server.app.inject({
    method: "POST",
    url: "/team/api/events/filter",
    headers,
    payload: { filter: { event: { name: ["x"] } }, limit: 1 },
  });
  const next = String(page.json()["next_page"]);
  expect(next).toMatch(/^http:\/\/localhost:4321\/team\/api\/events\/filter\/next\?page-token=/);
  const rest = await server.app.inject({ url: new URL(next).pathname + new URL(next).search, headers });
  expect([rest.statusCode, rest.json()["events"].length]).toEqual([200, 1]);
});
