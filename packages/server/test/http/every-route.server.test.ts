import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes } from "../../src/routes/registry.ts";
import { openTestApp, type TestApp } from "../support/test-app.ts";

let server: TestApp;
beforeAll(async () => {
  server = await openTestApp();
});
afterAll(() => server.close());

const ID = "0192f0c1-2345-7678-9abc-def012345678";
const json = { "content-type": "application/json" };

function urlOf(path: string, id = ID): string {
  return `/api${path.replaceAll(/\{(id|flow_run_id|lease_id|schedule_id)\}/g, id).replaceAll(/\{\w+\}/g, "x")}`;
}

const withBody = routes.filter((route) => route.body !== undefined);
const withId = routes.filter((route) => /\{(id|flow_run_id|lease_id|schedule_id)\}/.test(route.path));
/** A template is a bare text. */
const withData = withBody.filter(({ body }) => body?.safeParse("text").success !== true);

describe.each(withData)("$method $path", ({ method, path, bodyBytesMax = 1024 * 1024 }) => {
  const send = (payload: string) => server.app.inject({ method, url: urlOf(path), payload, headers: json });

  test.each([
    ["malformed JSON", '{"a":'],
    ["text", '"text"'],
    ["a number", "5"],
    ["deep nesting", `{"a":${"[".repeat(1000)}${"]".repeat(1000)}}`],
    ["deep objects", `${'{"a":'.repeat(1000)}1${"}".repeat(1000)}`],
  ])("answers 422 to %s", async (_what, payload) => {
    const answer = await send(payload);
    expect([answer.statusCode, answer.json()]).toEqual([
      422,
      expect.objectContaining({ exception_message: "Invalid request received." }),
    ]);
  });

  test("answers 413 to a body beyond its limit", async () => {
    expect((await send(`{"a":"${"x".repeat(bodyBytesMax)}"}`)).statusCode).toBe(413);
  });

  test.each([
    ["an array of objects", '[{"zz":1}]'],
    ["unknown keys", '{"zz":1,"__proto__":{"x":1},"constructor":{"prototype":{}}}'],
    ["wrong types everywhere", '{"name":{},"limit":"x","sort":5,"state":[],"flows":"x","logs":1,"id":1}'],
    ["odd values", '{"name":"\\u0000","limit":1e400,"offset":-1e400,"tags":[null],"flow_id":"\\ud800"}'],
  ])("answers no 5xx to %s", async (_what, payload) => {
    const answer = await send(payload);
    expect(answer.statusCode).toBeLessThan(500);
    expect(answer.body).not.toMatch(/\n\s+at /);
  });
});

describe.each(withBody.filter(({ body }) => body !== undefined && "catchall" in body.def))(
  "$method $path takes one model",
  ({ method, path }) => {
    test("and refuses keys it does not know", async () => {
      const answer = await server.app.inject({ method, url: urlOf(path), payload: '{"zz":1}', headers: json });
      expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining('"body"')]);
    });
  },
);

describe.each(withId)("$method $path", ({ method, path }) => {
  test.each(["abc", "0", "..%2f..", "%00", `${ID}x`, "'; drop table flow_run; --", "%F0%9F%92%A5"])(
    "answers 404 to the id %j",
    async (id) => {
      const answer = await server.app.inject({ method, url: urlOf(path, encodeURI(decodeURI(id))), payload: "{}" });
      expect([answer.statusCode, answer.json()]).toEqual([404, { detail: "Not Found" }]);
    },
  );
});
