import { join } from "node:path";
import { filterTaskRuns } from "@tutti/client/task-runs";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { BothLanguages, meetingPlaces } from "./both-languages.ts";

const PATIENCE = { timeout: 120_000, interval: 200 };

const outcome = z.object({ id: z.string(), seen: z.unknown(), error: z.string(), undone: z.array(z.string()) });

describe.each(meetingPlaces)("transactions of both languages on $name", ({ isTutti }) => {
  const both = new BothLanguages(isTutti);
  const storage = join(both.folder, "storage");
  const typescript = async (...keys: string[]) =>
    outcome.parse(await both.typescript("shared-transactions.ts", both.folder, ...keys));

  test("what one has done under a key, the other does not do again", async () => {
    expect(await typescript("loads/left")).toMatchObject({ seen: [{ by: "typescript" }] });
    const python = await both.python("shared_transactions.py", storage);
    expect(python).toEqual([{ committed: { by: "typescript" } }, { staged: true }]);
    expect(await typescript("loads/left", "loads/right")).toMatchObject({
      seen: [{ by: "typescript" }, { by: "python" }],
    });
  });

  test("tasks of a transaction that failed are on record as rolled back", async () => {
    const { id, error, undone } = await typescript();
    expect([error, undone]).toEqual(["the body fails", ["a"]]);
    await vi.waitFor(async () => {
      const runs = await filterTaskRuns(both.api, { task_runs: { flow_run_id: { any_: [id] } }, sort: "NAME_ASC" });
      const states = runs.map(({ name, state_type, state_name }) => `${name}: ${state_type} ${state_name}`);
      expect(states).toEqual([
        "transaction-0: FAILED Failed",
        "transaction-rolled-back-0: COMPLETED Completed",
        "transaction-rolls-back-0: COMPLETED Completed",
        "write-0: COMPLETED RolledBack",
        "write-on-rollback-0: COMPLETED Completed",
      ]);
    }, PATIENCE);
  });
});
