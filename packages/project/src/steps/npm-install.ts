import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { TuttiError } from "@tutti/core/errors";
import { installFromCache } from "../npm/install-from-cache.ts";
import { installHere } from "../npm/install-here.ts";
import { readLockedProject } from "../npm/locked-project.ts";
import { defineStep } from "./step.ts";

const OTHER_LOCKFILES = { "pnpm-lock.yaml": "pnpm install --frozen-lockfile", "yarn.lock": "yarn install --immutable" };

/**
 * Installs what `package-lock.json` says, as `npm ci` does. What was installed for the same lockfile before is used again;
 * a folder that holds it already is left alone.
 */
export const npmInstall = defineStep({
  inputs: z.strictObject({ directory: z.string().nullish(), stream_output: z.boolean().default(true) }),
  async run({ directory, stream_output: isStreamed }, { cacheDirectory, environment, signal, say, ...surroundings }) {
    const folder = resolve(surroundings.directory, directory ?? ".");
    const onLine = isStreamed ? say : null;
    const tools = { environment, signal, onLine, say };
    const project = await readLockedProject(folder);
    if (project === null) {
      await refuseOtherLockfiles(folder);
      say(`${folder} has no package-lock.json: npm chooses the versions`);
      await installHere(folder, null, tools);
    } else if (cacheDirectory === null || !project.isSelfContained || (await isThere(join(folder, "node_modules")))) {
      await installHere(folder, project.key, tools);
    } else {
      await installFromCache(folder, project.key, join(cacheDirectory, "npm"), tools);
    }
    return { outputs: {} };
  },
});

async function refuseOtherLockfiles(folder: string): Promise<void> {
  if (!(await isThere(join(folder, "package.json")))) {
    throw new TuttiError("failed_step", `${folder} has no package.json`);
  }
  for (const [file, command] of Object.entries(OTHER_LOCKFILES)) {
    if (!(await isThere(join(folder, file)))) continue;
    throw new TuttiError(
      "failed_step",
      `${folder} has a ${file}, which npm does not read: use run_shell_script with ${command}`,
    );
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
