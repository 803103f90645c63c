import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { flow } from "../src/flow.ts";
import { runtime } from "../src/runtime.ts";
import { task } from "../src/task.ts";
import { recordRun, replay } from "../src/testing/replay.ts";
import { useServer } from "./support/server.ts";

const records = useServer();

let calls = 0;
const load = task(async function load(row: number) {
  calls++;
  if (row === 2) throw new RangeError("no row 2");
  return row * 10;
});
const part = flow(async function part({ row }: { row: number }) {
  return load(row);
});
const first = flow({ name: "replayed" }, async ({ rows }: { rows: number }) => {
  const id = runtime.flowRun?.id;
  const seen = [await load(1), await load(rows).catch(() => 0), await part({ row: 3 }), await runtime.uuid()];
  return { id, seen };
});

test("a flow is called with what a run left on record, executes nothing, and changes nothing", async () => {
  const { id = "", seen } = await first({ rows: 2 });
  const before = [calls, await records.flowRun(id), await records.tasks(id), await records.flowStates(id)];
  const file = join(records.server.home, "run.json");
  await writeFile(file, JSON.stringify(await recordRun(id)));
  const same = { divergesAt: null, unused: [], result: { id, seen }, error: undefined };
  expect(await replay(first, id)).toEqual(same);
  expect(await replay(first, file)).toEqual(same);
  expect([calls, await records.flowRun(id), await records.tasks(id), await records.flowStates(id)]).toEqual(before);
});

test("changed code is told where it diverges, and what it does not ask for", async () => {
  const { id = "" } = await first({ rows: 2 });
  const recording = await recordRun(id);
  const other = flow({ name: "replayed" }, async () => [await load(1), await load(5)]);
  expect(await replay(other, recording)).toMatchObject({
    divergesAt: expect.stringMatching(/^load\//),
    unused: [expect.stringMatching(/^load\//), expect.stringMatching(/^part\//), expect.stringMatching(/^uuid\//)],
    result: undefined,
  });
  const shorter = flow({ name: "replayed" }, async () => load(1));
  expect(await replay(shorter, recording)).toMatchObject({ divergesAt: null, result: 10, unused: { length: 3 } });
  const withSubflow = flow({ name: "replayed" }, () => part({ row: 4 }));
  expect(await replay(withSubflow, recording)).toMatchObject({ divergesAt: expect.stringMatching(/^part\//) });
});
