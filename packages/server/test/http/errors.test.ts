import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../support/test-app.ts";

let server: TestApp;
beforeAll(async () => {
  server = await openTestApp();
});
afterAll(() => server.close());

const json = { "content-type": "application/json" };

test.each([
  ["an unknown path", { url: "/api/nothing" }, 404, { detail: "Not Found" }],
  ["an id that is none", { url: "/api/artifacts/abc" }, 404, { detail: "Not Found" }],
  ["an object that is not there", { url: `/api/artifacts/${randomUUID()}` }, 404, { detail: "Artifact not found." }],
  ["a method of another route", { url: "/api/logs", method: "DELETE" }, 405, { detail: "Method Not Allowed" }],
  ["a path that is no URL", { url: "/api/%ZZ" }, 400, { detail: "The path is not a valid URL." }],
  ["a name with a NUL", { url: "/api/variables/name/a%00b" }, 404, { detail: "Not Found" }],
  [
    "the token of a protection that is off",
    { url: "/api/csrf-token?client=x" },
    422,
    {
      detail: "CSRF protection is disabled.",
    },
  ],
  [
    "a missing query parameter",
    { url: "/api/csrf-token" },
    422,
    {
      exception_message: "Invalid request received.",
      exception_detail: [{ type: "missing", loc: ["query", "client"], msg: "Field required", input: null }],
      request_body: null,
    },
  ],
  [
    "an older client",
    { url: "/api/hello", headers: { "x-prefect-api-version": "0.7.9" } },
    400,
    {
      detail: "The request specified API version 0.7.9 but this server requires version 0.8.0 or higher.",
    },
  ],
  [
    "a version that is none",
    { url: "/api/hello", headers: { "x-prefect-api-version": "abc" } },
    400,
    {
      detail: "Invalid X-PREFECT-API-VERSION header format. Expected header in format 'x.y.z' but received abc",
    },
  ],
  [
    "a limit above the maximum",
    { url: "/api/logs/filter", method: "POST", payload: { limit: 201 } },
    422,
    {
      detail: "Invalid limit: must be less than or equal to 200.",
    },
  ],
  [
    "a negative limit",
    { url: "/api/logs/filter", method: "POST", payload: { limit: -1 } },
    422,
    {
      detail: "Invalid limit: must be greater than or equal to 0.",
    },
  ],
  [
    "no body for a model",
    { url: "/api/variables", method: "POST" },
    422,
    {
      exception_message: "Invalid request received.",
      exception_detail: [{ type: "missing", loc: ["body"], msg: "Field required", input: null }],
      request_body: null,
    },
  ],
  [
    "a required parameter that is null",
    {
      url: `/api/flow_runs/${randomUUID()}/input`,
      method: "POST",
      payload: { key: "a", value: null },
    },
    422,
    {
      exception_message: "Invalid request received.",
      exception_detail: [{ type: "missing", loc: ["body", "value"], msg: "Field required", input: null }],
      request_body: { key: "a", value: null },
    },
  ],
  [
    "JSON that is none",
    { url: "/api/variables", method: "POST", payload: "{bad", headers: json },
    422,
    {
      exception_message: "Invalid request received.",
      exception_detail: [
        {
          type: "json_invalid",
          loc: ["body", 1],
          msg: "JSON decode error",
          input: {},
          ctx: { error: expect.any(String) },
        },
      ],
      request_body: "{bad",
    },
  ],
] as const)("an error is JSON in the protocol's shape: %s", async (_what, request, status, body) => {
  const answer = await server.app.inject({ ...request });
  expect([answer.statusCode, answer.headers["content-type"], answer.json()]).toEqual([
    status,
    expect.stringMatching(/^application\/json/),
    body,
  ]);
});

test("a wrong method is told which are right, before its body is looked at", async () => {
  const answer = await server.app.inject({ url: "/api/health", method: "POST", payload: "{bad" });
  expect([answer.statusCode, answer.headers["allow"]]).toEqual([405, "GET"]);
});

test.each(["/api/logs/filter", "/api/logs/filter/"])("%s: both slash forms are served", async (url) => {
  expect((await server.app.inject({ url, method: "POST", payload: {} })).json()).toEqual([]);
});

test.each([undefined, "", "null", "{}", '{"limit": null, "sort": null, "logs": null}'])(
  "a list's body %j means its defaults",
  async (payload) => {
    const answer = await server.app.inject({
      url: "/api/logs/filter",
      method: "POST",
      ...(payload === undefined ? {} : { payload, headers: json }),
    });
    expect([answer.statusCode, answer.json()]).toEqual([200, []]);
  },
);

test("every answer says which server and which process it comes from", async () => {
  const first = await server.app.inject("/api/health");
  const second = await server.app.inject("/api/nothing");
  expect(first.headers["x-tutti-version"]).toBe("0.1.0");
  expect(first.headers["x-tutti-instance"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(second.headers["x-tutti-instance"]).toBe(first.headers["x-tutti-instance"]);
});

test("clients of any version may ask for health and version", async () => {
  for (const url of ["/api/health", "/api/version"]) {
    const answer = await server.app.inject({ url, headers: { "x-prefect-api-version": "0.1.0" } });
    expect(answer.statusCode).toBe(200);
  }
});
