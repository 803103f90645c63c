import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadIntegration } from "../src/load-integration.ts";

const SPECIFIER = "@tutti/nowhere/launcher";
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tutti-integration-"));
  vi.spyOn(process, "cwd").mockReturnValue(folder);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

function missing(text: string): Error {
  return Object.assign(new Error(text), { code: "ERR_MODULE_NOT_FOUND" });
}

const notThere = () => Promise.reject(missing("Cannot find package '@tutti/nowhere' imported from /opt/a.js"));

test("what can be imported is imported", async () => {
  expect(await loadIntegration(SPECIFIER, () => Promise.resolve({ launcher: 1 }))).toEqual({ launcher: 1 });
});

test("a package that is nowhere is named, with what to type", async () => {
  await expect(loadIntegration(SPECIFIER, notThere)).rejects.toMatchObject({
    code: "missing_integration",
    message: "A package is missing: npm install @tutti/nowhere",
  });
});

test("a package of the folder serves a tutti that is installed elsewhere", async () => {
  const home = join(folder, "node_modules", "@tutti", "nowhere");
  await mkdir(home, { recursive: true });
  const manifest = { name: "@tutti/nowhere", type: "module", exports: { "./*": { default: "./*.js" } } };
  await writeFile(join(home, "package.json"), JSON.stringify(manifest));
  await writeFile(join(home, "launcher.js"), "export const launcher = 2;");
  expect(await loadIntegration(SPECIFIER, notThere)).toMatchObject({ launcher: 2 });
});

test("what fails inside of a package is not called missing", async () => {
  const inside = missing("Cannot find package 'dockerode' imported from /node_modules/@tutti/nowhere/dist/launcher.js");
  await expect(loadIntegration(SPECIFIER, () => Promise.reject(inside))).rejects.toBe(inside);
  const failure = new Error("it broke");
  await expect(loadIntegration(SPECIFIER, () => Promise.reject(failure))).rejects.toBe(failure);
});
