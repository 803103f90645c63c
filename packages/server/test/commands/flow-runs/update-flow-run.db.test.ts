import { randomUUID } from "node:crypto";
import type { LiveChange } from "@tutti/core/wire/live";
import { expect, test } from "vitest";
import { describeOnDatabases } from "../../support/databases.ts";
import { newFlowRun } from "../../support/requests.ts";

describeOnDatabases("updating a flow run", (database) => {
  test("writes the fields that are present and no others", async () => {
    const { store, deps } = await database.open();
    const id = await newFlowRun(store, { name: "before", tags: ["a"], flow_version: "1" });
    const before = await store.read("readFlowRun", { id });
    const changes: LiveChange[] = [];
    store.onChanges((told) => changes.push(...told));
    deps.advance(1);
    const update = {
      name: "after",
      infrastructure_pid: "17",
      empirical_policy: { max_retries: 0, retry_delay_seconds: 0, retries: 2 },
    };
    await store.command("updateFlowRun", { id, update, epoch: null });
    const after = await store.read("readFlowRun", { id });
    expect(after).toEqual({
      ...before,
      name: "after",
      infrastructure_pid: "17",
      empirical_policy: { ...before?.empirical_policy, retries: 2 },
      updated: after?.updated,
      estimated_start_time_delta: 1,
    });
    expect(changes).toEqual([{ kind: "flow-run", flow_run: after }]);
  });

  test.each([
    { title: "a null that can be", update: { flow_version: null }, field: "flow_version", value: null },
    { title: "no name at all: a run has one", update: { name: null }, field: "name", value: "kept" },
  ])("takes $title", async ({ update, field, value }) => {
    const { store } = await database.open();
    const id = await newFlowRun(store, { name: "kept", flow_version: "1" });
    await store.command("updateFlowRun", { id, update, epoch: null });
    expect(await store.read("readFlowRun", { id })).toMatchObject({ [field]: value });
  });
});

describeOnDatabases("an update of a flow run", (database) => {
  test("refuses job variables of a run that is not scheduled", async () => {
    const { store } = await database.open();
    const id = await newFlowRun(store);
    const update = store.command("updateFlowRun", { id, update: { job_variables: { a: 1 } }, epoch: null });
    const detail = "Job variables for a flow run in state PENDING cannot be updated";
    await expect(update).rejects.toMatchObject({ code: "bad_request", detail });
  });

  test("adds labels and replaces those of the same key", async () => {
    const { store } = await database.open();
    const id = await newFlowRun(store, { labels: { a: 1, b: 1 } });
    await store.command("updateFlowRunLabels", { id, labels: { b: 2, c: "x" } });
    expect((await store.read("readFlowRun", { id }))?.labels).toMatchObject({ a: 1, b: 2, c: "x" });
  });

  test("of what does not exist is refused", async () => {
    const { store } = await database.open();
    const id = randomUUID();
    const missing = { code: "not_found" };
    await expect(store.command("updateFlowRun", { id, update: {}, epoch: null })).rejects.toMatchObject(missing);
    await expect(store.command("updateFlowRunLabels", { id, labels: {} })).rejects.toMatchObject(missing);
    await expect(store.command("updateFlow", { id, update: {} })).rejects.toMatchObject(missing);
    await expect(store.command("updateTaskRun", { id, update: {}, epoch: null })).rejects.toMatchObject(missing);
  });
});
