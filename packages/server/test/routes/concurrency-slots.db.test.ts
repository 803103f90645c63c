import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { describeOnDatabases } from "../support/databases.ts";
import { leaseIdOf, LimitClient } from "../support/limit-client.ts";

describeOnDatabases("slots", (database) => {
  let client: LimitClient;
  beforeEach(async () => {
    client = await LimitClient.open(database);
  });

  test("are taken of all limits named or of none, and whoever gets none is told when to ask again", async () => {
    const [wide, narrow] = [await client.limitOf(2), await client.limitOf(1)];
    expect((await client.take([narrow, wide])).body).toEqual([
      { id: expect.any(String), name: wide, limit: 2 },
      { id: expect.any(String), name: narrow, limit: 1 },
    ]);
    expect(await client.take([narrow, wide])).toEqual({ status: 423, body: { detail: "Locked" } });
    expect([await client.activeOf(wide), await client.activeOf(narrow)]).toEqual([1, 1]);
    await client.giveBack([narrow, "none"], 5);
    expect(await client.activeOf(narrow)).toBe(0);
  });

  test("of a rate limit free themselves, however often somebody asks in vain", async () => {
    const names = [await client.limitOf(1, { slot_decay_per_second: 0.5 })];
    const ask = async () => (await client.take(names, 1, { mode: "rate_limit" })).status;
    expect(await ask()).toBe(200);
    for (let asked = 0; asked < 19; asked++) {
      client.deps.advance(0.1);
      expect(await ask()).toBe(423);
    }
    client.deps.advance(0.1);
    expect(await ask()).toBe(200);
  });

  test("that can never be had are refused", async () => {
    const name = await client.limitOf(2);
    expect(await client.take([name], 3)).toEqual({
      status: 422,
      body: { detail: "Slots requested is greater than the limit" },
    });
    expect((await client.take([name], 1, { mode: "rate_limit" })).status).toBe(422);
    expect(await client.activeOf(name)).toBe(0);
  });
});

describeOnDatabases("slots of a lease", (database) => {
  let client: LimitClient;
  beforeEach(async () => {
    client = await LimitClient.open(database);
  });

  test("are given back once, whatever became of the limit meanwhile", async () => {
    const [first, second] = [await client.limitOf(3), await client.limitOf(3)];
    const [one, two] = [await client.lease([first, second], 2), await client.lease([first])];
    expect([await client.activeOf(first), await client.activeOf(second)]).toEqual([3, 2]);
    await client.change(first, { active: false });
    await client.release(one);
    await client.release(one);
    expect([await client.activeOf(first), await client.activeOf(second)]).toEqual([1, 0]);
    await client.remove(first);
    expect(await client.renew(two)).toBe(204);
    await client.release(two);
    expect(await client.renew(two)).toBe(410);
  });

  test("are not taken of a limit that is not active, and so not given back when it is", async () => {
    const name = await client.limitOf(2, { active: false, active_slots: 1 });
    const id = await client.lease([name]);
    await client.change(name, { active: true });
    await client.release(id);
    expect(await client.activeOf(name)).toBe(1);
  });

  test("that many ask for at once go to as many as there are", async () => {
    const names = [await client.limitOf(5), await client.limitOf(7)];
    const asked = await Promise.all(
      Array.from({ length: 20 }, (_, index) => client.askForLease(index % 2 === 0 ? names : names.toReversed())),
    );
    expect(asked.filter(({ status }) => status === 200)).toHaveLength(5);
    expect(asked.filter(({ status }) => status === 423)).toHaveLength(15);
    await Promise.all(asked.flatMap((answer) => leaseIdOf(answer) ?? []).map((id) => client.release(id)));
    expect([await client.activeOf(names[0] ?? ""), await client.activeOf(names[1] ?? "")]).toEqual([0, 0]);
  });
});

describeOnDatabases("slots of a lease that its client names", (database) => {
  let client: LimitClient;
  beforeEach(async () => {
    client = await LimitClient.open(database);
  });

  test("are taken once, however often a request for them comes, and not when it comes after they were given back", async () => {
    const names = [await client.limitOf(2)];
    const active = () => client.activeOf(names[0] ?? "");
    const [id, other] = [randomUUID(), randomUUID()];
    const answers = await Promise.all([1, 2, 3].map(() => client.askForLeaseAs(id, names)));
    expect(answers.map(leaseIdOf)).toEqual([id, id, id]);
    expect(await client.askForLeaseAs(id, names)).toEqual(answers[0]);
    expect(leaseIdOf(await client.askForLeaseAs(other, names))).toBe(other);
    expect(await active()).toBe(2);
    await client.release(id);
    expect([(await client.askForLeaseAs(id, names)).status, await client.renew(id), await active()]).toEqual([
      423, 410, 1,
    ]);
    await client.release(id);
    expect(await active()).toBe(1);
    client.deps.advance(121);
    await client.store.command("endSlotLeases", { endedBy: client.deps.now(), limit: 100 });
    expect(leaseIdOf(await client.askForLeaseAs(id, names))).toBe(id);
    expect(await active()).toBe(2);
    expect((await client.askForLeaseAs("none", names)).status).toBe(400);
  });
});
