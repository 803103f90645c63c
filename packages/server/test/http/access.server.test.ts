import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes } from "../../src/routes/registry.ts";
import { openTestApp, type TestApp } from "../support/test-app.ts";

const SECRET = "user:päss:word";

let server: TestApp;
beforeAll(async () => {
  server = await openTestApp({ authString: SECRET });
});
afterAll(() => server.close());

const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });
const ID = "0192f0c1-2345-7678-9abc-def012345678";
const operations = routes.map((route) => ({
  ...route,
  name: `${route.method} ${route.path}`,
  url: `/api${route.path.replaceAll(/\{(id|flow_run_id)\}/g, ID).replaceAll(/\{\w+\}/g, "x")}`,
}));
const closed = operations.filter((route) => route.access !== "open");

test("only health and ready are open", () => {
  expect(operations.filter((route) => route.access === "open").map(({ path }) => path)).toEqual(["/health", "/ready"]);
});

describe.each(closed)("$name", ({ method, url }) => {
  test.each([
    ["nothing", {}],
    ["a wrong password", basic("user:wrong")],
    ["another scheme", { authorization: `Bearer ${SECRET}` }],
    ["a header that is none", { authorization: "Basic" }],
  ])("refuses %s", async (_what, headers) => {
    const answer = await server.app.inject({ method, url, headers });
    expect([answer.statusCode, answer.json()]).toEqual([401, { exception_message: "Unauthorized" }]);
  });

  test("lets the password in", async () => {
    const answer = await server.app.inject({ method, url, headers: basic(SECRET) });
    expect(answer.statusCode).not.toBe(401);
  });
});

test.each([
  "/api/flows/count/health",
  "/api/admin/version?x=/health",
  "/api/admin/version#/api/health",
  "/api/admin/version/../version",
  "/api/%61dmin/version",
  "/api/ADMIN/version",
  "/api//health",
  "/API/health",
  "/api/health/..%2fadmin/version",
  "/api/health%2f",
  "/api/health;x",
  "/api/nothing",
  "/api/ready/x",
  "//api/admin/version",
])("%s opens nothing", async (url) => {
  const answer = await server.app.inject({ url });
  expect([401, 400]).toContain(answer.statusCode);
});

test("a preflight passes without the password, and says what is allowed", async () => {
  const answer = await server.app.inject({
    url: "/api/flows",
    method: "OPTIONS",
    headers: {
      origin: "http://localhost:5173",
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,content-type",
    },
  });
  expect([answer.statusCode, answer.headers]).toEqual([
    204,
    expect.objectContaining({
      "access-control-allow-origin": "http://localhost:5173",
      "access-control-allow-headers": "authorization,content-type",
      vary: "Origin",
    }),
  ]);
});

test("a stranger's preflight is refused", async () => {
  const answer = await server.app.inject({
    url: "/api/flows",
    method: "OPTIONS",
    headers: { origin: "https://evil.com", "access-control-request-method": "POST" },
  });
  expect([answer.statusCode, answer.headers["access-control-allow-origin"]]).toEqual([403, undefined]);
});

test("what a browser needs before it can ask for the password is open", async () => {
  for (const url of ["/ui-settings", "/dashboard", "/docs", "/openapi.json"]) {
    expect((await server.app.inject({ url })).statusCode).not.toBe(401);
  }
  expect((await server.app.inject({ url: "/ui-settings" })).json()).toMatchObject({ auth: "BASIC" });
});
