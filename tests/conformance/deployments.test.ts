import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { ServerProcess } from "../support/server-process.ts";
import { DeploymentApi } from "./deployment-api.ts";
import { deployedProgram, writeProject } from "./deployment-project.ts";
import { PrefectClient } from "./prefect-client.ts";

const home = mkdtempSync(join(tmpdir(), "tutti-deployments-"));

/** The real server of these tests schedules nothing; what schedules make is told by the differential test and by tables. */
const servers = [
  { name: "Tutti on SQLite", env: {} },
  { name: "Tutti on Postgres", env: { TUTTI_DATABASE_URL: inject("postgresUrls").deployments } },
];

/** What the program says of itself. */
const declared = {
  description: "what it does",
  version: "1",
  tags: ["served"],
  parameters: { x: 1 },
  schedules: [{ schedule: { cron: "0 0 * * *" }, active: true }],
};
/** What the project's file says. */
const planned = {
  description: "from a file",
  version: "1",
  tags: ["planned"],
  parameters: { x: 1, name: "somebody" },
  entrypoint: "served.py:deployed",
  enforce_parameter_schema: true,
  global_concurrency_limit: { limit: 2 },
  work_queue_name: "special",
  job_variables: { env: { A: "1" } },
};
const plannedSchedules = [
  ["hourly", true, { x: 2 }],
  ["nightly", false, {}],
  ["weekly", true, {}],
];

const patiently = { timeout: 120_000, interval: 200 };

afterAll(() => {
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

describe.each(servers)("Prefect's deployments on $name", ({ name, env }) => {
  const own = name.toLowerCase().replaceAll(" ", "-");
  const folder = join(home, own);
  let server: ServerProcess | undefined;
  let client: PrefectClient;
  let api: DeploymentApi;

  beforeAll(async () => {
    server = await ServerProcess.start({ home: join(folder, "home"), port: 0, env });
    const { origin } = new URL(server.url);
    client = new PrefectClient(origin);
    api = new DeploymentApi(origin);
  });
  afterAll(async () => {
    client.close();
    await server?.end("SIGTERM");
  });

  test("flow.serve() deploys, runs what is asked of it, and pauses when it ends", async () => {
    const served = `served-${own}`;
    const serving = client.start("python", deployedProgram, served);
    try {
      await expect.poll(async () => (await api.scheduled(served)).length, patiently).toBe(3);
      await client.command("deployment", "run", `deployed/${served}`, "--param", "x=5", "--tag", "by-hand");
      await expect.poll(async () => (await api.askedFor(served))[0]?.state_type, patiently).toBe("COMPLETED");
      const [run] = await api.askedFor(served);
      expect({ ...run, tags: run?.tags.toSorted() }).toMatchObject({
        parameters: { x: 5 },
        tags: ["by-hand", "served"],
      });
      expect(await api.deployment(served)).toMatchObject({ paused: false, status: "READY", work_pool_name: null });
    } finally {
      serving.kill("SIGINT");
      await once(serving, "exit");
    }
    expect(await api.deployment(served)).toMatchObject({ ...declared, paused: true });
    expect(await api.scheduled(served)).toEqual([]);
  });

  test("prefect deploy deploys what prefect.yaml says, and its active schedules make runs", async () => {
    const pool = `pool-${own}`;
    writeProject(join(folder, "project"), pool);
    await api.createPool(pool);
    await client.commandIn(join(folder, "project"), "--no-prompt", "deploy", "--all");
    const deployment = await api.deployment("planned");
    expect(deployment).toMatchObject({ ...planned, work_pool_name: pool });
    expect(schedulesOf(deployment)).toEqual(plannedSchedules);
    await expect
      .poll(async () => new Set(await slugsOf(api, "planned")), patiently)
      .toEqual(new Set(["hourly", "weekly"]));
  });
});

function schedulesOf(deployment: Record<string, unknown> | null) {
  const schema = z.array(z.looseObject({ slug: z.string(), active: z.boolean(), parameters: z.unknown() }));
  const schedules = schema.parse(deployment?.["schedules"]);
  const bySlug = schedules.toSorted((left, right) => left.slug.localeCompare(right.slug));
  return bySlug.map(({ slug, active, parameters }) => [slug, active, parameters]);
}

/** Which schedules have made runs ahead. */
async function slugsOf(api: DeploymentApi, name: string): Promise<string[]> {
  const creator = z.object({ display_value: z.string() });
  return (await api.scheduled(name)).map((run) => creator.parse(run["created_by"]).display_value);
}
