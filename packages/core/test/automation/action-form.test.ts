import { expect, test } from "vitest";
import {
  ACTION_FIELDS,
  type ActionDraft,
  actionGap,
  actionsOf,
  type ActionType,
  actionWords,
  newAction,
} from "../../src/automation/action-form.ts";
import { automationAction } from "../../src/wire/automation-action.ts";

const ID = "01a21985-36e9-7041-84f7-f7091a8c1443";
const TYPES = Object.keys(ACTION_FIELDS) as ActionType[];

/** As a person fills it in. */
function filled(action: ActionDraft): ActionDraft {
  const ids = Object.keys(action).filter((key) => key.endsWith("_id"));
  const needsBlock = ACTION_FIELDS[action.type].some((field) => field.kind === "block");
  return {
    ...action,
    ...Object.fromEntries(ids.map((key) => [key, ID])),
    ...(needsBlock ? { block_document_id: ID } : {}),
  };
}

test("every action that the server knows is offered", () => {
  const known = automationAction.options.map((option) => option.shape.type.value);
  expect(TYPES.toSorted()).toStrictEqual(known.toSorted());
});

test.each(TYPES)("what is asked for a %s is what the server wants", (type) => {
  const action = filled(newAction(type));
  expect(actionGap(action)).toBeNull();
  expect(automationAction.safeParse(action).error).toBeUndefined();
});

test.each<[ActionDraft, string]>([
  [newAction("run-deployment"), "Choose a deployment."],
  [newAction("pause-work-pool"), "Choose a work pool."],
  [newAction("resume-work-queue"), "Choose a work queue."],
  [newAction("pause-automation"), "Choose an automation."],
  [newAction("send-notification"), "Choose a block."],
  [{ ...filled(newAction("send-notification")), body: "" }, "Write the message."],
])("%#: what an action lacks is told", (action, gap) => {
  expect(actionGap(action)).toBe(gap);
});

test("the object of the event needs no choice", () => {
  expect(actionGap({ type: "pause-deployment", source: "inferred", deployment_id: null })).toBeNull();
});

test("actions that no form shows stay JSON", () => {
  expect(actionsOf([newAction("do-nothing")])).toStrictEqual([{ type: "do-nothing" }]);
  expect(actionsOf([{ type: "dance" }])).toBeNull();
  expect(actionsOf(undefined)).toBeNull();
});

test("each action has words of its own", () => {
  expect(new Set(TYPES.map((type) => actionWords({ type }))).size).toBe(TYPES.length);
  expect(actionWords({ type: "run-deployment" })).toBe("run a deployment");
});
