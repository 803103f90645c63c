import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { lstat, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { runSteps } from "../../src/steps/run-steps.ts";
import { stepsContext } from "../support/steps-context.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Serves one package, `greeting@1.0.0`, and counts how often it was fetched. */
async function packageServer() {
  await using folder = await temporaryFolder({
    "package/package.json": JSON.stringify({ name: "greeting", version: "1.0.0" }),
    "package/index.js": "export default 'hello';",
  });
  await promisify(execFile)("tar", ["-czf", folder.join("p.tgz"), "-C", folder.path, "package"]);
  const archive = await readFile(folder.join("p.tgz"));
  let fetched = 0;
  const server = createServer((_request, response) => {
    fetched += 1;
    response.end(archive);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const resolved = `http://127.0.0.1:${port}/greeting-1.0.0.tgz`;
  const integrity = `sha512-${createHash("sha512").update(archive).digest("base64")}`;
  const manifest = { name: "flows", version: "1.0.0", dependencies: { greeting: "1.0.0" } };
  const packages = { "": manifest, "node_modules/greeting": { version: "1.0.0", resolved, integrity } };
  return {
    fetched: () => fetched,
    files: {
      "package.json": JSON.stringify(manifest),
      "package-lock.json": JSON.stringify({ ...manifest, lockfileVersion: 3, requires: true, packages }),
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const STEPS = [{ npm_install: {} }];
const INSTALLED = "node_modules/greeting/index.js";

test("what the lockfile says is installed once, and used again by every folder with the same lockfile", async () => {
  await using server = await packageServer();
  await using cache = await temporaryFolder();
  for (const said of ["Installing dependencies: npm ci", "The dependencies were installed before"]) {
    await using folder = await temporaryFolder(server.files);
    const run = stepsContext(folder.path, { cacheDirectory: cache.path });
    await runSteps(STEPS, run);
    expect(run.said[0]).toBe(said);
    expect(await readFile(folder.join(INSTALLED), "utf8")).toBe("export default 'hello';");
    expect((await lstat(folder.join("node_modules"))).isSymbolicLink()).toBe(true);
    await runSteps(STEPS, run);
    expect(run.said.at(-1)).toBe("The dependencies are installed already");
  }
  expect(server.fetched()).toBe(1);
  const kept = (await readdir(cache.join("npm"))).find((name) => !name.includes(".")) ?? "";
  await rm(cache.join("npm", kept, "node_modules"), { recursive: true });
  await using folder = await temporaryFolder(server.files);
  await runSteps(STEPS, stepsContext(folder.path, { cacheDirectory: cache.path }));
  expect(await readFile(folder.join(INSTALLED), "utf8")).toBe("export default 'hello';");
});

test("without a cache, or for a project that runs scripts of its own, it is installed in the folder", async () => {
  await using server = await packageServer();
  await using cache = await temporaryFolder();
  for (const [scripts, cacheDirectory] of [
    [{}, null],
    [{ postinstall: "node -e \"fs.writeFileSync('ran', '')\"" }, cache.path],
  ] as const) {
    const manifest = { ...JSON.parse(server.files["package.json"]), scripts };
    await using folder = await temporaryFolder({ ...server.files, "package.json": JSON.stringify(manifest) });
    const run = stepsContext(folder.path, { cacheDirectory });
    await runSteps(STEPS, run);
    expect((await lstat(folder.join("node_modules"))).isDirectory()).toBe(true);
    expect(await readFile(folder.join(INSTALLED), "utf8")).toBe("export default 'hello';");
    expect(
      await lstat(folder.join("ran")).then(
        () => true,
        () => false,
      ),
    ).toBe("postinstall" in scripts);
  }
});

const UNLOCKED = JSON.stringify({ dependencies: { x: "1" } });
const NO_REGISTRY = "registry=http://127.0.0.1:9/\nfetch-retries=0\n";

test.each([
  [{}, /has no package\.json$/],
  [{ "package.json": "{}", "package-lock.json": "{" }, /package\.json or package-lock\.json in .* cannot be read$/],
  [{ "package.json": UNLOCKED, "package-lock.json": "{}", ".npmrc": NO_REGISTRY }, /npm ci ended with 1$/],
])("a folder with %j is refused", async (files, problem) => {
  await using folder = await temporaryFolder(files);
  await expect(runSteps(STEPS, stepsContext(folder.path))).rejects.toThrow(problem);
});
