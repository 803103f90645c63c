import { expect, test } from "vitest";
import { retriggerProblem } from "../../src/automation/retrigger-problem.ts";
import { automationAction } from "../../src/wire/automation-action.ts";
import { triggerInput } from "../../src/wire/trigger.ts";

const ID = "0198a3c4-6f00-7000-8000-0000000000ab";
const running = { type: "event", posture: "Reactive", expect: ["prefect.flow-run.Running"] };
const selected = { type: "run-deployment", deployment_id: ID };
const inferred = { type: "run-deployment", source: "inferred" };
const everyRun = { "prefect.resource.id": ["x", "prefect.flow-run.*"] };

test.each([
  ["an inferred deployment", running, inferred, true],
  ["a selected deployment, on every run", running, selected, true],
  ["a selected deployment, on every run by its kind", { ...running, match: everyRun }, selected, true],
  ["on every state", { ...running, expect: ["prefect.flow-run.*"] }, inferred, true],
  ["runs with a label", { ...running, match: { team: "a" } }, selected, false],
  ["runs of a kind with a label", { ...running, match: { ...everyRun, team: "a" } }, selected, false],
  ["runs with a relation", { ...running, match_related: [{ team: "a" }] }, selected, false],
  ["a state that not every run has", { ...running, expect: ["prefect.flow-run.Failed"] }, inferred, false],
  ["a proactive trigger", { ...running, posture: "Proactive" }, inferred, false],
  ["a sequence", { type: "sequence", within: 1, triggers: [running] }, inferred, false],
  ["another action", running, { type: "cancel-flow-run" }, false],
])("%s", (_what, trigger, action, isEndless) => {
  const problem = retriggerProblem(triggerInput.parse(trigger), [automationAction.parse(action)]);
  expect(problem?.includes("without end") ?? false).toBe(isEndless);
});
