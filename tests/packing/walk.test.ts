import type { ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { Shell, stop } from "./support/shell.ts";

// The walk from an installed package to a deployed model, as a course's notes take it: each line typed into a shell.

const example = fileURLToPath(new URL("../../examples/taxi", import.meta.url));
const project = join(inject("installedFolder"), "zoo");
const home = mkdtempSync(join(tmpdir(), "tutti-walk-"));
const shell = new Shell(project, home);
const staying: ChildProcess[] = [];

beforeAll(async () => {
  mkdirSync(project);
  cpSync(example, join(project, "3.4"), {
    recursive: true,
    filter: (path) => !/\/(test|models|reports|node_modules)$/.test(path),
  });
});

afterEach(async () => {
  for (const child of staying.splice(0)) await stop(child);
});

afterAll(async () => {
  await shell.run("tutti server stop");
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

test("a folder becomes a project, once", async () => {
  await shell.succeed("tutti project init");
  expect(readdirSync(project).toSorted()).toEqual([".tutti", ".tuttiignore", "3.4", "deployment.yaml", "tutti.yaml"]);
  const again = await shell.succeed("tutti project init");
  expect(again.stderr).toContain("tutti.yaml");
});

test("one command serves API and dashboard", async () => {
  const started = await shell.json("tutti server start --background --port 0 -o json");
  const page = await fetch(String(Reflect.get(Object(started), "dashboard_url")));
  expect(page.status).toBe(200);
});

test("without its pool nothing is deployed, and one is told what to type", async () => {
  const { code, stderr } = await shell.run("tutti deploy 3.4/orchestrate.ts:mainFlow -n taxi1 -p zoompool");
  expect(code).toBe(1);
  expect(stderr).toContain("tutti work-pool create zoompool --type process");
  expect(await shell.json("tutti deployment ls -o json")).toEqual([]);
});

test("a deployment's run is taken by a worker, watched to its end, and leaves the model", async () => {
  await shell.succeed("tutti work-pool create zoompool --type process");
  const deployed = await shell.succeed("tutti deploy 3.4/orchestrate.ts:mainFlow -n taxi1 -p zoompool");
  expect(deployed.stderr).toContain("tutti worker start --pool zoompool");
  expect(deployed.stderr).toContain("tutti deployment run main-flow/taxi1");

  staying.push(shell.start("tutti worker start --pool zoompool"));
  await shell.succeed("tutti deployment run main-flow/taxi1 --watch --watch-timeout 300");
  expect(await shell.json("tutti flow-run ls -o json")).toEqual([
    expect.objectContaining({ state_type: "COMPLETED", state_name: "Completed" }),
  ]);
  expect(readdirSync(join(project, "3.4", "models")).toSorted()).toEqual([
    "duration-model.ubj",
    "manifest.json",
    "vectorizer.json",
  ]);
});

test("an agent serves a pool of Prefect 2's type, and parameters come from the command line", async () => {
  writeFileSync(
    join(project, "greet.ts"),
    `import { flow } from "tutti";
export const greet = flow(async function greet({ name = "world" }: { name?: string } = {}) {
  return \`Hello \${name}\`;
});
`,
  );
  await shell.succeed("tutti work-pool create agents --type prefect-agent");
  await shell.succeed("tutti deploy greet.ts:greet -n agent -p agents");
  staying.push(shell.start("tutti agent start --pool agents"));
  await shell.succeed("tutti deployment run greet/agent --param name=Ada --watch --watch-timeout 120");
  expect(await shell.json("tutti flow-run ls --flow-name greet -o json")).toEqual([
    expect.objectContaining({ state_type: "COMPLETED", parameters: { name: "Ada" } }),
  ]);
});

test("a schedule is set, listed and paused", async () => {
  await shell.succeed("tutti deployment schedule create main-flow/taxi1 --cron '0 6 * * *' --timezone Europe/Berlin");
  expect(await shell.json("tutti deployment schedule ls main-flow/taxi1 -o json")).toEqual([
    expect.objectContaining({
      active: true,
      schedule: { cron: "0 6 * * *", timezone: "Europe/Berlin", day_or: true },
    }),
  ]);
});
