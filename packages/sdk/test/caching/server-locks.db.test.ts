import { randomUUID } from "node:crypto";
import { fixedAddress } from "@tutti/client/api-address";
import { releaseSlots } from "@tutti/client/concurrency-limits";
import { ApiClient } from "@tutti/client/http";
import { expect, test } from "vitest";
import type { LockRequest } from "../../src/caching/locks.ts";
import { serverLocks } from "../../src/caching/server-locks.ts";
import { connect } from "../../src/connection.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

/** Notes the leases that it was given. */
class NotingClient extends ApiClient {
  readonly leases: string[] = [];

  override async post<T>(...request: Parameters<ApiClient["post"]>): Promise<T> {
    const answer = await super.post(...request);
    const { lease_id }: { lease_id?: unknown } = Object(answer);
    if (typeof lease_id === "string") this.leases.push(lease_id);
    return answer as T;
  }
}

test("who lost its lock while it stood still takes nothing from who has it since", async () => {
  const api = new NotingClient({ locate: fixedAddress(records.server.url) });
  const connection = { ...(await connect()), api };
  const key = randomUUID();
  const ask = (onWaiting = (): void => undefined): ReturnType<typeof serverLocks.acquire> => {
    const request: LockRequest = { connection, signal: new AbortController().signal, onWaiting };
    return serverLocks.acquire(key, request);
  };
  const lost = await ask();
  // As the server does when nobody renews it.
  await releaseSlots(api, api.leases.at(-1) ?? "");
  const held = await ask();
  await lost.release();
  const waits = Promise.withResolvers<string>();
  const third = ask(() => waits.resolve("waits"));
  expect(await Promise.race([waits.promise, third.then(() => "has it")])).toBe("waits");
  await held.release();
  await (await third).release();
});
