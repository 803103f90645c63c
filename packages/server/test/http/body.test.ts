import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../support/test-app.ts";

let server: TestApp;
beforeAll(async () => {
  server = await openTestApp();
});
afterAll(() => server.close());

let names = 0;
function nextName(): string {
  names += 1;
  return `v-${names}`;
}

function post(payload: string | Buffer, headers: Record<string, string> = {}) {
  return server.app.inject({ url: "/api/variables", method: "POST", payload, headers });
}

const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

describe("what is taken", () => {
  test.each([
    ["a fraction that ends in zero", "5.0"],
    ["an integer beyond 2^53", "12345678901234567890"],
    ["an exponent", "1e3"],
    ["a NUL in a string", '"a\\u0000b"'],
    ["a key that would be a prototype", '{"__proto__":{"polluted":1},"constructor":2}'],
    ["the deepest nesting", nested(63)],
  ])("%s comes back digit for digit", async (_what, value) => {
    const name = nextName();
    const answer = await post(`{"name":"${name}","value":${value}}`);
    expect(answer.statusCode).toBe(201);
    const read = await server.app.inject(`/api/variables/name/${name}`);
    expect(read.body).toContain(`"value":${value},`);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  test.each([
    ["no type at all", {}],
    ["JSON with a charset", { "content-type": "application/json; charset=utf-8" }],
    ["a type that ends in +json", { "content-type": "application/vnd.x+json" }],
  ])("a body of %s is JSON", async (_what, headers) => {
    expect((await post(`{"name":"${nextName()}","value":1}`, headers)).statusCode).toBe(201);
  });

  test("a gzip body is read", async () => {
    const answer = await post(gzipSync(`{"name":"${nextName()}","value":1}`), { "content-encoding": "gzip" });
    expect(answer.statusCode).toBe(201);
  });
});

describe("what is refused", () => {
  test("a form is text, and not parsed as JSON", async () => {
    const answer = await post('{"name":"x","value":1}', { "content-type": "application/x-www-form-urlencoded" });
    expect([answer.statusCode, answer.json().exception_detail[0].type]).toEqual([422, "model_attributes_type"]);
  });

  test.each([64, 100_000])("nesting of %i levels below the body", async (depth) => {
    const answer = await post(`{"name":"deep","value":${nested(depth)}}`);
    expect([answer.statusCode, answer.json().exception_detail[0].ctx.error]).toEqual([
      422,
      "Nested more than 64 levels deep",
    ]);
  });

  test("brackets within strings do not nest", async () => {
    const text = JSON.stringify(`${"[".repeat(200)}\\"`);
    expect((await post(`{"name":"${nextName()}","value":${text}}`)).statusCode).toBe(201);
  });

  test("a body beyond the limit, whether its length is told or not", async () => {
    const large = `{"name":"large","value":"${"x".repeat(1024 * 1024)}"}`;
    const told = await post(large);
    expect([told.statusCode, told.json()]).toEqual([
      413,
      { detail: "The body is larger than the 1048576 bytes this operation takes." },
    ]);
    const packed = await post(gzipSync(large), { "content-encoding": "gzip" });
    expect([packed.statusCode, packed.json()]).toEqual([told.statusCode, told.json()]);
  });

  test.each([
    ["bytes that are no UTF-8", Buffer.from([0x22, 0xff, 0x22]), {}, 422],
    ["bytes that are no gzip", Buffer.from("{}"), { "content-encoding": "gzip" }, 400],
    ["a gzip that ends early", gzipSync("{}").subarray(0, 15), { "content-encoding": "gzip" }, 400],
    ["another encoding", Buffer.from("{}"), { "content-encoding": "br" }, 415],
  ] as const)("%s", async (_what, payload, headers, status) => {
    expect((await post(payload, { ...headers })).statusCode).toBe(status);
  });

  test("nothing of what is refused is kept", async () => {
    const before = (await server.app.inject({ url: "/api/variables/count", method: "POST" })).json();
    await post('{"name":"half","value":1,"zz":2}');
    await post('{"name":"half"}');
    await post('{"name":"half","value":');
    expect((await server.app.inject({ url: "/api/variables/count", method: "POST" })).json()).toBe(before);
  });
});
