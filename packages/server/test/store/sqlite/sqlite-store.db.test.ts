import { existsSync } from "node:fs";
import { copyFile, rename, rm } from "node:fs/promises";
import { parseExact } from "@tutti/core/exact-json";
import { variableCreate } from "@tutti/core/wire/variable";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore } from "../../../src/store/open-store.ts";
import type { Store } from "../../../src/store/store.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";
import { flowRequest, flowRunRequest } from "../../support/requests.ts";

const EXACT = '{"half":5.0,"large":9007199254740993,"small":1e-7}';

let database: TestDatabase;
let store: Store;

beforeEach(async () => {
  database = await freshSqlite();
  store = await openStore(database.url);
});

afterEach(async () => {
  await store.close();
  await database.drop();
});

describe("the store on threads", () => {
  test("carries out commands in the order given, and reads see what was committed before", async () => {
    const create = store.command("createFlow", flowRequest({ name: "f" }));
    const update = create.then(({ flow }) => store.command("updateFlow", { id: flow.id, update: { tags: ["new"] } }));
    await update;
    const { flow } = await create;
    expect((await store.read("readFlow", { id: flow.id }))?.tags).toEqual(["new"]);
  });

  test("gives numbers back digit for digit", async () => {
    const create = variableCreate.parse({ name: "exact", value: parseExact(EXACT) });
    await store.command("createVariable", create);
    const variable = await store.read("readVariable", { name: "exact" });
    expect(JSON.stringify(variable?.value)).toBe(EXACT);
  });

  test("tells changes only while somebody listens, after their commit", async () => {
    const told: number[] = [];
    const { flow } = await store.command("createFlow", flowRequest({ name: "f" }));
    const create = flowRunRequest({ flow_id: flow.id });
    const stop = store.onChanges((changes) => told.push(changes.length));
    const first = Promise.withResolvers<void>();
    const stopFirst = store.onChanges(() => first.resolve());
    const { flow_run } = await store.command("createFlowRun", { create, epoch: null });
    await first.promise;
    expect(told).toEqual([1]);
    stopFirst();
    stop();
    await store.command("deleteFlowRun", { id: flow_run.id, epoch: null });
    expect(told).toEqual([1]);
  });
});

describe("a file that is taken away while it is used", () => {
  const path = () => database.url.slice("sqlite:///".length);
  const write = () => store.command("createFlow", flowRequest({ name: "f" }));
  const refusal = {
    code: "disk_full",
    detail: expect.stringContaining("was deleted or replaced while the server used it"),
  };

  test.each([
    ["moved away", async () => undefined],
    ["replaced", () => copyFile(`${path()}-away`, path())],
  ])(
    "%s: nothing is acknowledged that the next start would not find, and it goes on when it is back",
    async (_what, then) => {
      await rename(path(), `${path()}-away`);
      await then();
      await expect(write()).rejects.toMatchObject(refusal);
      await rename(`${path()}-away`, path());
      expect(await write()).toMatchObject({ created: true });
    },
  );

  test.each(["-wal", "-shm"])("%s deleted: the same, and a stop keeps what was acknowledged before", async (ending) => {
    const { flow } = await write();
    await rm(`${path()}${ending}`);
    await expect(write()).rejects.toMatchObject(refusal);
    await store.close();
    store = await openStore(database.url);
    expect(await store.read("readFlow", { id: flow.id })).toEqual(flow);
    expect(await write()).toMatchObject({ created: false });
  });
});

describe("a store that closes", () => {
  test("answers what was given before, and leaves one whole file", async () => {
    const commands = Array.from({ length: 50 }, (_, index) =>
      store.command("createFlow", flowRequest({ name: `f${index}` })),
    );
    await store.close();
    const answers = await Promise.all(commands);
    expect(answers.filter(({ created }) => created)).toHaveLength(50);
    expect(existsSync(`${database.url.slice("sqlite:///".length)}-wal`)).toBe(false);
    store = await openStore(database.url);
    expect(
      await store.read("countFlows", {
        flows: null,
        flow_runs: null,
        task_runs: null,
        deployments: null,
        work_pools: null,
      }),
    ).toBe(50);
  });

  test("refuses commands and reads from then on", async () => {
    await store.close();
    await expect(store.command("createFlow", flowRequest({ name: "late" }))).rejects.toMatchObject({
      code: "unavailable",
    });
    await expect(store.read("readFlow", { id: "x" })).rejects.toMatchObject({ code: "unavailable" });
    store = await openStore(database.url);
  });
});
