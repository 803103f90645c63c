import { runLogsBody, type RunLogs } from "@tutti/core/wire/dashboard";
import { beforeEach, expect, test } from "vitest";
import type { Store } from "../../../../src/store/store.ts";
import { describeOnDatabases } from "../../../support/databases.ts";
import { child, childLog, etl, fillDashboard, iso, logs, root } from "../dashboard-world.ts";

describeOnDatabases("the logs of a run's page", (database) => {
  let store: Store;
  let isFilled = false;

  beforeEach(async () => {
    ({ store } = await database.open());
    if (!isFilled) await fillDashboard(database);
    isFilled = true;
  });

  test("are those of the run and its subflows, oldest first, page by page", async () => {
    const lines: string[] = [];
    let cursor: string | null = null;
    do {
      const page: RunLogs | null = await store.read("runLogs", {
        ...runLogsBody.parse({ limit: 3, cursor }),
        id: root.id,
      });
      lines.push(...(page?.results.map((line) => line.id) ?? []));
      cursor = page?.next_cursor ?? null;
    } while (cursor !== null);
    const [third, first, second] = logs;
    expect(lines).toEqual([first?.id, second?.id, childLog.id, third?.id]);
  });

  test("say level, time, logger and owner", async () => {
    const page = await store.read("runLogs", { ...runLogsBody.parse({}), id: child.id });
    const { id, flow_run_id, task_run_id } = childLog;
    expect(page?.results).toEqual([
      { id, timestamp: iso(2.5), level: 40, name: "a-logger", message: "a line", flow_run_id, task_run_id },
    ]);
  });

  test("of an unknown run are null", async () => {
    expect(await store.read("runLogs", { ...runLogsBody.parse({}), id: etl.id })).toBeNull();
  });
});
