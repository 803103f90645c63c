import { filterAutomations } from "@tutti/client/automations";
import { readFlowByName } from "@tutti/client/flows";
import { createWorkPool } from "@tutti/client/work-pools";
import { beforeAll, expect, test } from "vitest";
import { CliServer } from "../support/cli-server.ts";
import { deploy } from "../support/deploy.ts";

const cli = new CliServer();
const ids = { deployment: "", flow: "", pool: "", block: "" };

beforeAll(async () => {
  const pool = await createWorkPool(cli.api, { name: "zoompool", type: "process" });
  const deployment = await deploy(cli.api, "main-flow", "taxi1");
  await cli.call("block", "create", "slack-webhook", "-n", "ops", "-f", "url=https://hooks.example.com/x");
  const block = await cli.json("block", "inspect", "slack-webhook/ops");
  Object.assign(ids, {
    deployment,
    flow: (await readFlowByName(cli.api, "main-flow")).id,
    pool: pool.id,
    block: Object(block).id,
  });
});

const create = (...args: string[]) => cli.call("automation", "create", ...args);

async function made(name: string) {
  const [automation] = await filterAutomations(cli.api, { automations: { name: { any_: [name] } } });
  return automation;
}

test("flags say an automation about the state of runs, and nothing is asked", async () => {
  const flags = ["--name", "alarm", "--description", "wakes us", "--when", "FLOW-RUN", "--state", "failed"];
  const action = [
    "--state",
    "Crashed",
    "--of",
    "main-flow",
    "-a",
    "send-notification=slack-webhook/ops",
    "--subject",
    "Oh",
  ];
  const { code, stdout, stderr } = await create(...flags, ...action);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^\S+ {2}alarm\n$/) });
  expect(stderr).toContain("tutti automation inspect alarm");
  expect(await made("alarm")).toMatchObject({
    description: "wakes us",
    trigger: {
      posture: "Reactive",
      match: { "prefect.resource.id": "prefect.flow-run.*" },
      match_related: { "prefect.resource.role": "flow", "prefect.resource.id": [`prefect.flow.${ids.flow}`] },
      expect: ["prefect.flow-run.Failed", "prefect.flow-run.Crashed"],
      for_each: ["prefect.resource.id"],
    },
    actions: [{ type: "send-notification", block_document_id: ids.block, subject: "Oh" }],
  });
});

test("what stays in a state for too long starts a deployment, with parameters", async () => {
  const flags = [
    "--name",
    "wake",
    "--when",
    "work-pool",
    "--state",
    "not-ready",
    "--of",
    "zoompool",
    "--for",
    "10 minutes",
  ];
  const actions = ["-a", "run-deployment=main-flow/taxi1", "--param", "month=3", "-a", "pause-deployment"];
  expect(await create(...flags, ...actions)).toMatchObject({ code: 0 });
  expect(await made("wake")).toMatchObject({
    trigger: {
      posture: "Proactive",
      match: { "prefect.resource.id": `prefect.work-pool.${ids.pool}` },
      after: ["prefect.work-pool.not-ready"],
      within: 600,
    },
    actions: [
      { type: "run-deployment", source: "selected", deployment_id: ids.deployment, parameters: { month: 3 } },
      { type: "pause-deployment", source: "inferred", deployment_id: null },
    ],
  });
});

test("events are counted, or missed", async () => {
  const many = [
    "--name",
    "many",
    "--when",
    "event",
    "--event",
    "order.*",
    "--times",
    "3",
    "--within",
    "1h",
    "--together",
  ];
  expect(await create(...many, "-a", "cancel-flow-run", "-o", "json")).toMatchObject({ code: 0 });
  expect(await made("many")).toMatchObject({
    trigger: { posture: "Reactive", expect: ["order.*"], threshold: 3, within: 3600, for_each: [] },
  });
  const silent = ["--name", "silent", "--when", "no-event", "--event", "beat", "--within", "60"];
  expect(await create(...silent, "-a", "change-flow-run-state", "--to-state", "failed")).toMatchObject({ code: 0 });
  expect(await made("silent")).toMatchObject({
    trigger: { posture: "Proactive", expect: ["beat"], within: 60, for_each: [] },
    actions: [{ type: "change-flow-run-state", state: "FAILED" }],
  });
});

const STATE = ["--name", "n", "--when", "flow-run", "--state", "Failed"];

test.each([
  [["--when", "flow-run"], 2, "nobody can be asked for here: give --state <state> --action <type> --name <name>."],
  [["--name", "n", "--when", "event"], 2, "nobody can be asked for here: give --event <name> --action <type>."],
  [["--when", "flow-runs"], 2, "Did you mean flow-run?"],
  [["-j", "{}", "--name", "n"], 2, "Give what is written (--from-file, --from-json), or flags: one of them."],
  [["--name", "n", "--when", "flow-run", "--state", "Faild", "-a", "do-nothing"], 2, "Did you mean Failed? There are "],
  [[...STATE, "-a", "dance"], 2, "--action dance: there is no such action."],
  [[...STATE, "-a", "do-nothing=x"], 2, "--action do-nothing=x: do-nothing takes nothing."],
  [
    [...STATE, "-a", "run-deployment=main-flow/taxi2"],
    4,
    "No deployment is called main-flow/taxi2. Did you mean main-flow/taxi1?",
  ],
  [[...STATE, "-a", "send-notification"], 2, "Nobody can be asked here: give --action send-notification=…."],
  [[...STATE, "-a", "do-nothing", "--of", "main"], 4, "No flow is called main."],
  [[...STATE, "-a", "do-nothing", "--for", "soon"], 2, '--for: "soon" is neither a number of seconds nor a span'],
  [[...STATE, "-a", "do-nothing", "--for", "3"], 2, "--for: What stays so, does for ten seconds at least."],
  [[...STATE, "-a", "do-nothing", "--within", "3"], 2, "--within does not go with --when flow-run."],
  [[...STATE, "-a", "do-nothing", "--param", "n=3"], 2, "--param goes with --action run-deployment."],
])("automation create %j ends with %d: %s", async (args, code, message) => {
  expect(await create(...args)).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(message) });
  expect(await made("n")).toBeUndefined();
});
