import { readdir, readFile } from "node:fs/promises";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { gitClone } from "../../src/steps/git-clone.ts";
import { runSteps } from "../../src/steps/run-steps.ts";
import { gitRepository } from "../support/git-repository.ts";
import { stepsContext } from "../support/steps-context.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

function clone(inputs: Readonly<Record<string, unknown>>) {
  return [{ "prefect.deployments.steps.git_clone": { id: "code", ...inputs } }];
}

test("the default branch is cloned, and pulled when the clone is there already", async () => {
  await using origin = await gitRepository({ "flow.ts": "1" });
  await using folder = await temporaryFolder();
  const run = stepsContext(folder.path);
  const name = origin.path.split("/").at(-1) ?? "";
  const steps = clone({ repository: origin.url });
  expect(await runSteps(steps, run)).toEqual({
    outputs: { directory: name, code: { directory: name } },
    directory: folder.join(name),
  });
  const sha = await origin.commit({ "flow.ts": "2", "new.ts": "" });
  await folder.write(`${name}/flow.ts`, "changed by a run");
  await folder.write(`${name}/output.txt`, "left by a run");
  await runSteps(steps, run);
  expect(await readFile(folder.join(name, "flow.ts"), "utf8")).toBe("2");
  expect((await readdir(folder.join(name))).sort()).toEqual([".git", "flow.ts", "new.ts", "output.txt"]);
  expect(run.said.slice(-2)).toEqual([`Fetching ${origin.url}`, `Checked out ${sha.slice(0, 10)} in ${name}`]);
});

test("a branch, a tag, a commit, the beginning of one: each is what is checked out", async () => {
  await using origin = await gitRepository({ "f.txt": "main" });
  const first = await origin.git("rev-parse", "HEAD");
  await origin.git("tag", "v1");
  await origin.commit({ "f.txt": "later" });
  await origin.git("checkout", "--quiet", "-b", "feature/x");
  await origin.commit({ "f.txt": "feature" });
  await origin.git("checkout", "--quiet", "main");
  await using cache = await temporaryFolder();
  for (const cacheDirectory of [null, cache.path, cache.path]) {
    await using folder = await temporaryFolder();
    const run = stepsContext(folder.path, { cacheDirectory });
    const read = async (inputs: Readonly<Record<string, unknown>>) => {
      const { directory } = await runSteps(clone({ repository: origin.url, ...inputs }), run);
      return [basename(directory), await readFile(`${directory}/f.txt`, "utf8")];
    };
    expect(await read({ branch: "feature/x" })).toEqual([expect.stringMatching(/-feature-x$/), "feature"]);
    expect(await read({ branch: "v1" })).toEqual([expect.stringMatching(/-v1$/), "main"]);
    expect(await read({ commit_sha: first, clone_directory_name: "whole" })).toEqual(["whole", "main"]);
    expect(await read({ commit_sha: first.slice(0, 8), clone_directory_name: "short" })).toEqual(["short", "main"]);
    expect(await read({ clone_directory_name: "own" })).toEqual(["own", "later"]);
  }
});

test("what the cache holds is not fetched again: a commit that is there needs no repository", async () => {
  await using cache = await temporaryFolder();
  await using folder = await temporaryFolder();
  let inputs = {};
  {
    await using origin = await gitRepository({ "f.txt": "kept" });
    inputs = { repository: origin.url, commit_sha: await origin.git("rev-parse", "HEAD"), clone_directory_name: "a" };
    await runSteps(clone(inputs), stepsContext(folder.path, { cacheDirectory: cache.path }));
  }
  const again = clone({ ...inputs, clone_directory_name: "b" });
  await runSteps(again, stepsContext(folder.path, { cacheDirectory: cache.path }));
  expect(await readFile(folder.join("b", "f.txt"), "utf8")).toBe("kept");
});

test("many clones at once share the cache, and one folder when it is the same", async () => {
  await using origin = await gitRepository({ "f.txt": "x" });
  await using cache = await temporaryFolder();
  await using folder = await temporaryFolder();
  const run = stepsContext(folder.path, { cacheDirectory: cache.path });
  const names = ["a", "b", "c", "d", "d", "deep/d"];
  await Promise.all(names.map((name) => runSteps(clone({ repository: origin.url, clone_directory_name: name }), run)));
  for (const name of names) expect(await readdir(folder.join(name))).toEqual([".git", "f.txt"]);
  expect((await readdir(folder.path)).sort()).toEqual(["a", "b", "c", "d", "deep"]);
});

test("only some folders, and with them what lies at the top; later all again", async () => {
  await using origin = await gitRepository({ "top.txt": "", "a/x.txt": "", "b/y.txt": "", "c/z.txt": "" });
  await using folder = await temporaryFolder();
  const run = stepsContext(folder.path);
  const inputs = { repository: origin.url, clone_directory_name: "code" };
  await runSteps(clone({ ...inputs, directories: ["a", "b"] }), run);
  expect((await readdir(folder.join("code"))).sort()).toEqual([".git", "a", "b", "top.txt"]);
  await runSteps(clone(inputs), run);
  expect((await readdir(folder.join("code"))).sort()).toEqual([".git", "a", "b", "c", "top.txt"]);
});

test("submodules come along when asked for", async () => {
  await using inner = await gitRepository({ "inner.txt": "inside" });
  await using origin = await gitRepository({ "f.txt": "" });
  await origin.git("submodule", "--quiet", "add", inner.url, "lib");
  await origin.commit({});
  await using folder = await temporaryFolder();
  const inputs = { repository: origin.url, include_submodules: true, clone_directory_name: "code" };
  await runSteps(clone(inputs), stepsContext(folder.path));
  expect(await readFile(folder.join("code", "lib", "inner.txt"), "utf8")).toBe("inside");
});

test.each([
  [{ repository: "" }, /^repository: /],
  [{ branch: "--upload-pack=touch pwned" }, /^branch: this is no name of a branch$/],
  [{ branch: "a:b" }, /^branch: this is no name/],
  [{ branch: "a b" }, /^branch: this is no name/],
  [{ branch: "a..b" }, /^branch: this is no name/],
  [{ commit_sha: "--help" }, /^commit_sha: a commit is named by/],
  [{ branch: "a", commit_sha: "abcd" }, /^give branch or commit_sha, not both$/],
  [{ access_token: "t", credentials: {} }, /^give access_token or credentials, not both$/],
  [{ clone_directory_name: "../out" }, /^clone_directory_name: this is no folder within$/],
  [{ clone_directory_name: "/out" }, /^clone_directory_name: this is no folder within$/],
  [{ clone_directory_name: "-x" }, /^clone_directory_name: this is no folder within$/],
  [{ brunch: "x" }, /^it takes no brunch\. Did you mean branch\?$/],
])("%j is refused before git is asked", (inputs, problem) => {
  expect(gitClone.problem({ repository: "/r", ...inputs })).toMatch(problem);
});

test("what git refuses is told with what to do, and no option reaches git", async () => {
  await using origin = await gitRepository();
  await using folder = await temporaryFolder({ "taken/file": "" });
  for (const [inputs, detail] of [
    [{ repository: "--upload-pack=touch pwned" }, /it begins with a dash/],
    [{ repository: "ext::sh -c touch% pwned" }, /it names a program to run/],
    [{ clone_directory_name: "taken" }, /taken is there already, and is no clone/],
    [{ branch: "nope" }, /couldn't find remote ref nope \(check the branch or commit\)/],
    [{ commit_sha: "deadbeef" }, /Needed a single revision/],
    [{ repository: "/no/such/repository" }, /does not appear to be a git repository.*check its address/],
  ] as const) {
    const steps = clone({ repository: origin.url, ...inputs });
    await expect(runSteps(steps, stepsContext(folder.path))).rejects.toThrow(detail);
  }
  expect(await readdir(folder.path)).not.toContain("pwned");
});

test("a folder that begins with dashes is a folder", async () => {
  await using origin = await gitRepository({ "--x/f.txt": "", "b/g.txt": "" });
  await using folder = await temporaryFolder();
  const inputs = { repository: origin.url, clone_directory_name: "code", directories: ["--x"] };
  await runSteps(clone(inputs), stepsContext(folder.path));
  expect(await readdir(folder.join("code"))).toEqual(["--x", ".git"]);
});

test("a clone of something else is left alone", async () => {
  await using one = await gitRepository({ "one.txt": "" });
  await using other = await gitRepository();
  await using folder = await temporaryFolder();
  const run = stepsContext(folder.path);
  await runSteps(clone({ repository: one.url, clone_directory_name: "code" }), run);
  await expect(runSteps(clone({ repository: other.url, clone_directory_name: "code" }), run)).rejects.toMatchObject({
    code: "failed_step",
    detail: `prefect.deployments.steps.git_clone (code): ${folder.join("code")} is a clone of ${one.url}, not of ${other.url}`,
  });
  expect(await readdir(folder.join("code"))).toEqual([".git", "one.txt"]);
});

test("without git the message says so", async () => {
  await using folder = await temporaryFolder();
  const run = stepsContext(folder.path, { environment: { PATH: folder.path } });
  await expect(runSteps(clone({ repository: "/r" }), run)).rejects.toThrow("git is not installed on this machine");
});
