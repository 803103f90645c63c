import { fixedAddress } from "@tutti/client/api-address";
import { ApiClient } from "@tutti/client/http";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as passed } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LeaseKeeper } from "../../src/engine/lease-keeper.ts";

const LEASE = "0f0f0f0f-0000-4000-8000-000000000000";
const RENEWAL = `/v2/concurrency_limits/leases/${LEASE}/renew`;

/** What the server answers, in order; the last for ever. */
let answers: number[];
let asked: string[];
let server: Server;
let keeper: LeaseKeeper;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    if (request.url === RENEWAL) asked.push(request.url);
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

/** Keeps slots under a lease of so long until they are lost; answers the server's words. */
const lossOf = (seconds: number): Promise<string> =>
  new Promise((resolve) => {
    keeper.keepSlots(LEASE, seconds, resolve);
  });

test.for([410, 404])("slots are lost when the server says %i, and not asked for again", async (status) => {
  answers = [200, status];
  expect(await lossOf(0.1)).toBe("{}");
  await passed(200);
  expect(asked.length).toBe(2);
});

test("slots are asked for again, sooner, when the server fails", async () => {
  answers = [500, 503, 410];
  expect(await lossOf(3)).toBe("{}");
  expect(asked.length).toBe(3);
});

test("slots that are given back are not renewed", async () => {
  answers = [200];
  keeper.keepSlots(LEASE, 0.1, () => undefined);
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  keeper.dropSlots(LEASE);
  await passed(100);
  const count = asked.length;
  await passed(200);
  expect(asked.length).toBe(count);
});
