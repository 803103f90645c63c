import type { LeaseSupport } from "@tutti/core/client-version";
import { addSeconds, formatInstant } from "@tutti/core/instant";
import { beforeEach, expect, test } from "vitest";
import { describeOnDatabases } from "../../support/databases.ts";
import { LimitClient } from "../../support/limit-client.ts";
import { newFlow, stateRequest } from "../../support/requests.ts";

let client: LimitClient;

interface Limited {
  readonly name: string;
  readonly run: () => Promise<string>;
}

/** A deployment of which so many runs may be under way. */
async function deploymentOf(concurrency_limit: number, concurrency_options: object | null = null): Promise<Limited> {
  const flow_id = await newFlow(client.store);
  const body = { name: "d", flow_id, concurrency_limit, concurrency_options };
  const { id } = Object(await client.routes.expect(201, "POST", "/deployments/", body)) as { id: string };
  return {
    name: `deployment:${id}`,
    async run() {
      const made = await client.routes.expect(201, "POST", `/deployments/${id}/create_flow_run`, {});
      return String(Reflect.get(Object(made), "id"));
    },
  };
}

async function propose(id: string, type: "PENDING" | "RUNNING" | "COMPLETED" | "FAILED", more: object = {}) {
  const {
    leaseSupport = "renews",
    policy = "client",
    ...state
  } = more as {
    leaseSupport?: LeaseSupport;
    policy?: "client" | "forced";
  };
  const proposal = { state: stateRequest({ type, ...state }), policy, leaseSupport, epoch: null };
  return client.store.command("setFlowRunState", { id, ...proposal });
}
const leaseOf = async (id: string) =>
  (await client.store.read("readFlowRun", { id }))?.state?.state_details?.deployment_concurrency_lease_id ?? null;
const endLeases = () => client.store.command("endSlotLeases", { endedBy: client.deps.now(), limit: 100 });

describeOnDatabases("the slots of a deployment are taken", (database) => {
  beforeEach(async () => {
    client = await LimitClient.open(database);
  });

  test("when a run is taken, and given back when it ends", async () => {
    const { name, run } = await deploymentOf(1);
    const [first, second] = [await run(), await run()];
    expect((await propose(first, "PENDING")).status).toBe("ACCEPT");
    expect(await propose(second, "PENDING")).toMatchObject({
      status: "REJECT",
      state: {
        type: "SCHEDULED",
        name: "AwaitingConcurrencySlot",
        state_details: { scheduled_time: formatInstant(addSeconds(client.deps.now(), 30)) },
      },
    });
    await propose(first, "RUNNING");
    expect(await client.activeOf(name)).toBe(1);
    await propose(first, "COMPLETED");
    expect(await client.activeOf(name)).toBe(0);
    expect((await propose(second, "PENDING")).status).toBe("ACCEPT");
  });

  test("or not: a run too many is cancelled where the deployment says so", async () => {
    const { run } = await deploymentOf(1, { collision_strategy: "CANCEL_NEW" });
    await propose(await run(), "PENDING");
    expect(await propose(await run(), "PENDING")).toMatchObject({ status: "REJECT", state: { type: "CANCELLED" } });
  });

  test("by as many runs as there are slots, however many ask at once", async () => {
    const { name, run } = await deploymentOf(3);
    const runs = await Promise.all(Array.from({ length: 12 }, run));
    const answers = await Promise.all(runs.map((id) => propose(id, "PENDING")));
    expect(answers.filter(({ status }) => status === "ACCEPT")).toHaveLength(3);
    expect(await client.activeOf(name)).toBe(3);
    await Promise.all(runs.map((id) => client.routes.expect(204, "DELETE", `/flow_runs/${id}`)));
    expect(await client.activeOf(name)).toBe(0);
  });
});

describeOnDatabases("the slots of a deployment are held by a lease", (database) => {
  beforeEach(async () => {
    client = await LimitClient.open(database);
  });

  test("that lasts as long as the deployment says, and is given its whole time when the run starts", async () => {
    const { name, run } = await deploymentOf(1, { collision_strategy: "ENQUEUE", grace_period_seconds: 60 });
    const id = await run();
    await propose(id, "PENDING");
    client.deps.advance(59);
    await propose(id, "RUNNING");
    client.deps.advance(59);
    await endLeases();
    expect(await client.activeOf(name)).toBe(1);
    client.deps.advance(1);
    await endLeases();
    expect(await client.activeOf(name)).toBe(0);
    await propose(id, "COMPLETED");
    expect(await client.activeOf(name)).toBe(0);
  });

  test("and taken again when it ended before the run started, or the run is cancelled", async () => {
    const { name, run } = await deploymentOf(1);
    const [slow, quick] = [await run(), await run()];
    await propose(slow, "PENDING");
    const lost = await leaseOf(slow);
    client.deps.advance(300);
    await endLeases();
    expect((await propose(slow, "RUNNING")).status).toBe("ACCEPT");
    expect(await leaseOf(slow)).not.toBe(lost);
    await propose(slow, "COMPLETED");
    await propose(quick, "PENDING");
    client.deps.advance(300);
    await endLeases();
    const other = await run();
    await propose(other, "PENDING");
    expect(await propose(quick, "RUNNING")).toMatchObject({ status: "REJECT", state: { type: "CANCELLED" } });
    expect(await client.activeOf(name)).toBe(1);
  });

  test("that never ends for a client that renews none, until its run does", async () => {
    const { name, run } = await deploymentOf(1);
    const id = await run();
    await propose(id, "PENDING", { leaseSupport: "holds" });
    await propose(id, "RUNNING", { leaseSupport: "holds" });
    client.deps.advance(1e6);
    await endLeases();
    expect(await client.activeOf(name)).toBe(1);
    await propose(id, "FAILED", { policy: "forced" });
    expect(await client.activeOf(name)).toBe(0);
  });
});

describeOnDatabases("the slots of a deployment", (database) => {
  beforeEach(async () => {
    client = await LimitClient.open(database);
  });

  test("are not taken for a client that takes them itself, nor of a limit that is not active", async () => {
    const { name, run } = await deploymentOf(1);
    expect((await propose(await run(), "PENDING", { leaseSupport: "takes-itself" })).status).toBe("ACCEPT");
    await client.change(name, { active: false });
    for (const id of [await run(), await run()]) expect((await propose(id, "PENDING")).status).toBe("ACCEPT");
    await client.change(name, { active: true, limit: 0 });
    expect((await propose(await run(), "PENDING")).status).toBe("ABORT");
    expect(await client.activeOf(name)).toBe(0);
  });
});
