import { expect, test } from "vitest";
import { formatInstant } from "@tutti/core/instant";
import { describeOnDatabases, type DatabaseUnderTest } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";

const trigger = { type: "event", posture: "Reactive", expect: ["never.happens"] };
const body = { name: "watch", trigger, actions: [{ type: "do-nothing" }] };
const ABSENT = "00000000-0000-4000-8000-00000000abcd";
const notFound = { status: 404, body: { exception_message: "Automation not found" } };

async function open(database: DatabaseUnderTest) {
  const { store, deps } = await database.open();
  return { client: new RouteClient(store, deps), deps, store };
}

function idOf(answer: unknown): string {
  return String(Reflect.get(Object(answer), "id"));
}

function triggerIdOf(answer: unknown): string {
  return idOf(Reflect.get(Object(answer), "trigger"));
}

describeOnDatabases("one automation", (database) => {
  test("is made, read, written anew, switched off and on, deleted", async () => {
    const { client, deps } = await open(database);
    const created = await client.expect(201, "POST", "/automations/", body);
    const at = formatInstant(deps.now());
    expect(created).toEqual({
      id: expect.any(String),
      created: at,
      updated: at,
      name: "watch",
      description: "",
      enabled: true,
      tags: [],
      trigger: {
        ...trigger,
        id: expect.any(String),
        match: {},
        match_related: {},
        after: [],
        for_each: [],
        threshold: 1,
        within: 0,
      },
      actions: [{ type: "do-nothing" }],
      actions_on_trigger: [],
      actions_on_resolve: [],
    });
    const path = `/automations/${idOf(created)}`;
    expect(await client.expect(200, "GET", path)).toEqual(created);
    deps.advance(1);
    await client.expect(204, "PUT", path, { ...body, description: "new", tags: ["t"] });
    await client.expect(204, "PUT", path, { ...body, name: "renamed", enabled: false });
    const updated = await client.expect(200, "GET", path);
    expect(updated).toMatchObject({ name: "renamed", description: "new", tags: ["t"], enabled: false });
    expect(triggerIdOf(updated)).not.toBe(triggerIdOf(created));
    await client.expect(204, "PATCH", path, { enabled: true });
    await client.expect(204, "PATCH", path, {});
    expect(await client.expect(200, "GET", path)).toEqual({ ...Object(updated), enabled: true });
    await client.expect(204, "DELETE", path);
    expect(await client.ask("GET", path)).toEqual(notFound);
  });

  test("that is not there is told as Prefect tells it", async () => {
    const { client } = await open(database);
    for (const method of ["GET", "DELETE"] as const) {
      expect(await client.ask(method, `/automations/${ABSENT}`)).toEqual(notFound);
    }
    expect(await client.ask("PUT", `/automations/${ABSENT}`, body)).toEqual(notFound);
    expect(await client.ask("PATCH", `/automations/${ABSENT}`, { enabled: true })).toEqual(notFound);
  });
});

describeOnDatabases("an automation", (database) => {
  test("is not enabled when it would start runs without end", async () => {
    const { client } = await open(database);
    const endless = {
      name: "endless",
      trigger: { ...trigger, expect: ["prefect.flow-run.*"] },
      actions: [{ type: "run-deployment", source: "inferred" }],
    };
    expect((await client.ask("POST", "/automations/", endless)).status).toBe(422);
    const id = idOf(await client.expect(201, "POST", "/automations/", { ...endless, enabled: false }));
    expect(await client.ask("PATCH", `/automations/${id}`, { enabled: true })).toMatchObject({
      status: 422,
      body: { exception_detail: [{ type: "value_error", loc: [], msg: expect.stringContaining("without end") }] },
    });
    expect(await client.expect(200, "GET", `/automations/${id}`)).toMatchObject({ enabled: false });
  });

  test("keeps the digits of what it passes on, and asks for the deployment of job variables", async () => {
    const { client } = await open(database);
    const run = { type: "run-deployment", deployment_id: ABSENT };
    const action = { ...run, parameters: { a: 1.5 } };
    const created = await client.expect(201, "POST", "/automations/", { ...body, actions: [action] });
    expect(created).toMatchObject({ actions: [action] });
    const refused = { ...body, actions: [{ ...run, job_variables: { a: 1 } }] };
    expect(await client.ask("POST", "/automations/", refused)).toEqual({
      status: 404,
      body: { detail: "Deployment not found." },
    });
    await client.expect(201, "POST", "/automations/", { ...body, actions: [{ ...run, job_variables: {} }] });
  });
});

describeOnDatabases("automations", (database) => {
  test("are found by name, id, age and tags, in order and by page", async () => {
    const { client, deps } = await open(database);
    const ids: string[] = [];
    for (const [name, tags] of [
      ["b-one", ["red", "blue"]],
      ["a-two", ["red"]],
      ["c-three", []],
    ] as const) {
      deps.advance(1);
      ids.push(idOf(await client.expect(201, "POST", "/automations/", { ...body, name, tags })));
    }
    const named = async (filter: object) =>
      ((await client.expect(200, "POST", "/automations/filter", filter)) as { name: string }[]).map(({ name }) => name);
    expect(await named({})).toEqual(["a-two", "b-one", "c-three"]);
    expect(await named({ sort: "NAME_DESC", limit: 2 })).toEqual(["c-three", "b-one"]);
    expect(await named({ sort: "CREATED_DESC" })).toEqual(["c-three", "a-two", "b-one"]);
    expect(await named({ sort: "UPDATED_DESC", offset: 2 })).toEqual(["b-one"]);
    expect(await named({ automations: { id: { any_: [ids[2]] } } })).toEqual(["c-three"]);
    expect(await named({ automations: { name: { any_: ["a-two", "none"] } } })).toEqual(["a-two"]);
    expect(await named({ automations: { tags: { any_: ["blue"] } } })).toEqual(["b-one"]);
    const before_ = formatInstant(deps.advance(-1));
    const old = { automations: { created: { before_ } } };
    expect(await named(old)).toEqual(["a-two", "b-one"]);
    expect(await client.expect(200, "POST", "/automations/count", old)).toBe(2);
    expect(await client.expect(200, "POST", "/automations/count")).toBe(3);
  });

  test("belong to objects and act on deployments; the owner takes its own with it", async () => {
    const { client } = await open(database);
    const owner = "prefect.deployment.owner";
    const target = `prefect.deployment.${ABSENT}`;
    const run = { type: "run-deployment", deployment_id: ABSENT };
    const owned = { ...body, actions: [run, run], owner_resource: owner };
    const created = await client.expect(201, "POST", "/automations/", owned);
    expect(await client.expect(200, "GET", `/automations/related-to/${owner}`)).toEqual([created]);
    expect(await client.expect(200, "GET", `/automations/related-to/${target}`)).toEqual([created]);
    await client.expect(202, "DELETE", `/automations/owned-by/${target}`);
    await client.expect(204, "PUT", `/automations/${idOf(created)}`, body);
    expect(await client.expect(200, "GET", `/automations/related-to/${target}`)).toEqual([]);
    await client.expect(202, "DELETE", `/automations/owned-by/${owner}`);
    expect(await client.expect(200, "GET", `/automations/related-to/${owner}`)).toEqual([]);
    expect(await client.ask("GET", `/automations/${idOf(created)}`)).toEqual(notFound);
  });
});
