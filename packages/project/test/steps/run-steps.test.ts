import { mkdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { runSteps, type StepReport } from "../../src/steps/run-steps.ts";
import { fakeSources } from "../support/fake-sources.ts";
import { stepsContext } from "../support/steps-context.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("each step sees the outputs of those before it, by their names and by the step's id", async () => {
  await using folder = await temporaryFolder({ "a.txt": "hello" });
  const steps = [
    { "prefect.deployments.steps.run_shell_script": { id: "read", requires: "x", script: "cat a.txt" } },
    null,
    { run_shell_script: { id: "again", script: "echo {{ read.stdout }} {{ stdout }} {{ given }}" } },
  ];
  const { said, ...run } = stepsContext(folder.path);
  expect(await runSteps(steps, run, { given: 7 })).toEqual({
    outputs: {
      given: 7,
      read: { stdout: "hello", stderr: "" },
      again: { stdout: "hello hello 7", stderr: "" },
      stdout: "hello hello 7",
      stderr: "",
    },
    directory: folder.path,
  });
  expect(said).toEqual(["hello", "hello hello 7"]);
});

test("a step works where one before it went, and the flow works there in the end", async () => {
  await using folder = await temporaryFolder();
  await mkdir(folder.join("code", "deep"), { recursive: true });
  const steps = [
    { set_working_directory: { directory: "code" } },
    { run_shell_script: { script: "pwd\npwd", stream_output: false } },
    { run_shell_script: { script: "pwd", directory: "deep", id: "deep" } },
  ];
  const run = stepsContext(folder.path);
  const result = await runSteps(steps, run);
  expect(result.directory).toBe(folder.join("code"));
  expect(result.outputs).toMatchObject({ deep: { stdout: folder.join("code", "deep") } });
  expect(run.said).toEqual([folder.join("code", "deep")]);
});

test("a script has variables, a shell when it asks for one, and is expanded when it asks for that", async () => {
  await using folder = await temporaryFolder();
  const script = "echo $WHO ${WHO} $$ $UNSET";
  const steps = [
    { run_shell_script: { id: "plain", script, env: { WHO: "me" } } },
    { run_shell_script: { id: "expanded", script, env: { WHO: "me" }, expand_env_vars: true } },
    { run_shell_script: { id: "shell", script: "echo $N | tr 1 2 >&2", env: { N: 1 }, shell: true } },
  ];
  expect((await runSteps(steps, stepsContext(folder.path))).outputs).toMatchObject({
    plain: { stdout: "$WHO ${WHO} $$ $UNSET" },
    expanded: { stdout: "me me $ $UNSET" },
    shell: { stdout: "", stderr: "2" },
  });
});

test("a step that fails ends them, and each is reported as the file has it", async () => {
  await using folder = await temporaryFolder();
  const reports: StepReport[] = [];
  const sources = fakeSources({ blocks: { "secret/s": { value: "hidden" } } });
  const run = stepsContext(folder.path, { sources, onStep: (report) => void reports.push(report) });
  const script = "echo {{ prefect.blocks.secret.s }}";
  const steps = [
    { run_shell_script: { script } },
    { run_shell_script: { id: "bad", script: `sh -c "echo why hidden >&2; exit 3"`, stream_output: false } },
    { run_shell_script: { script: "echo never" } },
  ];
  await expect(runSteps(steps, run)).rejects.toMatchObject({
    code: "failed_step",
    detail: 'run_shell_script (bad): sh -c "echo why ******** >&2; exit 3" ended with 3\nwhy ********',
  });
  expect(run.said).toEqual(["********"]);
  const common = { qualifiedName: "run_shell_script", stepName: "run_shell_script" };
  expect(reports).toEqual([
    { ...common, outcome: "executed", index: 0, id: null, inputs: { script } },
    { ...common, outcome: "failed", index: 1, id: "bad", inputs: steps[1]?.run_shell_script },
  ]);
});

test.each([
  [
    { set_working_directory: { directory: "nowhere" } },
    "failed_step",
    /^set_working_directory: .*nowhere: there is no/,
  ],
  [{ set_working_directory: { directory: "file" } }, "failed_step", /: it is no folder$/],
  [{ set_working_directory: { directroy: "x" } }, "invalid_step", /: directory is missing$|no directroy/],
  [{ run_shell_script: { script: "a", evn: {} } }, "invalid_step", /: it takes no evn\. Did you mean env\?$/],
  [{ run_shell_script: { script: 5 } }, "invalid_step", /^run_shell_script: script: /],
  [{ run_shell_script: "ls" }, "invalid_step", /run_shell_script: its inputs are no mapping/],
  [{ a: {}, b: {} }, "invalid_step", /several names: a, b/],
  ["git_clone", "invalid_step", /a step is a name/],
  [{ run_shell_scrip: {} }, "unknown_step", /Did you mean run_shell_script\?/],
  [
    { "prefect_kaggle.deployments.steps.pull_from_there": {} },
    "unknown_step",
    /^prefect_kaggle\.\S+: it is a function of Python/,
  ],
  [{ run_shell_script: { script: "tutti-no-such-program" } }, "failed_step", /ENOENT/],
  [{ run_shell_script: { script: "{{ prefect.variables.x }}" } }, "invalid_template", /no variable x/],
])("%j is refused", async (step, code, detail) => {
  await using folder = await temporaryFolder({ file: "" });
  await expect(runSteps([step], stepsContext(folder.path))).rejects.toMatchObject({
    code,
    detail: expect.stringMatching(detail),
  });
});

test("an abort ends the step with all that it started", async () => {
  await using folder = await temporaryFolder();
  const controller = new AbortController();
  const run = stepsContext(folder.path, {
    signal: controller.signal,
    say: () => controller.abort(new Error("cancelled")),
  });
  const script = "echo on; sleep 60 & sleep 60";
  await expect(runSteps([{ run_shell_script: { script, shell: true } }], run)).rejects.toThrow("cancelled");
});
