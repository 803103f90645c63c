import { createDeployment, createDeploymentRun, pollDeployments } from "@tutti/client/deployments";
import { createFlowRunInput, readFlowRunInput } from "@tutti/client/flow-run-inputs";
import { readFlowRun, setFlowRunState } from "@tutti/client/flow-runs";
import { registerFlow } from "@tutti/client/flows";
import { createLogs } from "@tutti/client/logs";
import { createWorkPool, deleteWorkPool } from "@tutti/client/work-pools";
import { expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";

const cli = new CliServer();
const run = (...args: string[]) => cli.call("flow-run", ...args);

test("a run that is under way is paused or suspended, and resumed", async () => {
  const id = await cli.createRun("paused", "RUNNING");
  expect(await run("pause", "paused", "--timeout", "60")).toEqual({ code: 0, stdout: "paused  Paused\n", stderr: "" });
  expect(await readFlowRun(cli.api, id)).toMatchObject({ state_type: "PAUSED", state_name: "Paused" });
  expect(await run("resume", "paused")).toEqual({ code: 0, stdout: "paused  Running\n", stderr: "" });
  expect(await run("pause", "paused")).toMatchObject({ code: 0 });
  const refused = await run("suspend", "paused");
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toContain("Error: The run's state does not allow it: paused was not suspended: ");
});

test("runs are cancelled and deleted by what they have in common, when that is meant", async () => {
  for (const name of ["a", "b"]) await cli.createRun(`late-${name}`, "SCHEDULED");
  const filter = ["--flow-name", "idle", "--state-type", "scheduled"];
  expect(await run("cancel", ...filter)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("Cancel 2 flow runs (late-b, late-a)?"),
  });
  expect(await run("cancel", ...filter, "-y")).toEqual({
    code: 0,
    stdout: "late-b  Cancelled\nlate-a  Cancelled\n",
    stderr: "",
  });
  expect(await run("cancel", ...filter, "-y")).toEqual({ code: 0, stdout: "", stderr: "Nothing was cancelled.\n" });
  expect(await run("cancel")).toMatchObject({ code: 2, stderr: expect.stringContaining("Which runs? Name them, or") });
  expect(await run("cancel", "late-a", "--state", "late")).toMatchObject({ code: 2 });
  expect(await run("delete", "--state", "cancelled", "-y")).toMatchObject({
    code: 0,
    stderr: "Deleted 2 flow runs.\n",
  });
  expect(await run("delete", "--state", "cancelled", "-y")).toMatchObject({ code: 0, stderr: "No runs fit.\n" });
});

test("what failed is found among the logs, and a task's logs stand alone", async () => {
  await cli.runFlow("broken", "bad");
  const [flowRun] = Object(await cli.json("flow-run", "ls", "--flow-name", "steps"));
  const tasks = Object(await cli.json("task-run", "ls", "--flow-run", "broken"));
  const log = (taskRunId: string | null, level: number, message: string) => ({
    name: "test",
    level,
    message,
    timestamp: new Date().toISOString(),
    flow_run_id: flowRun.id,
    task_run_id: taskRunId,
  });
  const idOf = (name: string) => tasks.find((task: { name: string }) => task.name === name).id;
  await createLogs(cli.api, [
    log(null, 20, "of the flow"),
    log(idOf("step-0"), 20, "fine"),
    log(idOf("step-1"), 20, "ouch"),
  ]);
  const messages = (logs: unknown) => Object(logs).map(({ message }: { message: string }) => message);
  const failed = messages(await cli.json("flow-run", "logs", "--failed", "broken"));
  expect(failed).toContain("ouch");
  expect(failed).not.toContain("fine");
  expect(messages(await cli.json("task-run", "logs", idOf("step-0")))).toContain("fine");
  expect(await cli.call("flow-run", "watch", "broken", "--exit-status")).toMatchObject({ code: 1 });
});

test("a paused run that asks for something is resumed with that, and says what is missing", async () => {
  const id = await cli.createRun("asking", "RUNNING");
  const keyset = { description: "paused-1-description", response: "paused-1-response", schema: "paused-1-schema" };
  const details = { pause_key: "1", run_input_keyset: keyset };
  await setFlowRunState(cli.api, id, { state: { type: "PAUSED", state_details: details } });
  const properties = { approved: { type: "boolean" }, note: { type: "string" } };
  const schema = JSON.stringify({ type: "object", properties, required: ["approved"] });
  await createFlowRunInput(cli.api, id, { key: keyset.schema, value: schema });
  expect(await run("resume", "asking", "--input", "note=soon")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("asking asks for more before it goes on: add --input approved=…."),
  });
  expect(await run("resume", "asking", "--input", "approved=perhaps")).toEqual({
    code: 1,
    stdout: "",
    stderr:
      "Error: The input does not fit what the run asked for: approved: \"perhaps\" is not of type 'boolean'\n  Fix: Give values that fit the schema in the code; tutti flow-run resume asks for each.\n Docs: tutti docs invalid_input\n",
  });
  const given = ["--input-json", '{"note": "soon"}', "--input", "approved=true"];
  expect(await run("resume", "asking", ...given)).toEqual({ code: 0, stdout: "asking  Running\n", stderr: "" });
  expect(await readFlowRunInput(cli.api, id, keyset.response)).toEqual({ note: "soon", approved: true });
});

test("a run is run again when it has ended, from a step that it has, and where its flow is known", async () => {
  const id = await cli.createRun("first", "RUNNING");
  expect(await run("rerun", "first")).toMatchObject({ code: 1, stderr: expect.stringContaining("first is Running") });
  await setFlowRunState(cli.api, id, { state: { type: "COMPLETED" } });
  expect(await run("rerun", "first", "--from", "nothing")).toMatchObject({
    code: 4,
    stderr: expect.stringContaining("first has no step nothing"),
  });
  const made = await run("rerun", "first", "--name", "second", "-p", "depth=8");
  expect(made).toMatchObject({ code: 2, stderr: expect.stringContaining("name it with --entrypoint") });
});

test("a run is not scheduled again in a work pool that is gone, unless a process serves its deployment", async () => {
  await createWorkPool(cli.api, { name: "gone", type: "process" });
  const { id: flow_id } = await registerFlow(cli.api, { name: "left" });
  const deployment = await createDeployment(cli.api, { name: "left", flow_id, work_pool_name: "gone" });
  const { id } = await createDeploymentRun(cli.api, deployment.id, { name: "left-behind" });
  await setFlowRunState(cli.api, id, { state: { type: "FAILED" }, force: true });
  await deleteWorkPool(cli.api, "gone");
  for (const verb of ["retry", "resume"]) {
    const refused = await run(verb, "left-behind");
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toContain(
      "the work pool that left-behind waited in is gone, so no worker would take it: go on with it where you are, with --entrypoint",
    );
  }
  expect(await readFlowRun(cli.api, id)).toMatchObject({ state_type: "FAILED" });
  await pollDeployments(cli.api, { deployment_ids: [deployment.id], scheduled_before: new Date().toISOString() });
  expect(await run("retry", "left-behind")).toMatchObject({ code: 0, stdout: "left-behind  Scheduled\n" });
});
