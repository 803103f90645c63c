import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { TuttiError } from "@tutti/core/errors";
import { LOCKFILES, managerOf, NPM, type PackageManager } from "./package-manager.ts";

/** A folder whose dependencies are settled by a lockfile. */
export interface LockedProject {
  readonly manager: PackageManager;
  /** The same for the same dependencies on the same kind of machine. */
  readonly key: string;
  /** Whether the dependencies can be installed elsewhere, from these files alone. */
  readonly isSelfContained: boolean;
  readonly files: readonly string[];
}

const manifest = z.looseObject({
  workspaces: z.unknown().optional(),
  packageManager: z.string().optional(),
  scripts: z.record(z.string(), z.unknown()).default({}),
});
const npmLockfile = z.looseObject({
  packages: z
    .record(z.string(), z.looseObject({ link: z.boolean().optional(), resolved: z.string().optional() }))
    .default({}),
});

/** What a package manager runs of the project itself while it installs. */
const INSTALL_SCRIPTS = [
  "preinstall",
  "install",
  "postinstall",
  "prepublish",
  "preprepare",
  "prepare",
  "postprepare",
  "dependencies",
];

/** What the managers read beside manifest and lockfile. */
const SETTINGS = [".npmrc", ".yarnrc", ".yarnrc.yml"];
/** They bring more of the project's own files into what is installed. */
const OWN_FILES = ["pnpm-workspace.yaml", ".pnpmfile.cjs", ".yarn"];
/** In the lockfiles of pnpm and yarn: packages from the project's own files. */
const OWN_PACKAGES = /\b(?:file|link|workspace|portal|patch):|patchedDependencies/;

/** Reads manifest and lockfile; null without a lockfile. Throws `failed_step` for one that is damaged. */
export async function readLockedProject(folder: string): Promise<LockedProject | null> {
  const own = await read(join(folder, "package.json"));
  if (own === null) return null;
  for (const lockfile of LOCKFILES) {
    const locked = await read(join(folder, lockfile));
    if (locked !== null) return lockedBy(lockfile, { folder, own, locked });
  }
  return null;
}

interface Texts {
  readonly folder: string;
  readonly own: string;
  readonly locked: string;
}

async function lockedBy(lockfile: string, { folder, own, locked }: Texts): Promise<LockedProject | null> {
  const { workspaces, scripts, packageManager } = parse(own, manifest, folder);
  const manager = managerOf(lockfile, locked, packageManager ?? null);
  if (manager === null) return null;
  const settings = await Promise.all(SETTINGS.map((file) => read(join(folder, file))));
  const machine = [process.platform, process.arch, process.versions.modules];
  const bringsFiles = manager === NPM ? isLinked(locked, folder) : await bringsOwnFiles(locked, folder, settings);
  return {
    manager,
    key: createHash("sha256")
      .update(JSON.stringify([own, locked, ...settings, machine]))
      .digest("hex")
      .slice(0, 32),
    isSelfContained: workspaces === undefined && !bringsFiles && !INSTALL_SCRIPTS.some((name) => name in scripts),
    files: ["package.json", lockfile, ...SETTINGS],
  };
}

function isLinked(locked: string, folder: string): boolean {
  const { packages } = parse(locked, npmLockfile, folder);
  return Object.values(packages).some(({ link, resolved }) => link === true || resolved?.startsWith("file:") === true);
}

async function bringsOwnFiles(locked: string, folder: string, settings: readonly (string | null)[]): Promise<boolean> {
  if (OWN_PACKAGES.test(locked) || settings.some((text) => /^(?:yarnPath|plugins|yarn-path)\b/m.test(text ?? ""))) {
    return true;
  }
  const found = await Promise.all(OWN_FILES.map((file) => stat(join(folder, file)).catch(() => null)));
  return found.some((one) => one !== null);
}

async function read(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}

function parse<T>(text: string, schema: z.ZodType<T>, folder: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new TuttiError("failed_step", `package.json or package-lock.json in ${folder} cannot be read`, {
      cause: error,
    });
  }
}
