import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { TuttiError } from "@tutti/core/errors";

/** A folder whose dependencies are settled by a lockfile. */
export interface LockedProject {
  /** The same for the same dependencies on the same kind of machine. */
  readonly key: string;
  /** Whether the dependencies can be installed elsewhere, without the folder's own files. */
  readonly isSelfContained: boolean;
}

const manifest = z.looseObject({
  workspaces: z.unknown().optional(),
  scripts: z.record(z.string(), z.unknown()).default({}),
});
const lockfile = z.looseObject({
  packages: z
    .record(z.string(), z.looseObject({ link: z.boolean().optional(), resolved: z.string().optional() }))
    .default({}),
});

/** What npm runs of the project itself while it installs. */
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

/** Reads manifest and lockfile; null without a lockfile of npm's. Throws `failed_step` for one that is damaged. */
export async function readLockedProject(folder: string): Promise<LockedProject | null> {
  const [own, locked, settings] = await Promise.all([
    read(join(folder, "package.json")),
    read(join(folder, "package-lock.json")),
    read(join(folder, ".npmrc")),
  ]);
  if (own === null || locked === null) return null;
  const [{ workspaces, scripts }, { packages }] = [parse(own, manifest, folder), parse(locked, lockfile, folder)];
  const isLinked = Object.values(packages).some(
    ({ link, resolved }) => link === true || resolved?.startsWith("file:") === true,
  );
  const machine = [process.platform, process.arch, process.versions.modules];
  return {
    key: createHash("sha256")
      .update(JSON.stringify([own, locked, settings, machine]))
      .digest("hex")
      .slice(0, 32),
    isSelfContained: workspaces === undefined && !isLinked && !INSTALL_SCRIPTS.some((name) => name in scripts),
  };
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
