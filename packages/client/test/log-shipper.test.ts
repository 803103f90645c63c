import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { fixedAddress } from "../src/api-address.ts";
import { ApiClient } from "../src/http.ts";
import { LogBacklog } from "../src/log-backlog.ts";
import { LogShipper } from "../src/log-shipper.ts";

let server: Server;
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

/** A shipper to a server that answers batches so, one after the other, the later ones as the last; and what was dropped. */
async function shipperTo(...statuses: number[]) {
  const sizes: number[] = [];
  server = createServer((request, response) => {
    response.setHeader("x-tutti-version", "0.1.0");
    if (request.url === "/api/admin/version") return void response.end('"3.8.8"');
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    return void request.on("end", () => {
      sizes.push((JSON.parse(Buffer.concat(chunks).toString()) as unknown[]).length);
      response.writeHead((statuses.length > 1 ? statuses.shift() : statuses[0]) ?? 201).end("null");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("not listening");
  const url = `http://127.0.0.1:${address.port}/api`;
  const dropped: number[] = [];
  const api = new ApiClient({ locate: fixedAddress(url), retryForMs: 0 });
  return { shipper: new LogShipper(api, (count) => dropped.push(count), new LogBacklog(5000, 2)), sizes, dropped };
}

function addTo(shipper: LogShipper, count: number): void {
  const record = { name: "n", level: 20, message: "m", timestamp: "2026-01-01T00:00:00Z", flow_run_id: null };
  for (let index = 0; index < count; index++) shipper.add({ ...record, task_run_id: null });
}

test("records are sent in batches, and a batch that is refused is dropped alone", async () => {
  const { shipper, sizes, dropped } = await shipperTo(201, 422, 201);
  addTo(shipper, 2500);
  await shipper.flush();
  expect([sizes, dropped, shipper.isBusy]).toEqual([[1000, 1000, 500], [1000], false]);
});

test("where the server cannot be reached, who flushes does not wait for each batch in turn", async () => {
  const { shipper, sizes, dropped } = await shipperTo(503, 201);
  addTo(shipper, 5000);
  await shipper.flush();
  expect([sizes, dropped, shipper.isBusy]).toEqual([[1000], [5000], false]);
  addTo(shipper, 10);
  await shipper.flush();
  expect([sizes, dropped, shipper.isBusy]).toEqual([[1000, 10], [5000], false]);
});

test("what comes faster than it can be kept is dropped, and told", async () => {
  const { shipper, dropped } = await shipperTo(503);
  // The first thousand are on their way by then.
  addTo(shipper, 6100);
  await shipper.flush();
  expect([dropped, shipper.isBusy]).toEqual([[6000, 100], false]);
});
