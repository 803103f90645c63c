import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { formatInstant } from "@tutti/core/instant";
import { describeOnDatabases, type DatabaseUnderTest } from "../support/databases.ts";
import { newFlowRun } from "../support/requests.ts";
import { RouteClient } from "../support/route-client.ts";

async function open(database: DatabaseUnderTest) {
  const { store, deps } = await database.open();
  return { client: new RouteClient(store, deps), deps, store };
}

function idOf(body: unknown): string {
  return String(Reflect.get(Object(body), "id"));
}

const NOT_FOUND = { status: 404, body: { detail: "Artifact not found." } };

describeOnDatabases("an artifact", (database) => {
  test("is made, read, changed in what is given, deleted", async () => {
    const { client, deps } = await open(database);
    const fields = {
      type: "markdown",
      description: "d",
      data: "# x",
      metadata_: { a: "b" },
      task_run_id: randomUUID(),
    };
    const created = await client.expect(201, "POST", "/artifacts/", fields);
    const at = formatInstant(deps.now());
    expect(created).toEqual({
      id: expect.any(String),
      created: at,
      updated: at,
      key: null,
      flow_run_id: null,
      ...fields,
    });
    deps.advance(1);
    await client.expect(204, "PATCH", `/artifacts/${idOf(created)}`, { data: [1.5], metadata_: null });
    expect(await client.expect(200, "GET", `/artifacts/${idOf(created)}`)).toEqual({
      ...Object(created),
      data: [1.5],
      metadata_: null,
      updated: formatInstant(deps.now()),
    });
    await client.expect(204, "DELETE", `/artifacts/${idOf(created)}`);
    for (const method of ["GET", "DELETE"] as const) {
      expect(await client.ask(method, `/artifacts/${idOf(created)}`)).toEqual(NOT_FOUND);
    }
    expect(await client.ask("PATCH", `/artifacts/${idOf(created)}`, {})).toEqual(NOT_FOUND);
  });
});

describeOnDatabases("a key's collection", (database) => {
  test("repeats the newest artifact, follows its changes, and is pointed anew when it goes", async () => {
    const { client, deps } = await open(database);
    const make = async (data: unknown) => {
      deps.advance(1);
      return idOf(await client.expect(201, "POST", "/artifacts", { key: "report", type: "table", data }));
    };
    const latest = () => client.expect(200, "GET", "/artifacts/report/latest");
    const [first, second] = [await make(1), await make(2)];
    const collection = idOf(await latest());
    expect(await latest()).toMatchObject({ id: collection, key: "report", data: 2 });
    await client.expect(204, "PATCH", `/artifacts/${second}`, { data: "changed" });
    await client.expect(204, "PATCH", `/artifacts/${first}`, { data: "older" });
    expect(await latest()).toMatchObject({ id: collection, data: "changed" });
    expect(
      await client.expect(200, "POST", "/artifacts/latest/filter", { artifacts: { key: { any_: ["report"] } } }),
    ).toEqual([expect.objectContaining({ id: collection, latest_id: second, data: "changed" })]);
    await client.expect(204, "DELETE", `/artifacts/${second}`);
    expect(await latest()).toMatchObject({ id: collection, data: "older" });
    await client.expect(204, "DELETE", `/artifacts/${first}`);
    expect(await client.ask("GET", "/artifacts/report/latest")).toEqual(NOT_FOUND);
    expect(idOf(await client.expect(201, "POST", "/artifacts", { key: "report" }))).not.toBe(collection);
  });
});

describeOnDatabases("artifacts", (database) => {
  test("are found by key, type and run, in order; the runs' filters are ANDed", async () => {
    const { client, deps, store } = await open(database);
    const run = await newFlowRun(store);
    const made: string[] = [];
    for (const fields of [
      { key: "b" },
      { type: "table", flow_run_id: run },
      { key: "a", type: "table" },
      { key: "a" },
    ]) {
      deps.advance(1);
      made.push(idOf(await client.expect(201, "POST", "/artifacts", fields)));
    }
    const found = async (body: object, path = "/artifacts/filter") =>
      ((await client.expect(200, "POST", path, body)) as { id: string }[]).map(({ id }) => made.indexOf(id));
    expect(await found({})).toEqual([3, 2, 1, 0]);
    expect(await found({ sort: "KEY_ASC" })).toEqual([1, 2, 3, 0]);
    expect(await found({ sort: "KEY_DESC", limit: 2 })).toEqual([0, 3]);
    expect(await found({ artifacts: { key: { exists_: false } } })).toEqual([1]);
    expect(await found({ artifacts: { key: { like_: "A" } } })).toEqual([3, 2]);
    expect(await found({ artifacts: { type: { any_: ["table"] } } })).toEqual([2, 1]);
    expect(await found({ artifacts: { type: { not_any_: ["markdown"] }, id: { any_: [made[2]] } } })).toEqual([2]);
    expect(await found({ artifacts: { flow_run_id: { any_: [run] } } })).toEqual([1]);
    expect(await found({ flow_runs: { id: { any_: [run] } } })).toEqual([1]);
    expect(await found({ flows: {} })).toEqual([1]);
    expect(await found({ deployments: {} })).toEqual([]);
    expect(await found({ task_runs: {} })).toEqual([]);
    const count = (path: string, body: object) => client.expect(200, "POST", path, body);
    expect(await count("/artifacts/count", {})).toBe(4);
    expect(await count("/artifacts/count", { flow_runs: { id: { any_: [run] } } })).toBe(1);
    expect(await count("/artifacts/latest/count", {})).toBe(2);
    expect(await count("/artifacts/latest/count", { artifacts: { latest_id: { any_: [made[3]] } } })).toBe(1);
    expect(await count("/artifacts/latest/count", { flow_runs: {} })).toBe(0);
  });
});
