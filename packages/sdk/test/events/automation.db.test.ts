import { readAutomationsRelatedTo } from "@tutti/client/automations";
import { createDeployment } from "@tutti/client/deployments";
import { registerFlow } from "@tutti/client/flows";
import { createWorkPool } from "@tutti/client/work-pools";
import { expect, test } from "vitest";
import { Secret } from "../../src/blocks/secret.ts";
import { actions } from "../../src/events/actions.ts";
import { Automation } from "../../src/events/automation.ts";
import { compoundTrigger, deploymentTrigger, eventTrigger, metricTrigger } from "../../src/events/triggers.ts";
import { replaceTriggers } from "@tutti/project/deploy/replace-triggers";
import { flow } from "../../src/flow.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

const failed = eventTrigger({ expect: "prefect.flow-run.Failed" });

test("an automation is created, read by name and id, changed, disabled and deleted", async () => {
  const created = await Automation.create({
    name: "look after failures",
    description: "cancels",
    trigger: compoundTrigger({ triggers: [failed, failed], require: "any" }),
    actions: [actions.cancelFlowRun(), actions.changeFlowRunState({ state: "FAILED", name: "GivenUp" })],
    actionsOnTrigger: [actions.doNothing()],
    tags: ["ops"],
  });
  const read = await Automation.read("look after failures");
  expect([read.id, (await Automation.read(created.id)).options]).toEqual([created.id, read.options]);
  expect(read.options).toMatchObject({
    description: "cancels",
    tags: ["ops"],
    trigger: { type: "compound", require: "any" },
    actions: [
      { type: "cancel-flow-run" },
      { type: "change-flow-run-state", state: "FAILED", name: "GivenUp", message: null, force: false },
    ],
    actionsOnTrigger: [{ type: "do-nothing" }],
    actionsOnResolve: [],
  });
  await read.update({ name: "look after", actions: [actions.suspendFlowRun()] });
  await read.disable();
  const changed = await Automation.read("look after");
  expect([changed.isEnabled, read.isEnabled, changed.options.actions]).toEqual([
    false,
    false,
    [{ type: "suspend-flow-run" }],
  ]);
  await changed.enable();
  expect((await Automation.list("look after")).map((one) => one.isEnabled)).toEqual([true]);
  expect([await changed.delete(), await changed.delete()]).toEqual([true, false]);
  await expect(Automation.read("look after")).rejects.toMatchObject({ code: "not_found" });
});

test("actions name who they act upon", async () => {
  const { id: flow_id } = await registerFlow(records.api, { name: "acted-upon" });
  const deployment = await createDeployment(records.api, { name: "nightly", flow_id });
  const pool = await createWorkPool(records.api, { name: "night-pool", type: "process" });
  const secret = new Secret({ value: "x" });
  await secret.save("hook");
  const automation = await Automation.create({
    name: "acts",
    trigger: failed,
    actions: [
      actions.runDeployment("acted-upon/nightly", { parameters: { day: 1 }, scheduleAfterSeconds: 60 }),
      actions.pauseDeployment(deployment.id),
      actions.resumeDeployment(),
      actions.pauseWorkPool("night-pool"),
      actions.resumeWorkQueue("night-pool/default"),
      actions.callWebhook({ block: "secret/hook", payload: { text: "{{ flow_run.name }}" } }),
      actions.sendNotification({ block: secret, body: "failed" }),
    ],
  });
  const block = { block_document_id: secret.documentId };
  expect((await Automation.read(automation.id)).options.actions).toMatchObject([
    {
      type: "run-deployment",
      source: "selected",
      deployment_id: deployment.id,
      parameters: { day: 1 },
      schedule_after: 60,
    },
    { type: "pause-deployment", source: "selected", deployment_id: deployment.id },
    { type: "resume-deployment", source: "inferred", deployment_id: null },
    { type: "pause-work-pool", source: "selected", work_pool_id: pool.id },
    { type: "resume-work-queue", source: "selected", work_queue_id: pool.default_queue_id },
    { type: "call-webhook", payload: '{\n  "text": "{{ flow_run.name }}"\n}', ...block },
    { type: "send-notification", body: "failed", ...block },
  ]);
});

test.each([
  ["a deployment that is not there", actions.runDeployment("no-flow/no-deployment"), "not_found"],
  ["a name that is none", actions.runDeployment("nightly"), "not_found"],
  ["a pool that is not there", actions.pauseWorkPool("no-pool"), "not_found"],
  ["a block that is not there", actions.callWebhook({ block: "webhook/none" }), "not_found"],
  ["a block nobody saved", actions.callWebhook({ block: new Secret({ value: "x" }) }), "invalid_block"],
  ["an automation that is not there", actions.pauseAutomation("none"), "not_found"],
])("%s is noticed before anything is saved", async (_what, action, code) => {
  const created = Automation.create({ name: "never saved", trigger: failed, actions: [action] });
  await expect(created).rejects.toMatchObject({ code });
  expect(await Automation.list("never saved")).toEqual([]);
});

test("several of one name must be told apart, and metrics are refused by a server that has none", async () => {
  const options = { name: "twice", trigger: failed, actions: [] };
  await Promise.all([Automation.create(options), Automation.create(options)]);
  await expect(Automation.read("twice")).rejects.toMatchObject({ code: "ambiguous_name" });
  const metric = metricTrigger({ metric: "duration", operator: ">", threshold: 1 });
  await expect(Automation.create({ ...options, trigger: metric })).rejects.toMatchObject({ status: 422 });
});

export const served = flow(async function served() {
  return 1;
});

test("the triggers of a served deployment become automations that run it", async () => {
  const trigger = deploymentTrigger(failed, { name: "again", parameters: { day: 1 } });
  const deployment = await served.toDeployment({ name: "served", triggers: [trigger, { expect: ["b"] }] });
  const { id: flow_id } = await registerFlow(records.api, { name: "served" });
  const { id } = await createDeployment(records.api, { ...deployment.body, flow_id });
  for (let round = 0; round < 2; round++) await replaceTriggers(records.api, id, deployment.triggers ?? []);
  const automations = await readAutomationsRelatedTo(records.api, `prefect.deployment.${id}`);
  expect(automations.map(({ name, actions }) => [name, actions])).toEqual([
    ["again", [expect.objectContaining({ type: "run-deployment", deployment_id: id, parameters: { day: 1 } })]],
    [
      "served__automation_2",
      [expect.objectContaining({ type: "run-deployment", deployment_id: id, parameters: null })],
    ],
  ]);
});
