import { randomUUID } from "node:crypto";
import { readAutomationsRelatedTo } from "@tutti/client/automations";
import { readDeploymentByName } from "@tutti/client/deployments";
import { createWorkPool } from "@tutti/client/work-pools";
import { beforeAll, expect, test } from "vitest";
import { Program } from "./support/program.ts";
import { useServer } from "./support/server.ts";

const records = useServer();
const name = randomUUID();

beforeAll(async () => {
  await createWorkPool(records.api, { name: "zoompool", type: "process" });
});

test("flows are deployed from code, with what their types and schemas say, or refused", async () => {
  const program = new Program("deploys", [], { ...records.env, DEPLOYMENT: name });
  expect(await program.ended()).toEqual({ code: 0, signal: null });
  const loaded = await readDeploymentByName(records.api, "load-month", name);
  expect(program.lines).toEqual([
    `deployed ${JSON.stringify({ id: loaded.id, name: `load-month/${name}` })}`,
    expect.stringMatching(/^refused TuttiError: There is no such work pool: nopool\./),
    expect.stringMatching(/^refused TuttiError: It cannot be deployed: the schedule "every day": /),
    expect.stringMatching(/^refused TuttiError: It cannot be deployed: .* its parameters do not fit the flow: /),
  ]);
  expect(loaded).toMatchObject({
    description: "Loads a month.",
    entrypoint: expect.stringMatching(/deploys\.ts:loadMonth$/),
    work_pool_name: "zoompool",
    work_queue_name: "fast",
    job_variables: { env: { A: "b" }, command: "tutti flow-run execute" },
    parameters: { path: "rows" },
    tags: ["daily"],
    schedules: [{ schedule: { cron: "0 7 * * *", timezone: "Europe/Berlin" } }],
    global_concurrency_limit: { limit: 2 },
    concurrency_options: { collision_strategy: "CANCEL_NEW" },
    pull_steps: [{ "prefect.deployments.steps.set_working_directory": { directory: process.cwd() } }],
    parameter_openapi_schema: {
      title: "Parameters",
      type: "object",
      properties: {
        path: { title: "path", position: 0, type: "string", description: "Where the rows are." },
        month: { title: "month", position: 1, type: "number", default: 3 },
      },
      required: ["path"],
    },
  });
  expect(await readAutomationsRelatedTo(records.api, `prefect.deployment.${loaded.id}`)).toMatchObject([
    { name: `${name}__automation_1`, trigger: { expect: ["month.over"] } },
  ]);
  const { description, parameter_openapi_schema } = await readDeploymentByName(records.api, "checked", name);
  expect(description).toBe("Checks a day.");
  expect(parameter_openapi_schema).toEqual({
    title: "Parameters",
    type: "object",
    properties: {
      since: { title: "since", position: 0, type: "string", format: "date-time" },
      limit: { title: "limit", position: 1, type: "integer", default: 10 },
    },
    required: ["since"],
  });
});
