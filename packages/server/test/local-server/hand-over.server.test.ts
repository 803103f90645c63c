import { expect, onTestFinished, test } from "vitest";
import { ServerProcess } from "../support/server-process.ts";
import { testHome } from "../support/test-home.ts";

const BACKGROUND = { TUTTI_SERVER_EPHEMERAL: "1" };

async function started(home: string, env: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
  const server = await ServerProcess.start(home, env);
  onTestFinished(async () => {
    await server.stop("SIGKILL");
  });
  return server;
}

test("a server that shall stay takes over from one in the background, which leaves with everything kept", async () => {
  const home = await testHome();
  const background = await started(home, BACKGROUND);
  const created = await fetch(`${background.url}/variables`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"name":"kept","value":1}',
  });
  expect(created.status).toBe(201);
  const [staying, left] = await Promise.all([started(home), background.ended()]);
  expect([left.code, left.signal]).toEqual([0, null]);
  expect((await fetch(`${staying.url}/variables/name/kept`)).status).toBe(200);
});

test("it also takes over with a password", async () => {
  const home = await testHome();
  const secret = { TUTTI_API_AUTH_STRING: "user:secret" };
  const background = await started(home, { ...BACKGROUND, ...secret });
  const [, left] = await Promise.all([started(home, secret), background.ended()]);
  expect(left.code).toBe(0);
});

test("of several that are started in the background one stays, and the others say where it is", async () => {
  const home = await testHome();
  const attempts = await Promise.allSettled([1, 2, 3].map(() => started(home, BACKGROUND)));
  const reasons = attempts.flatMap((attempt) => (attempt.status === "rejected" ? [String(attempt.reason)] : []));
  expect(reasons).toEqual([
    expect.stringContaining("in use by another server"),
    expect.stringContaining("in use by another server"),
  ]);
});

test("only a server in the background lets itself be stopped over the API, and only when it is meant", async () => {
  const stop = (server: ServerProcess, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/tutti/server/stop`, { method: "POST", headers });
  const staying = await started(await testHome());
  expect((await stop(staying)).status).toBe(403);
  const background = await started(await testHome(), BACKGROUND);
  expect((await stop(background, { "x-tutti-instance": "another" })).status).toBe(409);
  expect((await stop(background, { origin: "https://evil.com" })).status).toBe(403);
  expect((await stop(background)).status).toBe(202);
  expect((await background.ended()).code).toBe(0);
});
