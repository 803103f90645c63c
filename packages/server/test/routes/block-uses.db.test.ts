import { expect, test } from "vitest";
import { idOf } from "../support/block-kind.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";

const TRIGGER = { type: "event", posture: "Reactive", expect: ["x"], threshold: 1, within: 0 };
const TEMPLATE = { token: "{{ prefect.blocks.plain-kind.inner }}" };
const POOL = {
  name: "pool",
  type: "docker",
  base_job_template: {
    job_configuration: { command: "{{ command }}" },
    variables: {
      type: "object",
      properties: { command: { type: "string" }, env: { type: "object", default: TEMPLATE } },
    },
  },
};

function maker(client: RouteClient) {
  return async (path: string, body: object) => idOf(await client.expect(201, "POST", path, body));
}
type Make = ReturnType<typeof maker>;

/** A block in another, and one whose name begins as its does. */
async function makeBlocks(make: Make): Promise<{ inner: string; outer: string }> {
  const block_type_id = await make("/block_types", { name: "Plain kind", slug: "plain-kind" });
  const schema = { block_type_id, fields: { title: "Plain" }, capabilities: ["read-path", "write-path"] };
  const kind = { block_type_id, block_schema_id: await make("/block_schemas", schema) };
  const inner = await make("/block_documents", { ...kind, name: "inner", data: {} });
  await make("/block_documents", { ...kind, name: "innermost", data: {} });
  const data = { credentials: { $ref: { block_document_id: inner } } };
  return { inner, outer: await make("/block_documents", { ...kind, name: "outer", data }) };
}

/** Deployments that name it in each of their places, and one that names the other. */
async function makeDeployments(make: Make, inner: string): Promise<string[]> {
  const flow_id = await make("/flows", { name: "main-flow" });
  const deploy = (name: string, body: object) => make("/deployments", { name, flow_id, ...body });
  await deploy("e", { job_variables: { t: "{{ prefect.blocks.plain-kind.innermost }}" } });
  return [
    await deploy("a", { storage_document_id: inner }),
    await deploy("b", { pull_steps: [{ git_clone: TEMPLATE }] }),
    await deploy("c", { job_variables: { env: TEMPLATE } }),
    await deploy("d", { parameters: { block: { $ref: inner } } }),
  ];
}

describeOnDatabases("a block's uses", (database) => {
  test("are the blocks, deployments, automations and pools that name it, and the server's own setting", async () => {
    const { store, deps } = await database.open();
    const client = new RouteClient(store, deps);
    const make = maker(client);
    const { inner: id, outer } = await makeBlocks(make);
    expect(await client.expect(200, "GET", `/tutti/blocks/${outer}/uses`)).toEqual([]);
    const [stored, pulled, varied, given] = await makeDeployments(make, id);
    const actions = [{ type: "send-notification", block_document_id: id, body: "failed" }];
    const automation = await make("/automations", { name: "tell", trigger: TRIGGER, actions });
    const pool = await make("/work_pools", POOL);
    await client.expect(200, "PUT", "/admin/storage", { default_result_storage_block_id: id });
    expect(await client.expect(200, "GET", `/tutti/blocks/${id}/uses`)).toEqual([
      { kind: "block", id: outer, name: "outer", as: "credentials" },
      { kind: "deployment", id: stored, name: "a", as: "storage" },
      { kind: "deployment", id: pulled, name: "b", as: "pull steps" },
      { kind: "deployment", id: varied, name: "c", as: "job variables" },
      { kind: "deployment", id: given, name: "d", as: "parameters" },
      { kind: "automation", id: automation, name: "tell", as: "action" },
      { kind: "work-pool", id: pool, name: "pool", as: "job template" },
      { kind: "result-storage", id: null, name: "Results", as: "default storage" },
    ]);
  });

  test("of no block are not found", async () => {
    const { store, deps } = await database.open();
    const client = new RouteClient(store, deps);
    expect(await client.ask("GET", "/tutti/blocks/00000000-0000-7000-8000-000000000000/uses")).toMatchObject({
      status: 404,
    });
  });
});
