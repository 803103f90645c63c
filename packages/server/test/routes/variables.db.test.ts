import { expect, test } from "vitest";
import { formatInstant } from "@tutti/core/instant";
import { describeOnDatabases, type DatabaseUnderTest } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";

async function open(database: DatabaseUnderTest) {
  const { store, deps } = await database.open();
  return { client: new RouteClient(store, deps), deps, store };
}

function idOf(body: unknown): string {
  return String(Reflect.get(Object(body), "id"));
}

describeOnDatabases("one variable", (database) => {
  test("is made, read by id and by name, changed in what is given, deleted", async () => {
    const { client, deps } = await open(database);
    const created = await client.expect(201, "POST", "/variables/", {
      name: "v1",
      value: { a: [1, "x"] },
      tags: ["t"],
    });
    const at = formatInstant(deps.now());
    expect(created).toEqual({
      id: expect.any(String),
      created: at,
      updated: at,
      name: "v1",
      value: { a: [1, "x"] },
      tags: ["t"],
    });
    expect(await client.expect(200, "GET", "/variables/name/v1")).toEqual(created);
    expect(await client.expect(200, "GET", `/variables/${idOf(created)}`)).toEqual(created);
    deps.advance(1);
    await client.expect(204, "PATCH", "/variables/name/v1", { value: null });
    await client.expect(204, "PATCH", `/variables/${idOf(created)}`, { name: "v2" });
    expect(await client.expect(200, "GET", "/variables/name/v2")).toEqual({
      ...Object(created),
      name: "v2",
      value: null,
      updated: formatInstant(deps.now()),
    });
    await client.expect(204, "DELETE", "/variables/name/v2");
    expect(await client.ask("DELETE", `/variables/${idOf(created)}`)).toEqual({
      status: 404,
      body: { detail: "Variable not found." },
    });
  });

  test("has a name of its own", async () => {
    const { client } = await open(database);
    await client.expect(201, "POST", "/variables", { name: "taken", value: 1 });
    await client.expect(201, "POST", "/variables", { name: "free", value: 1 });
    const taken = { status: 409, body: { detail: "A variable with the name 'taken' already exists." } };
    expect(await client.ask("POST", "/variables", { name: "taken", value: 2 })).toEqual(taken);
    expect(await client.ask("PATCH", "/variables/name/free", { name: "taken" })).toEqual(taken);
    await client.expect(204, "PATCH", "/variables/name/free", { name: "free" });
    for (const changes of [{ name: null }, { tags: null }]) {
      expect((await client.ask("PATCH", "/variables/name/free", changes)).status).toBe(409);
    }
  });

  test.each([
    ["no value", { name: "x" }],
    ["a name with capitals", { name: "X", value: 1 }],
    ["a value that is too long", { name: "x", value: "x".repeat(5000) }],
    ["a key nobody knows", { name: "x", value: 1, zz: 1 }],
  ])("is refused with %s", async (_what, body) => {
    const { client } = await open(database);
    expect((await client.ask("POST", "/variables", body)).status).toBe(422);
    expect((await client.ask("GET", "/variables/name/x")).status).toBe(404);
  });
});

describeOnDatabases("variables", (database) => {
  test("are found by name, id and tags, in order and by page", async () => {
    const { client } = await open(database);
    const ids: string[] = [];
    for (const [name, tags] of [
      ["b-one", ["red", "blue"]],
      ["a-two", ["red"]],
      ["c-three", []],
    ] as const) {
      ids.push(idOf(await client.expect(201, "POST", "/variables", { name, value: 1, tags })));
    }
    const named = async (body: object) =>
      ((await client.expect(200, "POST", "/variables/filter", body)) as { name: string }[]).map(({ name }) => name);
    expect(await named({})).toEqual(["a-two", "b-one", "c-three"]);
    expect(await named({ sort: "NAME_DESC", limit: 2 })).toEqual(["c-three", "b-one"]);
    expect(await named({ limit: 1, offset: 1 })).toEqual(["b-one"]);
    expect(await named({ sort: "CREATED_DESC" })).toEqual(["c-three", "a-two", "b-one"]);
    expect(await named({ variables: { name: { like_: "ONE" } } })).toEqual(["b-one"]);
    expect(await named({ variables: { name: { any_: ["a-two", "none"] } } })).toEqual(["a-two"]);
    expect(await named({ variables: { id: { any_: [ids[2]] } } })).toEqual(["c-three"]);
    expect(await named({ variables: { tags: { all_: ["red"] } } })).toEqual(["a-two", "b-one"]);
    expect(await named({ variables: { tags: { is_null_: true } } })).toEqual(["c-three"]);
    const either = { operator: "or_", name: { like_: "three" }, tags: { all_: ["blue"] } };
    expect(await named({ variables: either })).toEqual(["b-one", "c-three"]);
    expect(await client.expect(200, "POST", "/variables/count", { variables: either })).toBe(2);
    expect(await client.expect(200, "POST", "/variables/count")).toBe(3);
  });
});
