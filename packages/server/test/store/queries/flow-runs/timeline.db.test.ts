import { beforeEach, expect, test } from "vitest";
import type { Store } from "../../../../src/store/store.ts";
import { describeOnDatabases } from "../../../support/databases.ts";
import {
  artifact,
  artifactOfChild,
  child,
  childBar,
  childRow,
  childTask,
  etl,
  extract,
  extractBar,
  fillDashboard,
  iso,
  placeholder,
  root,
  rootState,
  waiting,
} from "../dashboard-world.ts";

describeOnDatabases("a timeline", (database) => {
  let store: Store;
  let isFilled = false;

  beforeEach(async () => {
    ({ store } = await database.open());
    if (!isFilled) await fillDashboard(database);
    isFilled = true;
  });

  test("has the run, its task runs and those of its subflows, and what they made", async () => {
    const page = await store.read("timeline", { id: root.id });
    expect(page).toEqual({
      flow_run: expect.objectContaining({ id: root.id, state: expect.objectContaining({ id: rootState.id }) }),
      flow_name: "etl",
      deployment_name: null,
      parent: null,
      states: [{ id: rootState.id, type: "RUNNING", name: "Running", timestamp: iso(-30), message: "m".repeat(600) }],
      task_run_counts: { COMPLETED: 1, PENDING: 1 },
      task_runs: [
        extractBar,
        expect.objectContaining({
          id: placeholder.id,
          subflow_run_id: child.id,
          upstream: [extract.id],
          states: null,
        }),
        expect.objectContaining({ id: childTask.id, flow_run_id: child.id }),
        expect.objectContaining({ id: waiting.id, upstream: [placeholder.id], encapsulating: [extract.id] }),
      ],
      subflow_runs: [childBar],
      artifacts: [
        {
          id: artifact.id,
          key: "numbers",
          type: "markdown",
          description: "d",
          flow_run_id: root.id,
          task_run_id: null,
          created: iso(0),
        },
        expect.objectContaining({ id: artifactOfChild.id, task_run_id: childTask.id }),
      ],
      is_truncated: false,
    });
  });

  test("of a subflow names its parent, and ends below it", async () => {
    const page = await store.read("timeline", { id: child.id });
    expect(page).toMatchObject({ parent: childRow.parent, task_runs: [{ id: childTask.id }], subflow_runs: [] });
  });

  test("of an unknown run is null", async () => {
    expect(await store.read("timeline", { id: etl.id })).toBeNull();
  });
});
