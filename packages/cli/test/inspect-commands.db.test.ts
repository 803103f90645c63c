import { beforeAll, expect, test } from "vitest";
import { readFlowRun } from "@tutti/client/flow-runs";
import { registerFlow } from "@tutti/client/flows";
import { readTaskRun } from "@tutti/client/task-runs";
import { z } from "zod";
import { CliServer } from "./support/cli-server.ts";
import { runCli } from "./support/run-cli.ts";

const made = z.looseObject({ id: z.string() });
const cli = new CliServer();
let goodId = "";
let failedTaskId = "";

beforeAll(async () => {
  await cli.runFlow("brave-otter", "good");
  await cli.runFlow("calm-fox", "bad");
  await cli.createRun("twin", "SCHEDULED");
  await cli.createRun("twin", "SCHEDULED");
  goodId = await idOf("flow-run", "ls", "--state", "Completed");
  failedTaskId = await idOf("task-run", "ls", "--state", "Failed");
});

async function idOf(...args: string[]): Promise<string> {
  const found = await cli.json(...args);
  const [first] = Array.isArray(found) ? found : [];
  return String(first.id);
}

test("flow-run inspect tells state, times, parameters, tasks and states", async () => {
  const { code, stdout, stderr } = await cli.run("flow-run", "inspect", "calm-fox");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(
    /^calm-fox {2}Failed\n\nFlow +steps\nId +[\da-f-]{36}\nMessage +Flow run encountered an exception: Error: boom\n/,
  );
  expect(stdout).toMatch(
    /\nStarted +\d{4}-.* (?:ago|now)\)\nEnded +\d{4}-.* (?:ago|now)\)\nTook +\S+\nAttempts +1\nParameters +\{"count":3\}\n/,
  );
  expect(stdout).toMatch(/\nTasks\nNAME +STATE +TOOK +ID\nstep-0 +Completed .*\nstep-1 +Failed /);
  expect(stdout).toMatch(
    /\nStates\nAT +STATE +MESSAGE\n[\d:.]+ +Pending\n[\d:.]+ +Running\n[\d:.]+ +Failed +Flow run enc/,
  );
  expect(stdout).toContain(`${cli.server.url.replace(/\/api$/, "")}/dashboard/runs/flow-run/`);
});

test("of a run that waits, flow-run inspect says why, and what to type", async () => {
  const flow = await registerFlow(cli.api, { name: "waits" });
  await cli.call("work-pool", "create", "nobodys", "--type", "process");
  const deployment = { name: "d", flow_id: flow.id, work_pool_name: "nobodys" };
  const { id } = await cli.api.post("/deployments/", deployment, made);
  await cli.api.post(`/deployments/${id}/create_flow_run`, { name: "idle-owl" }, made);
  const { stdout } = await cli.run("flow-run", "inspect", "idle-owl");
  expect(stdout).toMatch(
    /\nWaiting +It is due since [-\d]+ [:\d]+, and nothing has taken it yet\. No worker was ever started for the pool “nobodys”\.\nTo go on +tutti worker start --pool nobodys\n/,
  );
  expect((await cli.run("flow-run", "inspect", "calm-fox")).stdout).not.toContain("Waiting");
});

test("as JSON it is what the API answers, whether by name, by id or by the beginning of the id", async () => {
  const expected: unknown = JSON.parse(JSON.stringify(await readFlowRun(cli.api, goodId)));
  for (const reference of ["brave-otter", goodId, goodId.toUpperCase(), goodId.slice(0, -1)]) {
    expect(await cli.json("flow-run", "inspect", reference)).toEqual(expected);
  }
});

test("task-run inspect likewise", async () => {
  const { code, stdout } = await cli.run("task-run", "inspect", failedTaskId);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^step-1 {2}Failed\n\nTask +step\n/);
  expect(stdout).toMatch(/\nFlow run +calm-fox \([\da-f-]{36}\)\nMessage +Task run encountered an exception/);
  const expected: unknown = JSON.parse(JSON.stringify(await readTaskRun(cli.api, failedTaskId)));
  expect(await cli.json("task-run", "inspect", failedTaskId)).toEqual(expected);
});

test.each([
  ["flow-run", "brave-oter", "No flow run is called brave-oter. Did you mean brave-otter?"],
  ["flow-run", "00000000-0000-4000-8000-000000000000", "No flow run has the id 00000000-0000-4000-8000-000000000000."],
  ["task-run", "stepp-0", "No task run is called stepp-0. Did you mean step-0?"],
  ["flow-run", "twin", "More than one fits: flow runs that twin may mean:\n    "],
  ["task-run", "step-0", "More than one fits: task runs that step-0 may mean:\n    "],
])("%s inspect %s ends with 4 and says why", async (noun, reference, message) => {
  const { code, stdout, stderr } = await cli.run(noun, "inspect", reference);
  expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
  expect(stderr).toContain(`Error: ${message}`);
  expect(stderr).toMatch(/\n {2}Fix: /);
});

test("the dashboard's address is data, and the browser is opened with it", async () => {
  const url = `${cli.server.url.replace(/\/api$/, "")}/dashboard`;
  expect(await cli.run("dashboard", "open")).toMatchObject({ code: 0, stdout: `${url}\n` });
  expect(await cli.run("flow-run", "inspect", "brave-otter", "--web")).toMatchObject({
    code: 0,
    stdout: `${url}/runs/flow-run/${goodId}\n`,
  });
  const elsewhere = { env: { ...cli.env, PREFECT_UI_URL: "https://tutti.example/ui/" } };
  expect(await runCli(["flow-run", "inspect", goodId, "--web"], elsewhere)).toMatchObject({
    code: 0,
    stdout: `https://tutti.example/ui/runs/flow-run/${goodId}\n`,
  });
});
