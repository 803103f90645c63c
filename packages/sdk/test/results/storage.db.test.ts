import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createBlockDocument } from "@tutti/client/block-documents";
import { filterBlockSchemas } from "@tutti/client/block-schemas";
import { readBlockType } from "@tutti/client/block-types";
import { clearResultStorage, setResultStorage } from "@tutti/client/result-storage";
import { loadBlock } from "../../src/blocks/load-block.ts";
import { LocalFileSystem } from "../../src/blocks/local-file-system.ts";
import { disconnect } from "../../src/connection.ts";
import { flow } from "../../src/flow.ts";
import { runtime } from "../../src/runtime.ts";
import { task } from "../../src/task.ts";
import { FaultyStorage } from "../support/faulty-storage.ts";
import { useServer } from "../support/server.ts";

const records = useServer();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-results-"));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  FaultyStorage.faults.length = 0;
  FaultyStorage.uses = 0;
});

const place = (name: string) => new LocalFileSystem({ basepath: join(folder, name) });

async function recordAt(path: string): Promise<unknown> {
  return JSON.parse(await readFile(join(folder, path), "utf8"));
}

/** The data of the only task run's state. */
async function dataOf(flowRunId: string): Promise<Record<string, unknown>> {
  const [run] = await records.taskRuns(flowRunId);
  return { ...(run?.state?.data as object) };
}

test("a result goes where its task says, under the key and in the form that it says", async () => {
  await place("chosen").save("chosen");
  const count = task(
    {
      resultStorage: "local-file-system/chosen",
      resultSerializer: "json",
      resultStorageKey: "{parameters[month]}/{task_run.task_name}.json",
    },
    async function count(month: string) {
      return { month, at: new Date(0) };
    },
  );
  const id = await flow(async function counting() {
    await count("2021-01");
    return runtime.flowRun?.id ?? "";
  })();
  const { documentId } = await LocalFileSystem.load("chosen");
  const metadata = {
    storage_key: "2021-01/count.json",
    expiration: null,
    serializer: { type: "json" },
    prefect_version: expect.any(String),
    storage_block_id: documentId,
  };
  expect(await dataOf(id)).toEqual(metadata);
  expect(await recordAt("chosen/2021-01/count.json")).toEqual({
    metadata,
    result: '{"month":"2021-01","at":{"__class__":"datetime.datetime","data":"1970-01-01T00:00:00.000Z"}}',
  });
});

test("what a flow says holds for its tasks, and for the flows in it", async () => {
  const storage = place("inherited");
  const one = task({ name: "one" }, async () => 1);
  const inner = flow({ name: "inner" }, async () => one());
  const outer = flow({ name: "outer", resultStorage: storage, resultSerializer: "compressed/json" }, async () => {
    return [await one(), await inner()];
  });
  expect(await outer()).toEqual([1, 1]);
  expect(await readdir(join(folder, "inherited"))).toHaveLength(4);
  expect(storage.documentId).not.toBeNull();
});

test("the server's choice is the default; without one it is a folder of the home, which a document names", async () => {
  const long = task({ name: "long" }, async () => "x".repeat(70_000));
  const run = flow({ name: "run-long", persistResult: false }, async () => {
    await long();
    return runtime.flowRun?.id ?? "";
  });
  const home = await dataOf(await run());
  expect(await readdir(join(records.server.home, "storage"))).toEqual([home["storage_key"]]);
  await place("default").save("default");
  const { documentId } = await LocalFileSystem.load("default");
  await setResultStorage(records.api, documentId ?? "");
  await disconnect();
  const { storage_block_id } = await dataOf(await run());
  await clearResultStorage(records.api);
  await disconnect();
  expect(storage_block_id).toBe(documentId);
  expect(home["storage_block_id"]).not.toBeNull();
});

test("a storage that fails for a moment is asked again; no state names half of a file", async () => {
  const storage = new FaultyStorage({ folder });
  FaultyStorage.faults.push("refuses", "dies in mid-write");
  const kept = task({ name: "kept", resultStorage: storage, resultStorageKey: "kept" }, async () => 7);
  const state = await flow({ name: "keeping", persistResult: false }, async () => (await kept.state()).name)();
  expect([state, FaultyStorage.uses]).toEqual(["Completed", 3]);
  expect(await recordAt("kept")).toMatchObject({ result: "7" });
});

test("a storage that goes on failing fails the task, which is not run again for it", async () => {
  const storage = new FaultyStorage({ folder });
  FaultyStorage.faults.push("refuses", "refuses", "refuses", "dies in mid-write");
  let calls = 0;
  const lost = task({ name: "lost", retries: 2, resultStorage: storage, resultStorageKey: "lost" }, async () => {
    calls += 1;
    return 7;
  });
  const ended = await flow({ name: "losing", persistResult: false }, async () => {
    const { type, message } = await lost.state();
    return { type, message, id: runtime.flowRun?.id ?? "" };
  })();
  expect(ended).toMatchObject({ type: "FAILED", message: expect.stringContaining("the storage dies in mid-write") });
  expect(ended.message).toContain(`faulty-storage/${storage.documentId}`);
  expect(calls).toBe(1);
  const [run] = await records.taskRuns(ended.id);
  expect(run?.state?.data).toEqual(expect.any(String));
});

test("a state that names a result is sent when a slow storage has it, and not before", async () => {
  const written = Promise.withResolvers<void>();
  const storage = new FaultyStorage({ folder });
  const slow = task({ name: "slow", resultStorage: storage, resultStorageKey: "slow" }, async () => 7);
  FaultyStorage.faults.push(written.promise);
  const id = Promise.withResolvers<string>();
  const running = flow({ name: "waiting", persistResult: false }, async () => {
    id.resolve(runtime.flowRun?.id ?? "");
    return slow();
  })();
  const flowRunId = await id.promise;
  await expect.poll(() => FaultyStorage.uses).toBe(1);
  await expect.poll(async () => records.tasks(flowRunId)).toEqual(["slow-0: Running ×1"]);
  written.resolve();
  expect(await running).toBe(7);
});

test("a retried flow reads the results that were let go of", async () => {
  const storage = new FaultyStorage({ folder });
  const big = task({ name: "big", resultStorage: storage }, async () => ({ size: 9 }));
  const run = flow({ name: "again", retries: 1, persistResult: false }, async () => {
    const value = await big();
    if (runtime.flowRun?.runCount === 1) throw new Error("once more");
    return value;
  });
  expect(await run()).toEqual({ size: 9 });
  expect(FaultyStorage.uses).toBe(2);
});

test.each([
  ["remote-file-system", { basepath: "sftp://host/folder" }, "basepath", "use an s3-bucket, gcs-bucket or azure-blob-"],
  [
    "smb",
    { share_path: "/share", smb_host: "host" },
    "sharePath",
    "use a local-file-system in a folder where the share",
  ],
])(
  "a document of Python's %s loads, and says what to use where it is to keep results",
  async (slug, data, field, fix) => {
    const type = await readBlockType(records.api, slug);
    const [schema] = await filterBlockSchemas(records.api, { block_schemas: { block_type_id: { any_: [type.id] } } });
    const kind = { block_type_id: type.id, block_schema_id: schema?.id ?? "" };
    await createBlockDocument(records.api, { ...kind, name: "far", data });
    expect(Reflect.get(await loadBlock(`${slug}/far`), field)).toBe(Object.values(data)[0]);
    const one = task({ name: "one", resultStorage: `${slug}/far` }, async () => 1);
    const run = flow({ name: "far", persistResult: false }, async () => (await one.state()).message);
    expect(await run()).toContain(`${slug}/far has no methods here that keep files: only Python opens it; ${fix}`);
  },
);
