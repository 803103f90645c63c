import { createDeployment } from "@tutti/client/deployments";
import { filterEvents } from "@tutti/client/events";
import { registerFlow } from "@tutti/client/flows";
import { createWorkPool } from "@tutti/client/work-pools";
import { expect, test } from "vitest";
import { emitEvent } from "../../src/events/emit-event.ts";
import { flow } from "../../src/flow.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";
import { createRun, PROGRAMS } from "../support/deployed.ts";
import { executed } from "../support/executed-run.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

async function eventsOf(event: string) {
  return (await filterEvents(records.api, { filter: { event: { name: [event] }, order: "ASC" } })).events;
}

test("an event is on record as it was told, and follows another", async () => {
  const occurred = new Date(Date.now() - 60_000);
  const placed = await emitEvent({
    event: "order.placed",
    resource: { id: "order.17", name: "Order 17", "shop.country": "de" },
    related: [{ id: "customer.3", role: "customer" }],
    payload: { items: 2, at: occurred },
    occurred,
    id: "018f0000-0000-7000-8000-000000000001",
  });
  const shipped = await emitEvent({ event: "order.shipped", resource: "order.17", follows: placed });
  expect(await eventsOf("order.placed")).toEqual([
    {
      id: "018f0000-0000-7000-8000-000000000001",
      event: "order.placed",
      occurred: occurred.toISOString().replace("Z", "000Z"),
      received: expect.any(String),
      resource: { "prefect.resource.id": "order.17", "prefect.resource.name": "Order 17", "shop.country": "de" },
      related: [{ "prefect.resource.id": "customer.3", "prefect.resource.role": "customer" }],
      payload: { items: 2, at: occurred.toISOString() },
      follows: null,
    },
  ]);
  expect(await eventsOf("order.shipped")).toMatchObject([{ id: shipped.id, follows: placed.id, payload: {} }]);
});

test("what happened more than five minutes before is not followed", async () => {
  const before = { id: "018f0000-0000-7000-8000-000000000002", occurred: new Date(Date.now() - 301_000) };
  await emitEvent({ event: "order.late", resource: "order.17", follows: before });
  expect(await eventsOf("order.late")).toMatchObject([{ follows: null }]);
});

test("within a run an event is related to the run, its task, its flow and their tags", async () => {
  const emit = task({ tags: ["b"] }, async function emit() {
    await emitEvent({ event: "order.inside", resource: "order.17" });
    return runtime.taskRun?.id;
  });
  let ids: (string | undefined)[] = [];
  await flow({ name: "emits", tags: ["a"] }, async () => {
    ids = [runtime.flowRun?.id, await emit()];
  })();
  const [event] = await eventsOf("order.inside");
  const roles = event?.related.map((one) => [one["prefect.resource.role"], one["prefect.resource.id"]]);
  expect(roles).toEqual([
    ["flow-run", `prefect.flow-run.${ids[0]}`],
    ["task-run", `prefect.task-run.${ids[1]}`],
    ["flow", expect.stringMatching(/^prefect\.flow\./)],
    ["tag", "prefect.tag.a"],
    ["tag", "prefect.tag.b"],
  ]);
});

test("the run of a deployment is related to that, its queue and its pool, too", async () => {
  await createWorkPool(records.api, { name: "events-pool", type: "process" });
  const { id: flow_id } = await registerFlow(records.api, { name: "emits" });
  const deployment = await createDeployment(records.api, {
    flow_id,
    name: "in-a-pool",
    entrypoint: "emits.ts:emits",
    path: PROGRAMS,
    work_pool_name: "events-pool",
    tags: ["deployment-tag"],
  });
  const { id } = await createRun(records.api, deployment.id);
  await executed(id, records.env).ended();
  const [event] = await eventsOf("deployed.emitted");
  expect(event?.related.map((one) => [one["prefect.resource.role"], one["prefect.resource.name"]])).toEqual([
    ["flow-run", expect.any(String)],
    ["flow", "emits"],
    ["deployment", "in-a-pool"],
    ["work-queue", "default"],
    ["work-pool", "events-pool"],
    ["tag", undefined],
  ]);
  expect(event?.related.at(-1)?.["prefect.resource.id"]).toBe("prefect.tag.deployment-tag");
});

test.each([
  [{ event: "", resource: "a" }, "emitEvent needs an event: what happened"],
  [{ event: "a", resource: {} }, "emitEvent needs a resource with an id: what it happened to"],
  [{ event: "a", resource: "a", related: [{ id: "b" }] }, "What an event is related to needs an id and a role"],
])("%j is no event", async (options, message) => {
  await expect(emitEvent(options)).rejects.toThrow(new TypeError(message));
});

test("an event that is too large is refused, and says so", async () => {
  const event = emitEvent({ event: "a", resource: "a", payload: { text: "x".repeat(1_500_000) } });
  await expect(event).rejects.toMatchObject({ code: "too_large" });
});
