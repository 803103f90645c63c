import { fixedAddress } from "@tutti/client/api-address";
import { ApiClient } from "@tutti/client/http";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Worker } from "node:worker_threads";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LeaseKeeper } from "../../src/engine/lease-keeper.ts";

const LEASE = "0f0f0f0f-0000-4000-8000-000000000000";
const OTHER = "0f0f0f0f-0000-4000-8000-000000000001";

/** What the server answers, in order; the last for ever. */
let answers: number[];
let asked: string[];
let server: Server;
let keeper: LeaseKeeper;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    const [, leaseId] = /^\/v2\/concurrency_limits\/leases\/([^/]+)\/renew$/.exec(request.url ?? "") ?? [];
    if (leaseId !== undefined) asked.push(leaseId);
    const status = answers.length > 1 ? answers.shift() : answers[0];
    response.writeHead(status ?? 500).end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  keeper = new LeaseKeeper(new ApiClient({ locate: fixedAddress(`http://127.0.0.1:${port}`) }), 0.2);
});
afterEach(async () => {
  await keeper.close();
  server.closeAllConnections();
  server.close();
});

const timesAsked = (leaseId: string): number => asked.filter((id) => id === leaseId).length;

/** Keeps slots under a lease of so long until they are lost; answers the server's words. */
const lossOf = (leaseId: string, seconds: number): Promise<string> =>
  new Promise((resolve) => {
    keeper.keepSlots(leaseId, seconds, resolve);
  });

test.for([410, 404])("slots are lost when the server says %i, and not asked for again", async (status) => {
  answers = [200, status];
  expect(await lossOf(LEASE, 0.1)).toBe("{}");
  await lossOf(OTHER, 0.1);
  expect(timesAsked(LEASE)).toBe(2);
});

test("slots are asked for again, sooner, when the server fails", async () => {
  answers = [500, 503, 410];
  expect(await lossOf(LEASE, 3)).toBe("{}");
  expect(timesAsked(LEASE)).toBe(3);
});

test("slots that are given back are not renewed", async () => {
  answers = [200];
  keeper.keepSlots(LEASE, 0.1, () => undefined);
  await expect.poll(() => timesAsked(LEASE)).toBeGreaterThan(0);
  keeper.dropSlots(LEASE);
  keeper.keepSlots(OTHER, 0.1, () => undefined);
  // What was on its way when they were given back has come by then.
  await expect.poll(() => timesAsked(OTHER)).toBeGreaterThan(1);
  const count = timesAsked(LEASE);
  await expect.poll(() => timesAsked(OTHER)).toBeGreaterThan(4);
  expect(timesAsked(LEASE)).toBe(count);
});

/** The next thread that is started here. */
async function nextThread(): Promise<Worker> {
  const [thread] = await once(process, "worker");
  return thread as Worker;
}

test("a thread that has ended is replaced, and renews what the one before did", async () => {
  answers = [200];
  const first = nextThread();
  keeper.keepSlots(LEASE, 0.1, () => undefined);
  await expect.poll(() => timesAsked(LEASE)).toBeGreaterThan(0);
  const second = nextThread();
  await (await first).terminate();
  await once(await second, "online");
  const count = timesAsked(LEASE);
  await expect.poll(() => timesAsked(LEASE)).toBeGreaterThan(count);
});

test("when threads end one after the other what they renewed is lost, and the reason said", async () => {
  answers = [200];
  const patient = new LeaseKeeper(new ApiClient({ locate: fixedAddress("http://127.0.0.1:1") }), 3600);
  let thread = nextThread();
  const lost = new Promise<string>((resolve) => patient.keepSlots(LEASE, 3600, resolve));
  for (let death = 1; death <= 3; death++) {
    const dead = await thread;
    if (death < 3) thread = nextThread();
    await dead.terminate();
  }
  expect(await lost).toBe("its lease cannot be renewed here, and ends: it ended by itself");
  await patient.close();
});
