import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { HealthCheck } from "../../src/workers/health-check.ts";

const HOST = "127.0.0.1";

/** A port that is held until it is let go of. */
async function heldPort(): Promise<{ port: number; letGo: () => Promise<void> }> {
  const server = createServer().listen(0, HOST);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { port, letGo: async () => void (await new Promise((resolve) => server.close(resolve))) };
}

test("health is asked at one address, and says when the worker has not asked for work for thirty polls", async () => {
  const { port, letGo } = await heldPort();
  await letGo();
  const worker = { sincePollMs: 60_000 };
  const health = await HealthCheck.listen(worker, { healthHost: HOST, healthPort: port, querySeconds: 2 });
  const statusOf = async (path: string) => (await fetch(`http://${HOST}:${port}${path}`)).status;
  expect(await statusOf("/health")).toBe(200);
  worker.sincePollMs = 60_001;
  expect(await statusOf("/health")).toBe(503);
  expect(await statusOf("/")).toBe(404);
  health.close();
});

test("a port that another program holds is told in words", async () => {
  const { port, letGo } = await heldPort();
  const listening = HealthCheck.listen({ sincePollMs: 0 }, { healthHost: HOST, healthPort: port, querySeconds: 2 });
  const message = expect.stringMatching(/^Invalid setting: TUTTI_WORKER_WEBSERVER_PORT.*EADDRINUSE/) as unknown;
  await expect(listening).rejects.toMatchObject({ code: "invalid_setting", message });
  await letGo();
});
