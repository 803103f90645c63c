import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder into which `tutti`, and what the taxi example needs, is installed as users install it. */
    installedFolder: string;
  }
}

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));

/** What the taxi example stands on, beside `tutti` and its integrations. */
function librariesOfExample(): string[] {
  const manifest = JSON.parse(readFileSync(join(root, "examples/taxi/package.json"), "utf8"));
  const wanted: Record<string, string> = { ...manifest.dependencies, ...manifest.optionalDependencies };
  const isOurs = (name: string): boolean => name === "tutti" || name.startsWith("@tutti/");
  return Object.entries(wanted).flatMap(([name, version]) => (isOurs(name) ? [] : [`${name}@${version}`]));
}

export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "tutti-installed-"));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    await install(folder);
  } catch (error) {
    remove();
    throw error;
  }
  project.provide("installedFolder", folder);
  return remove;
}

/** What comes with `tutti`, and of the integrations, which bring much of others', one. */
function isInstalled(tarball: string): boolean {
  return !tarball.includes("/integrations/") || tarball.includes("/tutti-docker-");
}

async function install(folder: string): Promise<void> {
  const { stdout } = await run(process.execPath, [join(root, "scripts/pack.mjs"), join(folder, "packed")], {
    cwd: root,
  });
  const tarballs = stdout.split("\n").filter((line) => line.endsWith(".tgz") && isInstalled(line));
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "a-users-project", private: true, type: "module" }),
  );
  // Where npm gets and keeps packages is the machine's affair: its environment stays as it is.
  await run(
    "npm",
    [
      "install",
      "--prefer-offline",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
      ...tarballs,
      ...librariesOfExample(),
    ],
    { cwd: folder },
  );
}
