import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes } from "../../src/routes/registry.ts";
import { openTestApp, type TestApp } from "../support/test-app.ts";

// Every route, asked by a stranger's page and by one that is let in.

const PARTNER = "https://partner.example";
const SECRET = "user:secret";
const ID = "0192f0c1-2345-7678-9abc-def012345678";

let server: TestApp;
beforeAll(async () => {
  const cors = { corsOrigins: [PARTNER], corsMethods: ["GET", "POST"], corsHeaders: ["content-type", "x-own"] };
  server = await openTestApp({ ...cors, authString: SECRET, isCsrfProtected: true }, { stop: () => undefined });
});
afterAll(() => server.close());

const operations = routes.map(({ method, path, access }) => ({
  name: `${method} ${path}`,
  method,
  access,
  url: `/api${path.replaceAll(/\{(id|flow_run_id)\}/g, ID).replaceAll(/\{\w+\}/g, "x")}`,
}));
const password = { authorization: `Basic ${Buffer.from(SECRET).toString("base64")}` };

describe.each(operations)("$name", ({ method, url, access }) => {
  test.each([
    ["another site", { origin: "https://evil.example" }],
    ["a name that looks like one that is let in", { origin: `${PARTNER}.evil.example` }],
    ["the same name by another scheme", { origin: "http://partner.example" }],
    ["a page without an origin", { origin: "null" }],
    ["a name that resolves here", { host: "evil.example" }],
    ["a name that ends like ours", { host: "evil-localhost:4200" }],
  ])("refuses %s, the password or not", async (_what, headers) => {
    const answer = await server.app.inject({ method, url, headers: { ...password, ...headers } });
    expect([answer.statusCode, answer.headers["access-control-allow-origin"]]).toEqual([403, undefined]);
  });

  test("lets a page that is listed read its answer, with the password", async () => {
    const token = method === "GET" ? {} : await csrfHeaders();
    const answer = await server.app.inject({ method, url, headers: { origin: PARTNER, ...password, ...token } });
    expect([401, 403]).not.toContain(answer.statusCode);
    expect(answer.headers["access-control-allow-origin"]).toBe(PARTNER);
    const without = await server.app.inject({ method, url, headers: { origin: PARTNER, ...token } });
    expect(without.statusCode === 401).toBe(access !== "open");
  });

  test("wants a token for a change, and for nothing else", async () => {
    const answer = await server.app.inject({ method, url, headers: { origin: PARTNER, ...password } });
    const isRefused = answer.statusCode === 403 && answer.json<{ detail: string }>().detail === "Missing CSRF token.";
    expect(isRefused).toBe(method !== "GET");
  });

  test("tells a browser which methods and headers are allowed", async () => {
    const asked = { "access-control-request-method": method, "access-control-request-headers": "x-other" };
    const answer = await server.app.inject({ method: "OPTIONS", url, headers: { origin: PARTNER, ...asked } });
    expect([answer.statusCode, answer.headers]).toEqual([
      204,
      expect.objectContaining({
        "access-control-allow-origin": PARTNER,
        "access-control-allow-methods": "GET, POST",
        "access-control-allow-headers": "content-type, x-own",
      }),
    ]);
  });
});

async function csrfHeaders(): Promise<Record<string, string>> {
  const answer = await server.app.inject({ url: "/api/csrf-token?client=walk", headers: password });
  return { "prefect-csrf-token": answer.json<{ token: string }>().token, "prefect-csrf-client": "walk" };
}
