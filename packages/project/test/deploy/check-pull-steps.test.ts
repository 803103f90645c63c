import { expect, test } from "vitest";
import { checkPullSteps } from "../../src/deploy/check-pull-steps.ts";
import { parseEntryPoint } from "../../src/entry-point.ts";

const check = (step: Record<string, unknown>, file = "a.ts") =>
  checkPullSteps({ name: "taxi1", pullSteps: [step], entryPoint: parseEntryPoint(`${file}:main`) });

const REPOSITORY = "https://example.com/taxi.git";

test.each([
  [{ git_clone: { repository: "ext::sh -c touch% x" } }, /^taxi1: pull: git_clone: .*it names a program to run$/],
  [{ git_clone: { repository: "--upload-pack=x" } }, /it begins with a dash$/],
  [{ git_clone: { repository: REPOSITORY, branch: "--upload-pack=x" } }, /branch: this is no name of a branch$/],
  [
    { git_clone: { repository: REPOSITORY, branch: "-b", access_token: "{{ prefect.blocks.secret.token }}" } },
    /branch: this is no name of a branch$/,
  ],
  [{ git_clone: { repository: REPOSITORY, brunch: "main" } }, /it takes no brunch. Did you mean branch\?$/],
  [
    { git_clon: { repository: REPOSITORY } },
    /^taxi1: pull: git_clon: Tutti has none of this name. Did you mean git_clone\?$/,
  ],
  [{ "my.steps.fetch": {} }, /it is a function of Python, which Tutti does not run$/],
  [{ git_clone: {}, npm_install: {} }, /^taxi1: pull: git_clone: one step has several names/],
])("a deployment whose pull step would fail in each run is refused: %j", async (step, problem) => {
  await expect(check(step)).rejects.toMatchObject({
    code: "invalid_deployment",
    detail: expect.stringMatching(problem),
  });
});

test.each([
  [{ git_clone: { repository: "{{ prefect.variables.place }}", branch: "{{ tutti.variables.branch }}" } }, "a.ts"],
  [{ git_clone: { repository: REPOSITORY, credentials: "{{ prefect.blocks.github-credentials.me }}" } }, "a.ts"],
  [{ "my.steps.fetch": { anything: 1 } }, "a.py"],
  [{}, "a.ts"],
])("what is known before a run only in part is taken for right: %j", async (step, file) => {
  await expect(check(step, file)).resolves.toBeUndefined();
});
