import { beforeEach, expect, test } from "vitest";
import type { FastifyInstance } from "fastify";
import { addSeconds, formatInstant } from "@tutti/core/instant";
import { describeOnDatabases, type DatabaseUnderTest } from "../support/databases.ts";
import { appOver } from "../support/route-client.ts";
import type { TestDeps } from "../support/test-clock.ts";

let app: FastifyInstance;
let deps: TestDeps;

async function open(database: DatabaseUnderTest): Promise<void> {
  const opened = await database.open();
  deps = opened.deps;
  app = appOver(opened.store, deps, { isCsrfProtected: true });
}

async function tokenFor(client: string): Promise<string> {
  return (await app.inject({ url: `/api/csrf-token?client=${client}` })).json<{ token: string }>().token;
}

async function change(headers: Record<string, string>): Promise<unknown> {
  const answer = await app.inject({ method: "POST", url: "/api/flows/count", payload: "{}", headers });
  return answer.statusCode === 200 ? 200 : answer.json();
}

describeOnDatabases("CSRF protection", (database) => {
  beforeEach(() => open(database));

  test("a token is made for a client, and lasts an hour", async () => {
    const answer = await app.inject({ url: "/api/csrf-token?client=abc" });
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      {
        id: expect.any(String),
        created: formatInstant(deps.now()),
        updated: formatInstant(deps.now()),
        token: expect.stringMatching(/^[0-9a-f]{64}$/),
        client: "abc",
        expiration: formatInstant(addSeconds(deps.now(), 3600)),
      },
    ]);
  });

  test("changes need it, in the words that Prefect's client looks for; reads do not", async () => {
    const token = await tokenFor("abc");
    const [tokenHeader, clientHeader] = ["prefect-csrf-token", "prefect-csrf-client"];
    expect(await change({})).toEqual({ detail: "Missing CSRF token." });
    expect(await change({ [clientHeader]: "abc" })).toEqual({ detail: "Missing CSRF token." });
    expect(await change({ [tokenHeader]: token })).toEqual({ detail: "Missing client identifier." });
    const invalid = { detail: "Invalid CSRF token or client identifier." };
    expect(await change({ [tokenHeader]: token, [clientHeader]: "other" })).toEqual(invalid);
    expect(await change({ [tokenHeader]: "wrong", [clientHeader]: "abc" })).toEqual(invalid);
    expect(await change({ [tokenHeader]: token, [clientHeader]: "abc" })).toBe(200);
    expect((await app.inject({ url: "/api/hello" })).statusCode).toBe(200);
  });

  test("one that has run out, or was replaced, is invalid", async () => {
    const headers = (token: string) => ({ "prefect-csrf-token": token, "prefect-csrf-client": "old" });
    const first = await tokenFor("old");
    const second = await tokenFor("old");
    expect(await change(headers(first))).toEqual({ detail: "Invalid CSRF token or client identifier." });
    expect(await change(headers(second))).toBe(200);
    deps.advance(3600);
    expect(await change(headers(second))).toEqual({ detail: "Invalid CSRF token or client identifier." });
  });

  test.each([
    ["our own pages", { "sec-fetch-site": "same-origin" }, 200],
    ["pages of another origin", { "sec-fetch-site": "cross-site" }, { detail: "Missing CSRF token." }],
    ["Tutti's clients", { "user-agent": "tutti/0.1.0 (API 0.8.4)" }, 200],
    ["a process that renews its lease", { "x-tutti-lease-epoch": "1" }, 200],
  ])("%s", async (_who, headers, expected) => {
    expect(await change(headers)).toEqual(expected);
  });
});
