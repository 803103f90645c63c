import { expect, test } from "vitest";
import { codeVersion } from "../../src/git/code-version.ts";
import { gitRepository } from "../support/git-repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("a folder's code has the version of its commit, where the repository comes from somewhere", async () => {
  await using repository = await gitRepository({ "flows/taxi.ts": "" });
  const folder = `${repository.path}/flows`;
  expect(await codeVersion(folder, process.env)).toBe(null);
  await repository.git("remote", "add", "origin", "https://git.example/taxi.git");
  const commit = await repository.commit({ "flows/taxi.ts": "changed" });
  expect(await codeVersion(folder, process.env)).toBe(commit.slice(0, 8));
});

test("a folder outside of git has none", async () => {
  await using folder = await temporaryFolder();
  expect(await codeVersion(folder.path, process.env)).toBe(null);
});
