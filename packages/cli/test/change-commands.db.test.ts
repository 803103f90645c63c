import { expect, test } from "vitest";
import { readFlowRun } from "@tutti/client/flow-runs";
import { CliServer } from "./support/cli-server.ts";

const cli = new CliServer();

test("a run that has not begun is cancelled at once", async () => {
  const id = await cli.createRun("waiting", "SCHEDULED");
  expect(await cli.run("flow-run", "cancel", "waiting")).toEqual({
    code: 0,
    stdout: "waiting  Cancelled\n",
    stderr: "",
  });
  expect(await readFlowRun(cli.api, id)).toMatchObject({ state_type: "CANCELLED" });
});

test("a run that runs is told to stop", async () => {
  const id = await cli.createRun("running", "RUNNING");
  expect(await cli.run("flow-run", "cancel", id)).toEqual({ code: 0, stdout: "running  Cancelling\n", stderr: "" });
  expect(await readFlowRun(cli.api, id)).toMatchObject({ state_type: "CANCELLING" });
});

test("a run that has ended is left as it is", async () => {
  const id = await cli.createRun("done", "COMPLETED");
  expect(await cli.run("flow-run", "cancel", "done")).toEqual({
    code: 1,
    stdout: "",
    stderr:
      "Error: The run's state does not allow it: done is Completed already\n  Fix: See tutti flow-run inspect for what became of the run.\n Docs: tutti docs wrong_state\n",
  });
  expect(await readFlowRun(cli.api, id)).toMatchObject({ state_type: "COMPLETED" });
});

test("deleting asks, and where nobody can answer nothing is deleted", async () => {
  const id = await cli.createRun("precious", "COMPLETED");
  for (const args of [["precious"], ["precious", "--no-prompt"]]) {
    expect(await cli.run("flow-run", "delete", ...args)).toEqual({
      code: 2,
      stdout: "",
      stderr: `Error: Not done, because nobody confirmed it: Delete the flow run precious (${id}, Completed)?\n  Fix: Add --yes, or run it on a terminal.\n`,
    });
  }
  expect(await readFlowRun(cli.api, id)).toMatchObject({ id });
});

test("with --yes it is deleted", async () => {
  const id = await cli.createRun("old", "COMPLETED");
  expect(await cli.run("flow-run", "delete", "old", "--yes")).toEqual({
    code: 0,
    stdout: "",
    stderr: `Deleted the flow run old (${id}, Completed).\n`,
  });
  await expect(readFlowRun(cli.api, id)).rejects.toMatchObject({ status: 404 });
});
