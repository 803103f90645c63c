import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { storedLogin } from "@tutti/docker/registry-login";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-login-"));
  vi.stubEnv("DOCKER_CONFIG", folder);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function configure(configuration: unknown): Promise<void> {
  await writeFile(join(folder, "config.json"), JSON.stringify(configuration));
}

test("who signed in by docker login is who pulls", async () => {
  const auth = Buffer.from("me:se:cret").toString("base64");
  await configure({
    auths: { "ghcr.io": { auth }, "https://other.example.com": { auth }, "https://index.docker.io/v1/": { auth } },
  });
  const login = { username: "me", password: "se:cret" };
  expect(await storedLogin("ghcr.io/me/taxi")).toEqual({ ...login, serveraddress: "ghcr.io" });
  expect(await storedLogin("other.example.com/taxi")).toEqual({ ...login, serveraddress: "other.example.com" });
  expect(await storedLogin("node:24")).toEqual({ ...login, serveraddress: "https://index.docker.io/v1/" });
  expect(await storedLogin("quay.io/taxi")).toBe(null);
});

test("a keeper of secrets is asked", async () => {
  await configure({ credHelpers: { "ghcr.io": "mine" }, credsStore: "nowhere" });
  const program = join(folder, "docker-credential-mine");
  await writeFile(program, `#!/bin/sh\nread server\necho "{\\"Username\\":\\"$server\\",\\"Secret\\":\\"s\\"}"\n`);
  await chmod(program, 0o755);
  vi.stubEnv("PATH", `${folder}${delimiter}${process.env["PATH"] ?? ""}`);
  expect(await storedLogin("ghcr.io/me/taxi")).toEqual({
    username: "ghcr.io",
    password: "s",
    serveraddress: "ghcr.io",
  });
  expect(await storedLogin("quay.io/taxi")).toBe(null);
});

test("without a configuration nobody is signed in", async () => {
  expect(await storedLogin("ghcr.io/me/taxi")).toBe(null);
  await writeFile(join(folder, "config.json"), "no JSON");
  expect(await storedLogin("ghcr.io/me/taxi")).toBe(null);
});
