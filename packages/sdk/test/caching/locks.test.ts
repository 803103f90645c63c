import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fixedAddress } from "@tutti/client/api-address";
import { ApiClient } from "@tutti/client/http";
import { afterAll, describe, expect, test } from "vitest";
import { FileLocks } from "../../src/caching/file-locks.ts";
import type { LockRequest } from "../../src/caching/locks.ts";
import { MemoryLocks } from "../../src/caching/memory-locks.ts";
import type { Connection } from "../../src/connection.ts";

const folder = mkdtempSync(join(tmpdir(), "tutti-locks-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Neither kind of lock asks a server.
const connection = { api: new ApiClient({ locate: fixedAddress("http://127.0.0.1:1/api") }) } as Connection;

function request(changes: Partial<LockRequest> = {}): LockRequest {
  return { connection, signal: new AbortController().signal, onWaiting: () => undefined, ...changes };
}

const kinds = [
  { name: "in memory", make: () => new MemoryLocks() },
  { name: "in files", make: () => new FileLocks(join(folder, "shared")) },
];

describe.each(kinds)("locks $name", ({ make }) => {
  test("one holds a key at a time, others wait and are told so", async () => {
    const locks = make();
    const first = await locks.acquire("key", request());
    const waits = Promise.withResolvers<void>();
    const order: string[] = [];
    const second = locks.acquire("key", request({ onWaiting: () => waits.resolve() })).then((lock) => {
      order.push("second");
      return lock;
    });
    await waits.promise;
    const other = await locks.acquire("another key", request());
    order.push("released");
    await first.release();
    await first.release();
    await (await second).release();
    await other.release();
    expect(order).toEqual(["released", "second"]);
  });

  test("who gives up lets the next one through", async () => {
    const locks = make();
    const first = await locks.acquire("key", request());
    const stop = new AbortController();
    const givenUp = locks.acquire("key", request({ signal: stop.signal }));
    stop.abort(new Error("cancelled"));
    await expect(givenUp).rejects.toThrow("cancelled");
    await first.release();
    await (await locks.acquire("key", request())).release();
  });

  test("many take turns", async () => {
    const locks = make();
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        const lock = await locks.acquire("key", request());
        most = Math.max(most, ++inside);
        await new Promise(setImmediate);
        inside -= 1;
        await lock.release();
      }),
    );
    expect(most).toBe(1);
  });
});

test.each(kinds)("who gives up lets nobody pass the one who holds it, $name", async ({ make }) => {
  const locks = make();
  const order: string[] = [];
  const first = await locks.acquire("key", request());
  const stop = new AbortController();
  const onWaiting = (): void => stop.abort(new Error("cancelled"));
  await expect(locks.acquire("key", request({ signal: stop.signal, onWaiting }))).rejects.toThrow("cancelled");
  const waits = Promise.withResolvers<void>();
  const next = locks.acquire("key", request({ onWaiting: () => waits.resolve() })).then((lock) => {
    order.push("next");
    return lock;
  });
  await Promise.race([waits.promise, next]);
  order.push("released");
  await first.release();
  await (await next).release();
  expect(order).toEqual(["released", "next"]);
});
