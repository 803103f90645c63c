import { pino } from "pino";
import { beforeEach, expect, test } from "vitest";
import type { Service } from "../../src/services/loop.ts";
import { repossessor } from "../../src/services/repossessor.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { LimitClient } from "../support/limit-client.ts";

const logger = pino({ level: "silent" });

describeOnDatabases("slots that nobody renews", (database) => {
  let client: LimitClient;
  let service: Service;
  beforeEach(async () => {
    client = await LimitClient.open(database);
    service = repossessor({ loopSeconds: 15 });
  });
  const look = () => service.tick({ store: client.store, deps: client.deps, logger });
  /** Looks every fifteen seconds, for so long. */
  async function watch(seconds: number): Promise<void> {
    for (let passed = 0; passed < seconds; passed += 15) {
      client.deps.advance(15);
      await look();
    }
  }

  test("are given back when the lease is over; one that is renewed lasts", async () => {
    const name = await client.limitOf(2);
    await look();
    const [kept, left] = [await client.lease([name]), await client.lease([name], 1, { lease_duration: 60 })];
    await client.renew(kept, 300);
    await watch(45);
    expect(await client.activeOf(name)).toBe(2);
    await watch(15);
    expect(await client.activeOf(name)).toBe(1);
    expect([await client.renew(kept), await client.renew(left)]).toEqual([204, 410]);
  });

  test("are not lost for the server's own absence: after it every lease has its whole time", async () => {
    const name = await client.limitOf(1);
    const lease = await client.lease([name], 1, { lease_duration: 60 });
    client.deps.advance(3600);
    await look();
    await watch(45);
    expect(await client.renew(lease)).toBe(204);
    await watch(30);
    client.deps.advance(3600);
    await look();
    expect(await client.activeOf(name)).toBe(1);
    await watch(60);
    expect(await client.activeOf(name)).toBe(0);
  });

  test("more than a batch go by asking again at once", async () => {
    const name = await client.limitOf(200);
    await look();
    for (let taken = 0; taken < 101; taken++) await client.lease([name], 1, { lease_duration: 60 });
    await watch(45);
    client.deps.advance(15);
    expect([await look(), await client.activeOf(name)]).toEqual([true, 1]);
    expect([await look(), await client.activeOf(name)]).toEqual([false, 0]);
  });
});
