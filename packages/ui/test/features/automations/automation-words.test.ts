import { automationCreate, type Automation } from "@tutti/core/wire/automation";
import type { Trigger } from "@tutti/core/wire/trigger";
import { expect, test } from "vitest";
import {
  bodyOf,
  draftOfAutomation,
  gapOf,
  newAutomationDraft,
  TEMPLATES,
} from "../../../src/features/automations/automation-draft.ts";
import { actionsWords, triggerWords } from "../../../src/features/automations/automation-words.ts";

const failed: Extract<Trigger, { type: "event" }> = {
  type: "event",
  id: "t",
  match: { "prefect.resource.id": "prefect.flow-run.*" },
  match_related: {},
  after: [],
  expect: ["prefect.flow-run.Failed"],
  for_each: [],
  posture: "Reactive",
  threshold: 1,
  within: 0,
};

const each = { ...failed, for_each: ["prefect.resource.id"] };
const pool = { match: { "prefect.resource.id": "prefect.work-pool.*" } };

test.each<[Trigger, string]>([
  [failed, "when prefect.flow-run.Failed of prefect.flow-run.* happens"],
  [each, "when a flow run is failed"],
  [
    { ...each, ...pool, expect: ["prefect.work-pool.not-ready", "prefect.work-pool.paused"] },
    "when a work pool is not ready or paused",
  ],
  [
    {
      ...each,
      posture: "Proactive",
      after: ["prefect.flow-run.Running"],
      expect: ["prefect.flow-run.*"],
      within: 5400,
      match_related: { "prefect.resource.role": "flow", "prefect.resource.id": ["prefect.flow.f"] },
    },
    "when a flow run of one flow has been running for 1 h 30 min",
  ],
  [{ ...failed, threshold: 3, within: 300, match: {} }, "when prefect.flow-run.Failed happens 3 times within 5 min"],
  [
    {
      ...failed,
      posture: "Proactive",
      after: ["a"],
      expect: [],
      match: { "prefect.resource.id": ["x", "y"] },
      within: 60,
    },
    "when anything of x or y does not happen after a within 1 min",
  ],
  [
    { type: "sequence", id: "s", within: 60, triggers: [failed, { ...failed, match: {} }] },
    "in this order within 1 min: when prefect.flow-run.Failed of prefect.flow-run.* happens; when prefect.flow-run.Failed happens",
  ],
  [
    { type: "compound", id: "c", within: null, require: "all", triggers: [{ ...failed, match: {} }] },
    "all of these: when prefect.flow-run.Failed happens",
  ],
  [
    { type: "compound", id: "c", within: null, require: 2, triggers: [{ ...failed, match: {} }] },
    "2 of these: when prefect.flow-run.Failed happens",
  ],
])("%#: a trigger reads as %s", (trigger, words) => {
  expect(triggerWords(trigger)).toBe(words);
});

const automation: Automation = {
  id: "a",
  created: null,
  updated: null,
  name: "n",
  description: "d",
  enabled: false,
  tags: ["t"],
  trigger: failed,
  actions: [{ type: "do-nothing" }],
  actions_on_trigger: [{ type: "cancel-flow-run" }],
  actions_on_resolve: [],
};

test("actions are told in order", () => {
  expect(actionsWords(automation)).toBe("do nothing, then cancel the run");
  expect(actionsWords({ ...automation, actions: [], actions_on_trigger: [] })).toBe("nothing");
});

test("what the form does not show stays", () => {
  expect(bodyOf(draftOfAutomation(automation), automation)).toStrictEqual({
    name: "n",
    description: "d",
    tags: ["t"],
    enabled: false,
    trigger: failed,
    actions: [{ type: "do-nothing" }],
    actions_on_trigger: [{ type: "cancel-flow-run" }],
    actions_on_resolve: [],
  });
});

test.each(Object.entries(TEMPLATES))(
  "the server takes the template “%s”, once its object is chosen",
  (_words, template) => {
    const draft = { ...newAutomationDraft(), ...template };
    expect(gapOf(draft)).toMatch(/^(Choose a (block|deployment)|Give it a name)\.$/);
    const body = bodyOf({ ...draft, name: "n", actions: newAutomationDraft().actions }, null);
    expect(automationCreate.safeParse(body).success).toBe(true);
  },
);
