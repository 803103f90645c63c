import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { runSteps } from "../../src/steps/run-steps.ts";
import { fakeSources } from "../support/fake-sources.ts";
import { gitRepository } from "../support/git-repository.ts";
import { gitServer } from "../support/git-server.ts";
import { stepsContext } from "../support/steps-context.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const TOKEN = "tok3n-0f-secrets";
const sources = fakeSources({
  blocks: { "secret/token": { value: TOKEN }, "github-credentials/mine": { username: "oauth2", token: TOKEN } },
});

test("a token reaches the server, its submodules too, and nothing on disk or in what is said", async () => {
  await using inner = await gitRepository({ "inner.txt": "inside" });
  await using origin = await gitRepository({ "f.txt": "private" });
  await using server = await gitServer(tmpdir(), `oauth2:${TOKEN}`);
  const at = (path: string) => `${server.url}/${basename(path)}/.git`;
  await origin.commit({
    ".gitmodules": `[submodule "lib"]\n\tpath = lib\n\turl = ${at(inner.path)}\n`,
  });
  await origin.git("update-index", "--add", "--cacheinfo", `160000,${await inner.git("rev-parse", "HEAD")},lib`);
  await origin.git("commit", "--quiet", "--message=module");
  await using cache = await temporaryFolder();
  for (const [given, cacheDirectory] of [
    [{ access_token: "{{ prefect.blocks.secret.token }}" }, null],
    [{ credentials: "{{ prefect.blocks.github-credentials.mine }}" }, cache.path],
  ] as const) {
    await using folder = await temporaryFolder();
    const run = stepsContext(folder.path, { sources, cacheDirectory });
    const inputs = { repository: at(origin.path), include_submodules: true, clone_directory_name: "code", ...given };
    await runSteps([{ git_clone: inputs }], run);
    expect(await readFile(folder.join("code", "f.txt"), "utf8")).toBe("private");
    expect(await readFile(folder.join("code", "lib", "inner.txt"), "utf8")).toBe("inside");
    expect(await readFile(folder.join("code", ".git", "config"), "utf8")).not.toContain(TOKEN);
    expect(run.said.join("\n")).not.toContain(TOKEN);
  }
});

test("without a login, or with a wrong one, the error says what to do and does not hold the token", async () => {
  await using origin = await gitRepository({ "f.txt": "private" });
  await using server = await gitServer(tmpdir(), "oauth2:another");
  const repository = `${server.url}/${basename(origin.path)}/.git`;
  await using folder = await temporaryFolder();
  const run = stepsContext(folder.path, { sources });
  const hint = /\(give access_token or credentials that may read it\)$/;
  await expect(runSteps([{ git_clone: { repository } }], run)).rejects.toThrow(hint);
  const steps = [{ git_clone: { repository, access_token: TOKEN, clone_directory_name: "x" } }];
  const error: unknown = await runSteps(steps, run).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "failed_step", detail: expect.stringMatching(hint) });
  expect(String(error)).not.toContain(TOKEN);
});
