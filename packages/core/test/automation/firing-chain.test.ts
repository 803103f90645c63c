import { describe, expect, test } from "vitest";
import type { Firing } from "../../src/automation/firing.ts";
import { chainLabels, endsSomewhere } from "../../src/automation/firing-chain.ts";
import type { TriggerEvent } from "../../src/automation/trigger-event.ts";
import { eventAt, eventTrigger, T0 } from "../support/trigger-events.ts";

const LABEL = "tutti.firing-chain";

function told(name: string, chain?: string): TriggerEvent {
  const resource = {
    "prefect.resource.id": "prefect.automation.a",
    ...(chain === undefined ? {} : { [LABEL]: chain }),
  };
  return eventAt(0, name, { resource });
}

function firing(event: TriggerEvent | null, firings: readonly Firing<TriggerEvent>[] = []): Firing<TriggerEvent> {
  return { id: "f", trigger: eventTrigger({}), triggered: T0, labels: {}, firings, event };
}

describe("what an automation tells of its firing", () => {
  test.each([
    ["nothing in particular", {}, false],
    ["everything of Prefect's", { expect: ["prefect.*"] }, false],
    ["some resource", { match: { "prefect.resource.id": "prefect.*" } }, false],
    ["automations by the event's name", { expect: ["x", "prefect.automation.triggered"] }, true],
    ["automations by what it waits for", { after: ["prefect.automation.*"] }, true],
    ["an automation by its id", { match: { "prefect.resource.id": ["prefect.automation.a"] } }, true],
  ])("of a trigger that names %s", (_what, trigger, counts) => {
    const names = ["triggered", "resolved", "action.triggered", "action.executed", "action.failed"];
    const counted = names.filter((name) => endsSomewhere(eventTrigger(trigger), told(`prefect.automation.${name}`)));
    expect(counted).toEqual(counts ? names : []);
  });

  test.each(["prefect.automation.created", "prefect.flow-run.Failed", "x.prefect.automation.triggered"])(
    "%s is none of it",
    (name) => {
      expect(endsSomewhere(eventTrigger({}), told(name))).toBe(true);
    },
  );

  test.each([
    [undefined, true],
    ["9", true],
    ["10", false],
    ["x", false],
  ])("after a chain of %s", (chain, counts) => {
    const trigger = eventTrigger({ expect: ["prefect.automation.*"] });
    expect(endsSomewhere(trigger, told("prefect.automation.triggered", chain))).toBe(counts);
  });
});

describe("the labels of a firing", () => {
  test.each([
    ["what happened by itself", firing(eventAt(0, "x")), {}],
    ["nothing", firing(null), {}],
    ["an automation", firing(told("prefect.automation.triggered")), { [LABEL]: "1" }],
    ["a chain", firing(told("prefect.automation.action.failed", "3")), { [LABEL]: "4" }],
    [
      "the longest of several",
      firing(eventAt(0, "x"), [firing(told("prefect.automation.triggered", "2")), firing(eventAt(0, "y"))]),
      { [LABEL]: "3" },
    ],
  ])("that %s led to", (_what, of, labels) => {
    expect(chainLabels(of)).toEqual(labels);
  });
});
