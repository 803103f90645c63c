import { expect, test } from "vitest";
import { describeOnDatabases } from "../support/databases.ts";
import { RouteClient } from "../support/route-client.ts";

const filter = { object: "flow", property: "name", type: "string", operation: "equals" };

describeOnDatabases("saved searches", (database) => {
  test("are saved under their names, replaced, listed, read and deleted", async () => {
    const { store, deps } = await database.open();
    const client = new RouteClient(store, deps);
    const save = (name: string, value: unknown) => ({ name, filters: [{ ...filter, value }] });
    const b = await client.expect(201, "PUT", "/saved_searches/", save("b", { n: [1, null] }));
    const a = await client.expect(201, "PUT", "/saved_searches", { name: "a" });
    deps.advance(1);
    const replaced = Object(await client.expect(200, "PUT", "/saved_searches", save("b", null)));
    expect(replaced).toEqual({ ...Object(b), updated: expect.any(String), filters: save("b", null).filters });
    expect(replaced.updated).not.toBe(replaced.created);
    expect(await client.expect(200, "GET", `/saved_searches/${replaced.id}`)).toEqual(replaced);
    expect(await client.expect(200, "POST", "/saved_searches/filter", {})).toEqual([a, replaced]);
    expect(await client.expect(200, "POST", "/saved_searches/filter", { limit: 1, offset: 1 })).toEqual([replaced]);
    await client.expect(204, "DELETE", `/saved_searches/${replaced.id}`);
    const gone = { status: 404, body: { detail: "Saved search not found" } };
    expect(await client.ask("GET", `/saved_searches/${replaced.id}`)).toEqual(gone);
    expect(await client.ask("DELETE", `/saved_searches/${replaced.id}`)).toEqual(gone);
  });
});
