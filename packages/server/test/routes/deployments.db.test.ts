import { expect, test } from "vitest";
import { formatInstant } from "@tutti/core/instant";
import { describeOnDatabases, type DatabaseUnderTest } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";

async function open(database: DatabaseUnderTest) {
  const { store, deps } = await database.open();
  const client = new RouteClient(store, deps);
  const name = deps.newId();
  const flow_id = idOf(await client.expect(201, "POST", "/flows/", { name, labels: { of: "flow" } }));
  return { client, deps, flow: name, flow_id };
}

function idOf(body: unknown): string {
  return String(Reflect.get(Object(body), "id"));
}

describeOnDatabases("a deployment that several make at once", (database) => {
  test("is one", async () => {
    const { client, flow_id } = await open(database);
    const make = (version: string) => client.ask("POST", "/deployments/", { name: "d", flow_id, version });
    const made = await Promise.all(["1", "2", "3", "4"].map(make));
    const statuses = made.map(({ status }) => status).toSorted((left, right) => left - right);
    expect(statuses).toEqual([200, 200, 200, 201]);
    const [id] = made.map(({ body }) => idOf(body));
    expect(made.map(({ body }) => idOf(body))).toEqual(Array(4).fill(id));
    expect(await client.expect(200, "GET", `/deployments/${id}`)).toMatchObject({ id, flow_id, name: "d" });
  });
});

describeOnDatabases("a deployment", (database) => {
  test("is made, read by id and by name, changed by its name, and deleted", async () => {
    const { client, deps, flow, flow_id } = await open(database);
    const created = await client.expect(201, "POST", "/deployments/", { name: "d", flow_id, tags: ["t"] });
    const at = formatInstant(deps.now());
    expect(created).toEqual(bareDeployment({ id: idOf(created), created: at, updated: at, flow_id, tags: ["t"] }));
    expect(await client.expect(200, "GET", `/deployments/${idOf(created)}`)).toEqual(created);
    expect(await client.expect(200, "GET", `/deployments/name/${flow}/d`)).toEqual(created);
    deps.advance(1);
    const changed = await client.expect(200, "POST", "/deployments/", { name: "d", flow_id, version: "2" });
    expect(changed).toEqual({ ...Object(created), version: "2", updated: formatInstant(deps.now()) });
    await client.expect(204, "DELETE", `/deployments/${idOf(created)}`);
    expect(await client.ask("GET", `/deployments/name/${flow}/d`)).toEqual({
      status: 404,
      body: { detail: "Deployment not found" },
    });
  });

  test("makes runs that have what it says", async () => {
    const { client, flow_id } = await open(database);
    const body = {
      name: "d",
      flow_id,
      tags: ["a"],
      parameters: { x: 1, y: 2 },
      version: "3",
      enforce_parameter_schema: false,
    };
    const id = idOf(await client.expect(201, "POST", "/deployments/", body));
    const run = await client.expect(201, "POST", `/deployments/${id}/create_flow_run`, {
      parameters: { y: 3 },
      tags: ["b"],
      labels: { mine: true },
    });
    expect(run).toMatchObject({
      deployment_id: id,
      deployment_version: "3",
      flow_id,
      parameters: { x: 1, y: 3 },
      tags: ["a", "b"],
      labels: { of: "flow", "prefect.flow.id": flow_id, "prefect.deployment.id": id, mine: true },
      state_type: "SCHEDULED",
      work_pool_id: null,
    });
  });

  test("that names a queue gets it made in the pool of all queues without a pool", async () => {
    const { client, flow_id } = await open(database);
    const body = { name: "d", flow_id, work_queue_name: "q" };
    const first = await client.expect(201, "POST", "/deployments/", body);
    const second = await client.expect(201, "POST", "/deployments/", { ...body, name: "e" });
    expect(first).toMatchObject({ work_queue_name: "q", work_pool_name: "default-agent-pool" });
    expect(Object(second).work_queue_id).toBe(Object(first).work_queue_id);
    const run = await client.expect(201, "POST", `/deployments/${idOf(first)}/create_flow_run`, {
      work_queue_name: "other",
    });
    expect(run).toMatchObject({ work_queue_name: "other", work_pool_name: "default-agent-pool" });
    expect(await client.expect(200, "GET", `/flow_runs/${idOf(run)}`)).toEqual(run);
  });
});

describeOnDatabases("what a deployment refuses", (database) => {
  const schema = { type: "object", properties: { x: { type: "integer" } }, required: ["x"] };

  test("parameters that its schema does not allow, for itself and for its runs", async () => {
    const { client, flow_id } = await open(database);
    const body = { name: "d", flow_id, parameter_openapi_schema: schema };
    const wrong = { ...body, enforce_parameter_schema: true, parameters: { x: "a" } };
    expect((await client.ask("POST", "/deployments/", wrong)).status).toBe(422);
    const id = idOf(await client.expect(201, "POST", "/deployments/", body));
    const why = "Validation failed for field 'x'. Failure reason: \"a\" is not of type 'integer'";
    expect(await client.ask("POST", `/deployments/${id}/create_flow_run`, { parameters: { x: "a" } })).toEqual({
      status: 409,
      body: { detail: `Error creating flow run: ${why}` },
    });
    expect(await client.ask("PATCH", `/deployments/${id}`, { parameters: { x: "a" } })).toEqual({
      status: 409,
      body: { detail: `Error updating deployment: ${why}` },
    });
    await client.expect(201, "POST", "/variables/", { name: `v-${flow_id}`, value: 7 });
    const x = { __prefect_kind: "workspace_variable", variable_name: `v-${flow_id}` };
    const run = await client.expect(201, "POST", `/deployments/${id}/create_flow_run`, { parameters: { x } });
    expect(run).toMatchObject({ parameters: { x: 7 } });
  });

  test("job variables that its pool's template does not allow", async () => {
    const { client, flow_id } = await open(database);
    const variables = { type: "object", properties: { image: { type: "string" } }, required: ["image"] };
    const base_job_template = { job_configuration: { image: "{{ image }}" }, variables };
    const pool = `pool-${flow_id}`;
    await client.expect(201, "POST", "/work_pools/", { name: pool, type: "process", base_job_template });
    const body = { name: "d", flow_id, work_pool_name: pool };
    expect((await client.ask("POST", "/deployments/", { ...body, job_variables: { image: 1 } })).status).toBe(422);
    const id = idOf(await client.expect(201, "POST", "/deployments/", body));
    const create = (job_variables: object) =>
      client.ask("POST", `/deployments/${id}/create_flow_run`, { job_variables });
    expect((await create({})).status).toBe(422);
    const { status, body: run } = await create({ image: "a" });
    expect(status).toBe(201);
    expect(run).toMatchObject({ work_pool_name: pool, work_queue_name: "default" });
    const change = (image: unknown) => client.ask("PATCH", `/flow_runs/${idOf(run)}`, { job_variables: { image } });
    expect([(await change(1)).status, (await change("b")).status]).toEqual([422, 204]);
    // What was allowed once is judged anew by another template.
    expect((await create({ image: "a" })).status).toBe(201);
    const stricter = { ...variables, properties: { image: { type: "string", minLength: 2 } } };
    const changed = { base_job_template: { ...base_job_template, variables: stricter } };
    await client.ask("PATCH", `/work_pools/${pool}`, changed);
    expect([(await create({ image: "a" })).status, (await create({ image: "ab" })).status]).toEqual([422, 201]);
  });
});

function bareDeployment(own: object) {
  return {
    name: "d",
    version: null,
    description: null,
    paused: false,
    schedules: [],
    concurrency_limit: null,
    global_concurrency_limit: null,
    concurrency_options: null,
    job_variables: {},
    parameters: {},
    tags: [],
    labels: { of: "flow", "prefect.flow.id": Reflect.get(own, "flow_id") as unknown },
    work_queue_name: null,
    work_queue_id: null,
    last_polled: null,
    parameter_openapi_schema: {},
    path: null,
    pull_steps: [],
    entrypoint: null,
    storage_document_id: null,
    infrastructure_document_id: null,
    created_by: null,
    updated_by: null,
    work_pool_name: null,
    status: "NOT_READY",
    enforce_parameter_schema: true,
    ...own,
  };
}
