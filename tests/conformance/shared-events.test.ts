import { createDeployment } from "@tutti/client/deployments";
import { filterEvents } from "@tutti/client/events";
import { filterFlowRuns } from "@tutti/client/flow-runs";
import { registerFlow } from "@tutti/client/flows";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { BothLanguages, meetingPlaces } from "./both-languages.ts";

const PATIENCE = { timeout: 120_000, interval: 200 };

const event = { type: "event", match: {}, match_related: {}, after: [] };

const ofTypescript = {
  name: "of typescript",
  enabled: false,
  trigger: {
    type: "sequence",
    within: 3600,
    triggers: [
      { ...event, posture: "Reactive", for_each: ["prefect.resource.id"], threshold: 2, within: 0 },
      { ...event, posture: "Proactive", expect: ["a.b"], for_each: [], threshold: 1, within: 30 },
    ],
  },
  actions: [{ type: "cancel-flow-run" }, { type: "change-flow-run-state", state: "FAILED", message: "enough" }],
  actions_on_trigger: [{ type: "do-nothing" }],
  actions_on_resolve: [],
};

describe.each(meetingPlaces)("events and automations of both languages on $name", ({ isTutti }) => {
  const both = new BothLanguages(isTutti);
  let python: unknown;
  let typescript: unknown;
  let deploymentId = "";

  beforeAll(async () => {
    const { id: flow_id } = await registerFlow(both.api, { name: "emits" });
    ({ id: deploymentId } = await createDeployment(both.api, { name: "again", flow_id }));
    await both.typescript("shared-events.ts", "write");
    python = await both.python("shared_events.py");
    typescript = await both.typescript("shared-events.ts", "read");
  });

  test("an event of a run is related to the same, whichever language emits it", async () => {
    const filter = { event: { name: ["shared.happened"] }, order: "ASC" as const };
    // A Prefect server writes events some seconds after it took them.
    const events = await vi.waitFor(async () => {
      const page = await filterEvents(both.api, { filter });
      expect(page.total).toBe(2);
      return page.events;
    }, PATIENCE);
    const related = ["flow-run", "task-run", "flow", "tag"];
    expect(
      events.map((one) => [one.payload, one.related.map((other) => other["prefect.resource.role"]), one.follows]),
    ).toEqual([
      [{ by: "typescript" }, related, null],
      [{ by: "python" }, related, null],
    ]);
  });

  test("an automation of TypeScript is what Python reads", () => {
    expect(python).toMatchObject(ofTypescript);
  });

  test("an automation of Python is what TypeScript reads, and it changes its own", () => {
    expect(typescript).toMatchObject({
      options: {
        name: "of python",
        enabled: true,
        trigger: { type: "event", expect: ["a.b"], posture: "Reactive", threshold: 2, within: 60 },
        actions: [{ type: "cancel-flow-run" }],
      },
      again: [false, "changed"],
    });
  });

  test("an event that is emitted has the automation run the deployment", async () => {
    // Told until it is heard: a Prefect server takes some time to look for what a new automation waits for.
    await vi.waitFor(async () => {
      await both.typescript("shared-events.ts", "emit");
      const runs = await filterFlowRuns(both.api, { flow_runs: { deployment_id: { any_: [deploymentId] } } });
      expect(runs.map(({ created_by }) => created_by?.type)).toContain("AUTOMATION");
    }, PATIENCE);
  });
});
