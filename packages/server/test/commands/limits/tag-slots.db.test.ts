import { beforeEach, expect, test } from "vitest";
import { describeOnDatabases } from "../../support/databases.ts";
import { LimitClient } from "../../support/limit-client.ts";
import { newFlowRun, proposeState, stateRequest, taskRunRequest } from "../../support/requests.ts";

const limits = "/concurrency_limits";
let keys = 0;

let client: LimitClient;

/** A limit of a tag of its own. */
async function tagOf(concurrency_limit: number): Promise<string> {
  const tag = `t${++keys}`;
  await client.routes.expect(201, "POST", `${limits}/`, { tag, concurrency_limit });
  return tag;
}
async function taskOf(tags: string[], flow_run_id: string | null = null): Promise<string> {
  const create = taskRunRequest({ flow_run_id, task_key: "k", dynamic_key: String(++keys), tags });
  return (await client.store.command("createTaskRun", { create, epoch: null })).task_run.id;
}
const propose = async (id: string, type: "RUNNING" | "CANCELLING" | "COMPLETED" | "CRASHED", force = false) =>
  (await client.store.command("setTaskRunState", { id, state: stateRequest({ type }), force, epoch: null })).status;
const holdersOf = async (tag: string) =>
  Reflect.get(Object(await client.routes.expect(200, "GET", `${limits}/tag/${tag}`)), "active_slots") as string[];

describeOnDatabases("the slots of tags", (database) => {
  beforeEach(async () => {
    client = await LimitClient.open(database);
  });

  test("are taken of all tags of a task or of none, and given back when it runs no more", async () => {
    const [a, b] = [await tagOf(1), await tagOf(2)];
    const [one, two] = [await taskOf([a, b, "unlimited"]), await taskOf([b, a])];
    expect(await propose(one, "RUNNING")).toBe("ACCEPT");
    expect(await propose(two, "RUNNING")).toBe("WAIT");
    expect([await holdersOf(a), await holdersOf(b)]).toEqual([[one], [one]]);
    expect(await propose(one, "CANCELLING")).toBe("ACCEPT");
    expect(await holdersOf(a)).toEqual([one]);
    await propose(one, "CRASHED", true);
    expect([await holdersOf(a), await holdersOf(b)]).toEqual([[], []]);
    expect(await client.activeOf(`tag:${b}`)).toBe(0);
    expect(await propose(two, "RUNNING")).toBe("ACCEPT");
  });

  test("are never had where the limit is 0, and always where it is not active", async () => {
    const tag = await tagOf(0);
    expect(await propose(await taskOf([tag]), "RUNNING")).toBe("ABORT");
    await client.change(`tag:${tag}`, { active: false });
    expect(await propose(await taskOf([tag]), "RUNNING")).toBe("ACCEPT");
    expect(await client.activeOf(`tag:${tag}`)).toBe(0);
  });

  test("go back when the task run is deleted, or its flow run", async () => {
    const tag = await tagOf(2);
    const flowRun = await newFlowRun(client.store);
    await proposeState(client.store, flowRun, { type: "RUNNING" });
    const [alone, child] = [await taskOf([tag]), await taskOf([tag], flowRun)];
    for (const id of [alone, child]) expect(await propose(id, "RUNNING")).toBe("ACCEPT");
    expect(await client.activeOf(`tag:${tag}`)).toBe(2);
    await client.routes.expect(204, "DELETE", `/task_runs/${alone}`);
    await client.routes.expect(204, "DELETE", `/flow_runs/${flowRun}`);
    expect(await client.activeOf(`tag:${tag}`)).toBe(0);
  });
});

describeOnDatabases("the slots of tags", (database) => {
  beforeEach(async () => {
    client = await LimitClient.open(database);
  });

  test("are freed by a reset, those of other tags of the same task with them", async () => {
    const [a, b] = [await tagOf(1), await tagOf(1)];
    const task = await taskOf([a, b]);
    await propose(task, "RUNNING");
    await client.routes.expect(200, "POST", `${limits}/tag/${a}/reset`, {});
    expect([await holdersOf(a), await holdersOf(b)]).toEqual([[], []]);
    await client.routes.expect(200, "POST", `${limits}/tag/${a}/reset`, { slot_override: [task] });
    expect([await holdersOf(a), await client.activeOf(`tag:${a}`)]).toEqual([[task], 1]);
  });

  test("that the task's own process leased are its to renew, and end with its lease", async () => {
    const tag = await tagOf(1);
    const holder = { type: "task_run", id: await taskOf([tag]) };
    const lease = await client.lease([`tag:${tag}`], 1, { holder, lease_duration: 60 });
    expect(await holdersOf(tag)).toEqual([holder.id]);
    client.deps.advance(61);
    expect(await holdersOf(tag)).toEqual([]);
    expect(await client.renew(lease)).toBe(204);
    expect(await holdersOf(tag)).toEqual([holder.id]);
  });
});
