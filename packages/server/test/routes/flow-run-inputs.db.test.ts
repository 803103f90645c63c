import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { formatInstant } from "@tutti/core/instant";
import { describeOnDatabases } from "../support/databases.ts";
import { newFlowRun } from "../support/requests.ts";
import { RouteClient } from "../support/route-client.ts";

describeOnDatabases("the inputs of a run", (database) => {
  test("are given once, read as text, found by prefix, oldest first, and deleted", async () => {
    const { store, deps } = await database.open();
    const client = new RouteClient(store, deps);
    const path = `/flow_runs/${await newFlowRun(store)}/input`;
    const at = formatInstant(deps.now());
    expect(await client.ask("POST", path, { key: "a-1", value: '"x"' })).toEqual({ status: 201, body: null });
    deps.advance(1);
    await client.expect(201, "POST", path, { key: "a-2", value: '{"k":1.0}', sender: "me" });
    await client.expect(201, "POST", path, { key: "b_".replace("_", ""), value: "1" });
    expect(await client.ask("POST", path, { key: "a-1", value: "2" })).toEqual({
      status: 409,
      body: { detail: "A flow run input with this key already exists." },
    });
    expect(await client.ask("GET", `${path}/a-2`)).toEqual({ status: 200, body: '{"k":1.0}' });
    const keys = async (body: object) =>
      ((await client.expect(200, "POST", `${path}/filter`, body)) as { key: string }[]).map(({ key }) => key);
    expect(await client.expect(200, "POST", `${path}/filter`, { prefix: "a-1" })).toEqual([
      {
        id: expect.any(String),
        created: at,
        updated: at,
        flow_run_id: path.split("/")[2],
        key: "a-1",
        value: '"x"',
        sender: null,
      },
    ]);
    expect(await keys({ prefix: "a" })).toEqual(["a-1"]);
    expect(await keys({ prefix: "a", limit: 9 })).toEqual(["a-1", "a-2"]);
    expect(await keys({ prefix: "", limit: 9, exclude_keys: ["a-1"] })).toEqual(["a-2", "b"]);
    expect(await keys({ prefix: "%", limit: 9 })).toEqual([]);
    await client.expect(204, "DELETE", `${path}/a-1`);
    const gone = { status: 404, body: { detail: "Flow run input not found" } };
    expect(await client.ask("DELETE", `${path}/a-1`)).toEqual(gone);
    expect(await client.ask("GET", `${path}/a-1`)).toEqual(gone);
  });

  test("need a run that is there, and a key of small letters", async () => {
    const { store, deps } = await database.open();
    const client = new RouteClient(store, deps);
    expect(await client.ask("POST", `/flow_runs/${randomUUID()}/input`, { key: "a", value: "1" })).toEqual({
      status: 404,
      body: { detail: "Flow run not found" },
    });
    const run = await newFlowRun(store);
    expect((await client.ask("POST", `/flow_runs/${run}/input`, { key: "A b", value: "1" })).status).toBe(422);
  });
});
