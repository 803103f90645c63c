import { expect, test } from "vitest";
import { formatInstant } from "@tutti/core/instant";
import { describeOnDatabases } from "../../support/databases.ts";
import { flowRequest } from "../../support/requests.ts";

describeOnDatabases("creating a flow", (database) => {
  test("makes it, and finds it again by its name", async () => {
    const { store, deps } = await database.open();
    const first = await store.command("createFlow", flowRequest({ name: "etl", tags: ["a"], labels: { team: "x" } }));
    expect(first).toEqual({
      created: true,
      flow: {
        id: expect.any(String),
        created: formatInstant(deps.now()),
        updated: formatInstant(deps.now()),
        name: "etl",
        tags: ["a"],
        labels: { team: "x" },
      },
    });
    deps.advance(60);
    const second = await store.command("createFlow", flowRequest({ name: "etl", tags: ["other"] }));
    expect(second).toEqual({ created: false, flow: first.flow });
    expect(await store.read("readFlow", { id: first.flow.id })).toEqual(first.flow);
  });

  test("answers the same through the store the server opens", async () => {
    const store = await database.openReal();
    const { flow, created } = await store.command("createFlow", flowRequest({ name: "real", tags: [] }));
    expect(created).toBe(true);
    expect(await store.read("readFlow", { id: flow.id })).toEqual(flow);
  });
});
