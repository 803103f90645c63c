import type { Deployment } from "@tutti/core/wire/deployment";
import { expect, test } from "vitest";
import { jobConfiguration } from "../../src/job/job-configuration.ts";
import { warmKeyOf } from "../../src/warm/warm-key.ts";

const job = { command: "tutti flow-run execute", env: { B: "2", A: "1" } };
const local = { id: "d", version: "1", entrypoint: "f.ts:f", path: "/srv", pull_steps: null } as Deployment;

function keyOf(deployment: Partial<Deployment> | null, configuration: Record<string, unknown> = {}) {
  const whole = deployment === null ? null : { ...local, ...deployment };
  return warmKeyOf(whole, jobConfiguration({ ...job, ...configuration }))?.text ?? null;
}

test.each([
  ["a run without a deployment", null, {}],
  ["another command", {}, { command: "python -m prefect.engine" }],
  ["a command with more to it", {}, { command: "tutti flow-run execute && echo done" }],
  ["no command", {}, { command: null }],
  [
    "code that is cloned anew each time",
    { pull_steps: [{ "tutti.git_clone": { repository: "x", branch: "main" } }] },
    {},
  ],
  ["a step that may do anything", { pull_steps: [{ "prefect.deployments.steps.run_shell_script": {} }] }, {}],
] as const)("%s needs a process of its own", (_what, deployment, configuration) => {
  expect(keyOf(deployment as Partial<Deployment> | null, configuration)).toBeNull();
});

test.each([
  ["the order of variables", {}, { env: { A: "1", B: "2" } }, true],
  ["another variable", {}, { env: { A: "1", B: "3" } }, false],
  ["another version", { version: "2" }, {}, false],
  ["another folder to start in", {}, { working_dir: "/tmp" }, false],
  ["a name and labels of a job", {}, { name: "x", labels: { a: "b" } }, true],
] as const)("%s: the same runner? %4$s", (_what, deployment, configuration, isSame) => {
  expect(keyOf(deployment, configuration) === keyOf({})).toBe(isSame);
});

test("code that is pinned to a commit, or lies where it is, may stay loaded", () => {
  const pull_steps = [
    { "prefect.deployments.steps.git_clone": { repository: "x", commit_sha: "abc" } },
    { "prefect.deployments.steps.set_working_directory": { directory: "/srv" } },
  ];
  expect(keyOf({ pull_steps })).not.toBeNull();
});
