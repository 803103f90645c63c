import { readDeployment, resumeDeployment } from "@tutti/client/deployments";
import { readFlowRun } from "@tutti/client/flow-runs";
import { createWorkPool } from "@tutti/client/work-pools";
import { beforeAll, expect, test } from "vitest";
import { CliServer } from "./support/cli-server.ts";
import { deploy } from "./support/deploy.ts";

const cli = new CliServer();
const TAXI = "main-flow/taxi1";
let taxiId = "";

beforeAll(async () => {
  await createWorkPool(cli.api, { name: "zoompool", type: "process" });
  taxiId = await deploy(cli.api, "main-flow", "taxi1");
});

const UUID = String.raw`[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}`;

test("deployment run creates a run with parameters, tags, a name and a time to begin", async () => {
  const wanted = ["-p", "month=3", "--params", '{"month": 2, "path": "x"}', "--job-variable", 'env={"A": "b"}'];
  const named = ["--tag", "red", "--tag", "blue", "--flow-run-name", "third", "--start-at", "2099-08-01 17:30 UTC"];
  const { code, stdout, stderr } = await cli.call("deployment", "run", TAXI, ...wanted, ...named);
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr:
      "  No worker takes runs of the pool zoompool now: it waits for one.\n" +
      "  Start one: tutti worker start --pool zoompool\n" +
      "  Follow it: tutti flow-run watch third\n",
  });
  expect(stdout).toMatch(
    new RegExp(
      `^Run +third\nId +${UUID}\nDeployment +${TAXI}\nParameters +\\{"month":3,"path":"x"\\}\nScheduled +2099-`,
    ),
  );
  const [run] = Object(await cli.json("flow-run", "ls", "--flow-name", "main-flow"));
  expect(await readFlowRun(cli.api, run.id)).toMatchObject({
    name: "third",
    deployment_id: taxiId,
    parameters: { month: 3, path: "x" },
    job_variables: { env: { A: "b" } },
    tags: ["red", "blue"],
    state_type: "SCHEDULED",
    expected_start_time: "2099-08-01T17:30:00Z",
  });
});

test("a run begins after a span of time, and its deployment may be named by id", async () => {
  const asked = Date.now();
  const { code, stdout } = await cli.call("deployment", "run", "--id", taxiId, "--start-in", "2 hours", "-o", "json");
  expect(code).toBe(0);
  const { expected_start_time: begins } = JSON.parse(stdout);
  expect(Date.parse(begins) - 7_200_000).toBeGreaterThanOrEqual(asked);
  expect(Date.parse(begins) - 7_200_000).toBeLessThanOrEqual(Date.now());
});

test("deployment run --watch waits for the run's end, and its outcome is the exit code", async () => {
  await deploy(cli.api, "watched", "one");
  const watching = cli.run("deployment", "run", "watched/one", "--watch", "--watch-interval", "0.05");
  await cancelFirstRunOf("watched");
  const { code, stdout } = await watching;
  expect(code).toBe(1);
  expect(stdout).toMatch(/Cancelled/);
  expect(
    await cli.call("deployment", "run", "watched/one", "--watch", "--watch-timeout", "0.1", "-o", "json"),
  ).toMatchObject({ code: 5, stdout: "", stderr: expect.stringContaining("--watch-timeout of deployment run") });
});

async function cancelFirstRunOf(flow: string): Promise<void> {
  for (;;) {
    const [run] = Object(await cli.json("flow-run", "ls", "--flow-name", flow));
    if (run === undefined) continue;
    await cli.call("flow-run", "cancel", run.id);
    return;
  }
}

test.each([
  [[], 2, "Which deployment? Give <flow>/<deployment>, or --id <id>."],
  [["taxi1"], 2, "A deployment is named <flow>/<deployment>, or by its id, not taxi1."],
  [["main-flow/taxi"], 4, "No deployment is called main-flow/taxi. Did you mean main-flow/taxi1?"],
  [[TAXI, "-p", "mnth=3"], 2, "The flow has no parameter mnth. Did you mean month? It takes month, path."],
  [[TAXI, "-p", "month=may"], 1, "Invalid parameters: Validation failed for field 'month'. Failure reason: "],
  [[TAXI, "-p", "month"], 2, "--param month is not of the form name=value."],
  [[TAXI, "-p", 'month={"a":'], 2, "The value of --param month is not JSON: "],
  [[TAXI, "--params", "[]"], 2, '--params must be a JSON object, {"name": value, …}.'],
  [[TAXI, "--start-in", "soon"], 2, '--start-in "soon" is no span of time, such as "5 minutes" or "1h30m".'],
  [[TAXI, "--start-at", "soon"], 2, '--start-at "soon" is no time, such as "5:30pm"'],
  [[TAXI, "--start-at", "9am", "--start-in", "1h"], 2, "--start-in and --start-at exclude each other."],
])("deployment run %j ends with %d: %s", async (args, code, message) => {
  const outcome = await cli.call("deployment", "run", ...args);
  expect(outcome).toMatchObject({ code, stdout: "", stderr: expect.stringContaining(`Error: ${message}`) });
});

test("deployments are listed by name, of all flows or of one", async () => {
  await deploy(cli.api, "main-flow", "another");
  const { stdout } = await cli.call("deployment", "ls", "main-flow");
  const rows = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/ {2,}/).slice(0, 3));
  expect(rows).toEqual([
    ["NAME", "STATUS", "WORK POOL"],
    ["main-flow/another", "not ready", "zoompool"],
    [TAXI, "not ready", "zoompool"],
  ]);
  expect(await cli.json("deployment", "ls", "--by-created")).toMatchObject([
    { name: "another" },
    { name: "one" },
    { name: "taxi1" },
  ]);
  expect(await cli.json("deployment", "inspect", TAXI)).toMatchObject({ id: taxiId });
});

test("one is deleted, or all are, when that is meant", async () => {
  await resumeDeployment(cli.api, taxiId);
  expect(await cli.call("deployment", "delete", TAXI)).toEqual({
    code: 2,
    stdout: "",
    stderr:
      "Error: Not done, because nobody confirmed it: Delete the deployment main-flow/taxi1 and the scheduled runs?\n  Fix: Add --yes, or run it on a terminal.\n",
  });
  expect(await cli.call("deployment", "delete", "--id", taxiId, "--yes")).toMatchObject({ code: 0 });
  await expect(readDeployment(cli.api, taxiId)).rejects.toMatchObject({ status: 404 });
  expect(await cli.call("deployment", "delete", "--all", TAXI)).toMatchObject({ code: 2 });
  expect(await cli.call("deployment", "delete", "--all", "--yes")).toMatchObject({
    code: 0,
    stderr: "Deleted all 2 deployments and the scheduled runs.\n",
  });
  expect(await cli.json("deployment", "ls")).toEqual([]);
});
