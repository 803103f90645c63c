import { formatInstant } from "@tutti/core/instant";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../../support/databases.ts";
import { eventsOfResource } from "../../support/events-of-resource.ts";
import { flowRequest, flowRunRequest, proposeState } from "../../support/requests.ts";

describeOnDatabases("the event of a flow run's state", (database) => {
  test("stands in the same transaction, bears the state's id and tells what the protocol tells", async () => {
    const { store, deps } = await database.open();
    const { flow } = await store.command("createFlow", flowRequest({ name: "told", tags: ["b"] }));
    const create = flowRunRequest({ flow_id: flow.id, name: "brisk-aria", tags: ["c", "a"] });
    const { flow_run } = await store.command("createFlowRun", { create, epoch: null });
    deps.advance(1);
    const { state } = await proposeState(store, flow_run.id, { type: "RUNNING", message: "go" });
    const resource = `prefect.flow-run.${flow_run.id}`;
    const [, event] = await eventsOfResource(database, resource);
    expect(event).toEqual({
      id: state?.id,
      occurred: deps.now(),
      received: deps.now(),
      event: "prefect.flow-run.Running",
      resource_id: resource,
      resource: {
        "prefect.resource.id": resource,
        "prefect.resource.name": "brisk-aria",
        "prefect.run-count": "1",
        "prefect.state-message": "go",
        "prefect.state-name": "Running",
        "prefect.state-timestamp": formatInstant(deps.now()).replace("Z", "+00:00"),
        "prefect.state-type": "RUNNING",
      },
      related: [
        {
          "prefect.resource.id": `prefect.flow.${flow.id}`,
          "prefect.resource.role": "flow",
          "prefect.resource.name": "told",
        },
        { "prefect.resource.id": "prefect.tag.a", "prefect.resource.role": "tag" },
        { "prefect.resource.id": "prefect.tag.b", "prefect.resource.role": "tag" },
        { "prefect.resource.id": "prefect.tag.c", "prefect.resource.role": "tag" },
      ],
      payload: {
        intended: { from: "PENDING", to: "RUNNING" },
        initial_state: { type: "PENDING", name: "Pending" },
        validated_state: { type: "RUNNING", name: "Running", message: "go" },
      },
      follows: flow_run.state_id,
    });
  });
});

describeOnDatabases("an event", (database) => {
  test("follows the one before it only for five minutes", async () => {
    const { store, deps } = await database.open();
    const { flow } = await store.command("createFlow", flowRequest({ name: "slow", tags: [] }));
    const { flow_run } = await store.command("createFlowRun", {
      create: flowRunRequest({ flow_id: flow.id }),
      epoch: null,
    });
    deps.advance(301);
    await proposeState(store, flow_run.id, { type: "RUNNING" });
    const events = await eventsOfResource(database, `prefect.flow-run.${flow_run.id}`);
    expect(events.map((event) => event["follows"])).toEqual([null, null]);
  });

  test("is written for flows that are made, changed and deleted, too", async () => {
    const { store, deps } = await database.open();
    const { flow } = await store.command("createFlow", flowRequest({ name: "short-lived", tags: [] }));
    await store.command("createFlow", flowRequest({ name: "short-lived", tags: [] }));
    deps.advance(1);
    await store.command("updateFlow", { id: flow.id, update: { tags: ["x"] } });
    deps.advance(1);
    await store.command("deleteFlow", { id: flow.id });
    const events = await eventsOfResource(database, `prefect.flow.${flow.id}`);
    expect(events.map((event) => [event["event"], event["payload"]])).toEqual([
      ["prefect.flow.created", { name: "short-lived", tags: [], labels: {} }],
      ["prefect.flow.updated", { name: "short-lived", tags: ["x"], labels: {} }],
      ["prefect.flow.deleted", { name: "short-lived", tags: ["x"], labels: {} }],
    ]);
  });
});
