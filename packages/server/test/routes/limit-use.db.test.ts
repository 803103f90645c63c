import { type WaitingFacts, waitingFacts } from "@tutti/core/wire/dashboard-work";
import { deploymentLimits, type LimitUse, limitUse } from "@tutti/core/wire/limit-use";
import type { LiveChange } from "@tutti/core/wire/live";
import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { describeOnDatabases, type DatabaseUnderTest } from "../support/databases.ts";
import { leaseIdOf, LimitClient } from "../support/limit-client.ts";

const made = z.looseObject({ id: z.string() });

/** Runs, tasks and limits as the routes make them. */
class Parties {
  readonly client: LimitClient;

  static async open(database: DatabaseUnderTest): Promise<Parties> {
    return new Parties(await LimitClient.open(database));
  }

  private constructor(client: LimitClient) {
    this.client = client;
  }

  async post(path: string, body: object): Promise<string> {
    return made.parse(await this.client.routes.expect(201, "POST", path, body)).id;
  }

  /** A run of a flow of its own that is under way. */
  async run(flow: string): Promise<{ id: string; name: string }> {
    const flow_id = await this.post("/flows/", { name: `${flow} ${this.client.deps.newId()}` });
    const name = `run of ${flow}`;
    const id = await this.post("/flow_runs/", { flow_id, name });
    const body = { state: { type: "RUNNING" }, force: true };
    await this.client.routes.expect(201, "POST", `/flow_runs/${id}/set_state`, body);
    return { id, name };
  }

  task(flow_run_id: string, name: string): Promise<string> {
    return this.post("/task_runs/", { flow_run_id, task_key: "t", dynamic_key: name, name });
  }

  async idOf(name: string): Promise<string> {
    return made.parse(await this.client.routes.expect(200, "GET", `/v2/concurrency_limits/${encodeURIComponent(name)}`))
      .id;
  }

  async useOf(id: string): Promise<LimitUse> {
    return limitUse.parse(await this.client.routes.expect(200, "GET", `/tutti/concurrency-limits/${id}`));
  }

  /** The limits whose slots a run waits for. */
  async limitsOf(runId: string): Promise<WaitingFacts["limits"]> {
    return waitingFacts.parse(await this.client.routes.expect(200, "GET", `/tutti/flow-runs/${runId}/waiting`)).limits;
  }

  iso(seconds = 0): string {
    return new Date(this.client.deps.now() / 1000 + seconds * 1000).toISOString().replace(/\.?0*Z$/, "Z");
  }
}

describeOnDatabases("who holds and who waits for slots", (database) => {
  let parties: Parties;
  let client: LimitClient;
  beforeEach(async () => {
    parties = await Parties.open(database);
    ({ client } = parties);
  });

  test("are told with what they are", async () => {
    const name = await client.limitOf(2);
    const id = await parties.idOf(name);
    const [first, second] = [await parties.run("first"), await parties.run("second")];
    const task = await parties.task(second.id, "t-0");
    const held = await client.lease([name], 2, { holder: { type: "flow_run", id: first.id }, lease_duration: 60 });
    const since = parties.iso();
    const ends = parties.iso(60);
    client.deps.advance(2);
    const ask = (slots = 1) => client.askForLease([name], slots, { holder: { type: "task_run", id: task } });
    const asked = parties.iso();
    expect((await ask()).status).toBe(423);
    client.deps.advance(1);
    expect((await ask()).status).toBe(423);
    const { holders, waiters, unleased, limit } = await parties.useOf(id);
    expect([limit.name, limit.active_slots, unleased]).toEqual([name, 2, 0]);
    expect(holders).toEqual([
      {
        lease_id: held,
        slots: 2,
        since,
        expires_at: ends,
        holder: {
          type: "flow_run",
          id: first.id,
          name: first.name,
          state_type: "RUNNING",
          state_name: "Running",
          flow_name: expect.stringMatching(/^first /),
          flow_run: null,
        },
      },
    ]);
    expect(waiters).toEqual([
      {
        slots: 1,
        since: asked,
        asks_again_at: expect.any(String),
        waiter: {
          type: "task_run",
          id: task,
          name: "t-0",
          state_type: "PENDING",
          state_name: "Pending",
          flow_name: null,
          flow_run: second,
        },
      },
    ]);
  });
});

describeOnDatabases("the limits that a run waits for", (database) => {
  test("are those of its tasks, too", async () => {
    const parties = await Parties.open(database);
    const { client } = parties;
    const name = await client.limitOf(2);
    const [first, second] = [await parties.run("first"), await parties.run("second")];
    const task = await parties.task(second.id, "t-0");
    await client.lease([name], 2, { holder: { type: "flow_run", id: first.id }, lease_duration: 60 });
    await client.askForLease([name], 1, { holder: { type: "task_run", id: task } });
    expect(await parties.limitsOf(first.id)).toEqual([]);
    const id = await parties.idOf(name);
    const asked = {
      id,
      name,
      limit: 2,
      active_slots: 2,
      task_run_id: task,
      task_name: "t-0",
      slots: 1,
      since: parties.iso(),
    };
    expect(await parties.limitsOf(second.id)).toEqual([asked]);
  });
});

describeOnDatabases("who looks at a run that waits for slots", (database) => {
  test("is told when it begins to wait and when that is over, not each time it asks", async () => {
    const parties = await Parties.open(database);
    const { client } = parties;
    const told: LiveChange[] = [];
    const stop = client.store.onChanges((changes) => told.push(...changes));
    const news = () => told.splice(0).filter(({ kind }) => kind === "waiting");
    const [name, tag] = [await client.limitOf(1), client.deps.newId()];
    await parties.post("/concurrency_limits/", { tag, concurrency_limit: 1 });
    const held = await client.lease([name]);
    const { id } = await parties.run("loud");
    const change = { kind: "waiting", flow_run_id: id };
    const ask = (rest: object) => client.askForLease([name], 1, rest);
    const holder = { type: "flow_run", id };
    await ask({ holder });
    expect(news()).toEqual([change]);
    client.deps.advance(1);
    await ask({ holder });
    await ask({});
    expect(news()).toEqual([]);
    client.deps.advance(120);
    await ask({ holder });
    expect(news()).toEqual([change]);
    await client.release(held);
    await ask({ holder });
    expect(news()).toEqual([change]);

    const [first, second] = [await parties.task(id, "t-0"), await parties.task(id, "t-1")];
    const take = (taskRunId: string) => client.store.command("takeSlotsOfTags", { tags: [tag], taskRunId });
    await take(first);
    expect(news()).toEqual([]);
    await take(second);
    expect(news()).toEqual([change]);
    await client.store.command("giveBackSlotsOfTags", { tags: [tag], taskRunId: first });
    await take(second);
    expect(news()).toEqual([change]);
    stop();
  });
});

describeOnDatabases("who waits for slots", (database) => {
  let parties: Parties;
  let client: LimitClient;
  beforeEach(async () => {
    parties = await Parties.open(database);
    ({ client } = parties);
  });

  test("who does not ask again is taken to have given up, and is forgotten", async () => {
    const name = await client.limitOf(1);
    const id = await parties.idOf(name);
    await client.take([name]);
    const { id: runId } = await parties.run("patient");
    const ask = () => client.askForLease([name], 1, { holder: { type: "flow_run", id: runId } });
    await ask();
    const first = (await parties.useOf(id)).waiters[0]?.since;
    expect(await parties.limitsOf(runId)).toEqual([
      { id, name, limit: 1, active_slots: 1, task_run_id: null, task_name: null, slots: 1, since: first },
    ]);
    client.deps.advance(120);
    expect((await parties.useOf(id)).waiters).toEqual([]);
    expect(await parties.limitsOf(runId)).toEqual([]);
    await ask();
    expect((await parties.useOf(id)).waiters[0]?.since).not.toBe(first);
    client.deps.advance(120);
    await client.store.command("endSlotLeases", { endedBy: client.deps.now(), limit: 100 });
    await client.remove(name);
    expect(await client.routes.ask("GET", `/tutti/concurrency-limits/${id}`)).toMatchObject({ status: 404 });
  });

  test("who gets slots waits no more", async () => {
    const name = await client.limitOf(1);
    const held = await client.lease([name]);
    const { id } = await parties.run("lucky");
    const ask = () => client.askForLease([name], 1, { holder: { type: "flow_run", id } });
    expect(leaseIdOf(await ask())).toBeNull();
    await client.release(held);
    expect(leaseIdOf(await ask())).not.toBeNull();
    const { holders, waiters } = await parties.useOf(await parties.idOf(name));
    expect([holders.map(({ holder }) => holder?.id), waiters]).toEqual([[id], []]);
  });

  test("slots without a lease are counted, and holders that are gone or unknown told as such", async () => {
    const name = await client.limitOf(5);
    await client.take([name], 2);
    await client.lease([name]);
    const gone = client.deps.newId();
    await client.lease([name], 1, { holder: { type: "flow_run", id: gone } });
    const { holders, unleased } = await parties.useOf(await parties.idOf(name));
    expect(unleased).toBe(2);
    expect(holders.map(({ holder }) => holder && { id: holder.id, name: holder.name })).toEqual([
      null,
      { id: gone, name: null },
    ]);
  });
});

describeOnDatabases("slots of tags and deployments", (database) => {
  let parties: Parties;
  let client: LimitClient;
  beforeEach(async () => {
    parties = await Parties.open(database);
    ({ client } = parties);
  });

  test("a task that finds no slot of its tag waits for it", async () => {
    const tag = `io-${client.deps.newId()}`;
    const id = made.parse(
      await client.routes.expect(201, "POST", "/concurrency_limits/", { tag, concurrency_limit: 1 }),
    ).id;
    const { id: flow_run_id } = await parties.run("tagged");
    const tasks = [await parties.task(flow_run_id, "t-0"), await parties.task(flow_run_id, "t-1")];
    const take = (task_run_id: string | undefined) =>
      client.routes.ask("POST", "/concurrency_limits/increment", { names: [tag], task_run_id });
    expect([(await take(tasks[0])).status, (await take(tasks[1])).status]).toEqual([200, 423]);
    const { holders, waiters } = await parties.useOf(id);
    expect([holders.map(({ holder }) => holder?.name), waiters.map(({ waiter }) => waiter.name)]).toEqual([
      ["t-0"],
      ["t-1"],
    ]);
  });

  test("of deployments are their runs", async () => {
    const flow_id = await parties.post("/flows/", { name: `etl ${client.deps.newId()}` });
    const deployment = await parties.post("/deployments/", { name: "prod", flow_id, concurrency_limit: 1 });
    const runs = [
      await parties.post(`/deployments/${deployment}/create_flow_run`, {}),
      await parties.post(`/deployments/${deployment}/create_flow_run`, {}),
    ];
    for (const id of runs)
      await client.routes.ask("POST", `/flow_runs/${id}/set_state`, { state: { type: "PENDING" } });
    const rows = deploymentLimits.parse(await client.routes.expect(200, "GET", "/tutti/deployment-limits"));
    const row = rows.find((each) => each.deployment.id === deployment);
    expect(row).toMatchObject({ deployment: { name: "prod" }, limit: 1, active_slots: 1, waiting: 1 });
    const use = await parties.useOf(row?.id ?? "");
    expect(use.deployment).toEqual({ id: deployment, name: "prod", flow_name: expect.stringMatching(/^etl /) });
    expect([use.holders.map(({ holder }) => holder?.id), use.waiters.map(({ waiter }) => waiter.id)]).toEqual([
      [runs[0]],
      [runs[1]],
    ]);
    expect(use.waiters[0]?.waiter.state_name).toBe("AwaitingConcurrencySlot");
  });
});
