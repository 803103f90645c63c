import { beforeEach, expect, test } from "vitest";
import { formatInstant } from "@tutti/core/instant";
import { describeOnDatabases } from "../support/databases.ts";
import { fromJson } from "../../src/store/rows/json-column.ts";
import { RouteClient } from "../support/route-client.ts";
import { withTables } from "../support/rows.ts";
import type { TestDeps } from "../support/test-clock.ts";

const path = "/v2/concurrency_limits";
const notFound = { status: 404, body: { detail: "Concurrency Limit not found" } };

describeOnDatabases("a concurrency limit", (database) => {
  let client: RouteClient;
  let deps: TestDeps;
  beforeEach(async () => {
    const opened = await database.open();
    deps = opened.deps;
    client = new RouteClient(opened.store, deps);
  });

  test("is made, read, changed in what is given, and deleted, by id and by name", async () => {
    const at = formatInstant(deps.now());
    const created = await client.expect(201, "POST", `${path}/`, { name: "database", limit: 3_000_000_000 });
    const id = String(Reflect.get(Object(created), "id"));
    const read = {
      id,
      created: at,
      updated: at,
      active: true,
      name: "database",
      limit: 3_000_000_000,
      active_slots: 0,
      slot_decay_per_second: 0,
    };
    expect(created).toEqual({ ...read, denied_slots: 0, avg_slot_occupancy_seconds: 2 });
    expect(await client.expect(200, "GET", `${path}/${id.toUpperCase()}`)).toEqual(read);
    deps.advance(1);
    await client.expect(204, "PATCH", `${path}/database`, { name: "db", active: false, active_slots: 7 });
    await client.expect(204, "PATCH", `${path}/${id}`, { limit: 4, slot_decay_per_second: 0.5 });
    const changed = {
      ...read,
      name: "db",
      active: false,
      active_slots: 7,
      limit: 4,
      slot_decay_per_second: 0.5,
      updated: formatInstant(deps.now()),
    };
    expect(await client.expect(200, "GET", `${path}/db`)).toEqual(changed);
    await client.expect(204, "DELETE", `${path}/db`);
    expect(await client.ask("DELETE", `${path}/${id}`)).toEqual(notFound);
    expect(await client.ask("PATCH", `${path}/db`, {})).toEqual(notFound);
  });

  test("has a name of its own, and a value for all that is said of it", async () => {
    await client.expect(201, "POST", path, { name: "one", limit: 1 });
    await client.expect(201, "POST", path, { name: "two", limit: 1 });
    const taken = { status: 409, body: { detail: "A concurrency limit with the name 'one' already exists." } };
    expect(await client.ask("POST", path, { name: "one", limit: 2 })).toEqual(taken);
    expect(await client.ask("PATCH", `${path}/two`, { name: "one" })).toEqual(taken);
    await client.expect(204, "PATCH", `${path}/two`, { name: "two" });
    for (const key of ["name", "limit", "active", "active_slots", "denied_slots", "slot_decay_per_second"]) {
      expect((await client.ask("PATCH", `${path}/two`, { [key]: null })).status).toBe(409);
    }
  });
});

describeOnDatabases("concurrency limits", (database) => {
  let client: RouteClient;
  let deps: TestDeps;
  beforeEach(async () => {
    const opened = await database.open();
    deps = opened.deps;
    client = new RouteClient(opened.store, deps);
  });

  test("decay at the old rate until it is changed", async () => {
    await client.expect(201, "POST", path, { name: "r", limit: 9, active_slots: 9, slot_decay_per_second: 2 });
    deps.advance(2);
    await client.expect(204, "PATCH", `${path}/r`, { slot_decay_per_second: 0.5 });
    expect(await client.expect(200, "GET", `${path}/r`)).toMatchObject({ active_slots: 5 });
    deps.advance(3);
    expect(await client.expect(200, "GET", `${path}/r`)).toMatchObject({ active_slots: 4 });
  });

  test("of one tag, set by many at once, are one limit", async () => {
    const body = { tag: "io", concurrency_limit: 3 };
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => client.ask("POST", "/concurrency_limits/", body)),
    );
    const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other);
    expect(statuses).toEqual([...Array.from({ length: 11 }, () => 200), 201]);
    expect(new Set(answers.map((answer) => Reflect.get(Object(answer.body), "id"))).size).toBe(1);
  });

  test("are listed by name, a page at a time", async () => {
    for (const name of ["! b", "! a", "! c"]) await client.expect(201, "POST", path, { name, limit: 1 });
    const named = async (body: object) =>
      ((await client.expect(200, "POST", `${path}/filter`, body)) as { name: string }[]).map(({ name }) => name);
    expect(await named({ limit: 3 })).toEqual(["! a", "! b", "! c"]);
    expect(await named({ limit: 1, offset: 1 })).toEqual(["! b"]);
  });

  test("tell in events what became of them, and of their slots nothing", async () => {
    const told = await client.expect(201, "POST", path, { name: "told", limit: 1 });
    const id = String(Reflect.get(Object(told), "id"));
    await client.expect(204, "PATCH", `${path}/told`, { name: "retold", limit: 2, slot_decay_per_second: 0.5 });
    await client.expect(200, "POST", `${path}/increment`, { names: ["retold"], slots: 1 });
    await client.expect(204, "DELETE", `${path}/retold`);
    const resource_id = `prefect.concurrency-limit.${id}`;
    const made = { name: "told", limit: 1, active: true, slot_decay_per_second: 0 };
    const changed = { name: "retold", limit: 2, active: true, slot_decay_per_second: 0.5 };
    await withTables(database, async (db) => {
      const events = db.selectFrom("event").selectAll().where("resource_id", "=", resource_id).orderBy("id");
      expect(
        (await events.execute()).map(({ event, resource, payload }) => [event, fromJson(resource), fromJson(payload)]),
      ).toEqual([
        ["prefect.concurrency-limit.created", resourceOf(resource_id, "told"), made],
        ["prefect.concurrency-limit.updated", resourceOf(resource_id, "retold"), changed],
        ["prefect.concurrency-limit.deleted", resourceOf(resource_id, "retold"), changed],
      ]);
    });
  });
});

function resourceOf(id: string, name: string) {
  return { "prefect.resource.id": id, "prefect.resource.name": name };
}
