import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createRun, deploy, PROGRAMS } from "../support/deployed.ts";
import { tutti } from "../support/executed-run.ts";
import { Program } from "../support/program.ts";
import { useServer } from "../support/server.ts";

const records = useServer();

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-resume-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a run of a program that was killed goes on by tutti flow-run resume, from its last step", async () => {
  const env = { ...records.env, CALLS: join(folder, "calls"), GO: join(folder, "go") };
  const killed = new Program("local-run", [], env);
  const id = await killed.said("run ");
  await killed.said("holding");
  killed.send("SIGKILL");
  await killed.ended();
  await records.letLeaseEnd(id);
  expect((await records.flowRun(id)).labels).toMatchObject({
    "tutti.entrypoint": expect.stringMatching(/local-run\.ts:local$/),
    "tutti.folder": process.cwd(),
  });
  await writeFile(env.GO, "");
  const resumed = tutti(["flow-run", "resume", id], env);
  expect(await resumed.ended()).toEqual({ code: 0, signal: null });
  expect(resumed.lines.at(-1)).toMatch(/Completed/);
  expect(await readFile(env.CALLS, "utf8")).toBe("0\n1\n7\n");
  expect(await records.flowRun(id)).toMatchObject({
    state_name: "Completed",
    run_count: 2,
    state: { data: [0, 1, 7] },
  });
});

test("a failed run without a place is retried where --entrypoint says", async () => {
  const deployment = await deploy(records.api, "failing", { entrypoint: "deployed.ts:failing" });
  const { id } = await createRun(records.api, deployment);
  await tutti(["flow-run", "execute", id], records.env).ended();
  const entrypoint = join(PROGRAMS, "deployed.ts:failing");
  const retried = tutti(["flow-run", "retry", id, "--entrypoint", entrypoint], records.env);
  expect((await retried.ended()).code).toBe(1);
  expect(await records.flowRun(id)).toMatchObject({ state_name: "Failed", run_count: 2 });
});

test("a deployment's run that has failed is scheduled again", async () => {
  const deployment = await deploy(records.api, "failing", { entrypoint: "deployed.ts:failing" });
  const { id } = await createRun(records.api, deployment);
  await tutti(["flow-run", "execute", id], records.env).ended();
  const retried = tutti(["flow-run", "retry", id], records.env);
  expect((await retried.ended()).code).toBe(0);
  expect(await records.flowRun(id)).toMatchObject({ state_type: "SCHEDULED", run_count: 1 });
});
