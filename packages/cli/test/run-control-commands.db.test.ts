import { readFlowRun } from "@tutti/client/flow-runs";
import { createLogs } from "@tutti/client/logs";
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
