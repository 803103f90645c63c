import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Store } from "../../../src/store/store.ts";
import { describeOnDatabases } from "../../support/databases.ts";
import { newFlowRun, proposeState } from "../../support/requests.ts";

const SCHEMA = { type: "object", properties: { n: { type: "integer" } }, required: ["n"] };
const KEYSET = { schema: "paused-1-schema", response: "paused-1-response", description: "paused-1-description" };

async function pausedRun(store: Store, schema: string | null): Promise<string> {
  const id = await newFlowRun(store);
  await proposeState(store, id, { type: "RUNNING" });
  const asksForInput = schema === null ? {} : { run_input_keyset: KEYSET };
  await proposeState(store, id, { type: "PAUSED", state_details: { pause_key: "1", ...asksForInput } });
  if (schema !== null) {
    const input = { key: KEYSET.schema, value: schema, sender: null };
    await store.command("createFlowRunInput", { id, ...input });
  }
  return id;
}

function resume(store: Store, id: string, runInput: Record<string, unknown> | null) {
  return store.command("resumeFlowRun", { id, runInput, leaseSupport: "renews" });
}

describeOnDatabases("resuming a flow run", (database) => {
  test("that is paused lets it run on", async () => {
    const { store } = await database.open();
    const id = await pausedRun(store, null);
    expect(await resume(store, id, null)).toMatchObject({ status: "ACCEPT", state: { type: "RUNNING" } });
    expect(await store.read("readFlowRun", { id })).toMatchObject({ state_type: "RUNNING" });
  });

  test("that is not paused is aborted without a state", async () => {
    const { store } = await database.open();
    const id = await newFlowRun(store);
    const reason = "Cannot resume a flow run that is not paused.";
    const details = { type: "abort_details", reason };
    expect(await resume(store, id, null)).toMatchObject({ state: null, status: "ABORT", details, isNew: false });
  });

  test("that does not exist is refused", async () => {
    const { store } = await database.open();
    await expect(resume(store, randomUUID(), null)).rejects.toMatchObject({ code: "not_found" });
  });
});

describeOnDatabases("resuming a flow run that asked for input", (database) => {
  test("keeps the input under the key of the response", async () => {
    const { store } = await database.open();
    const id = await pausedRun(store, JSON.stringify(SCHEMA));
    expect((await resume(store, id, { n: 3 })).status).toBe("ACCEPT");
    const input = await store.read("readFlowRunInput", { id, key: KEYSET.response });
    expect(input).toMatchObject({ value: '{"n":3}', sender: null });
  });

  test.each([
    { title: "input that does not fit", schema: JSON.stringify(SCHEMA), input: { n: "three" } },
    { title: "no input where some is required", schema: JSON.stringify(SCHEMA), input: null },
    { title: "a schema that is no JSON", schema: "{", input: {} },
    { title: "a schema that refers to nothing", schema: '{"$ref": "#/$defs/gone"}', input: {} },
  ])("rejects $title, with abort details, and stays paused", async ({ schema, input }) => {
    const { store } = await database.open();
    const id = await pausedRun(store, schema);
    const answer = await resume(store, id, input);
    expect(answer).toMatchObject({ status: "REJECT", state: { type: "PAUSED" }, details: { type: "abort_details" } });
    expect(await store.read("readFlowRun", { id })).toMatchObject({ state_type: "PAUSED" });
  });
});
