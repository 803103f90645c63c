import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { TuttiError } from "@tutti/core/errors";
import { type Environment, readSettings } from "@tutti/core/settings/read-settings";
import { WORKER_SETTINGS } from "@tutti/core/settings/worker-settings";
import { installFromCache } from "../npm/install-from-cache.ts";
import { installHere } from "../npm/install-here.ts";
import { readLockedProject } from "../npm/locked-project.ts";
import { defineStep } from "./step.ts";

/**
 * Installs what the lockfile says, as `npm ci` does, and its likes of pnpm and yarn. What was installed for the same
 * lockfile before is used again; a folder that holds it already is left alone.
 */
export const npmInstall = defineStep({
  inputs: z.strictObject({ directory: z.string().nullish(), stream_output: z.boolean().default(true) }),
  async run({ directory, stream_output: isStreamed }, { cacheDirectory, environment, signal, say, ...surroundings }) {
    const folder = resolve(surroundings.directory, directory ?? ".");
    const onLine = isStreamed ? say : null;
    const tools = { environment, signal, onLine, say };
    const project = await readLockedProject(folder);
    if (project === null) {
      if (!(await isThere(join(folder, "package.json")))) {
        throw new TuttiError("failed_step", `${folder} has no package.json`);
      }
      say(`${folder} has no lockfile: npm chooses the versions`);
      await installHere(folder, null, tools);
    } else if (cacheDirectory === null || !project.isSelfContained || (await isThere(join(folder, "node_modules")))) {
      await installHere(folder, project, tools);
    } else {
      const cache = { folder: join(cacheDirectory, "npm"), mostBytes: mostBytes(environment) };
      await installFromCache(folder, project, cache, tools);
    }
    return { outputs: {} };
  },
});

function mostBytes(environment: Environment): number {
  const { installCacheMegabytes } = WORKER_SETTINGS;
  return readSettings({ installCacheMegabytes }, environment).installCacheMegabytes * 1_000_000;
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
