import { realpath, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { TuttiError } from "@tutti/core/errors";
import { defineStep } from "./step.ts";

/** The steps after it, and the flow, work in this folder. */
export const setWorkingDirectory = defineStep({
  inputs: z.strictObject({ directory: z.string().min(1) }),
  async run({ directory }, surroundings) {
    const wanted = resolve(surroundings.directory, directory);
    const found = await stat(wanted).catch(() => null);
    if (found?.isDirectory() !== true) {
      const problem = found === null ? "there is no such folder on this machine" : "it is no folder";
      throw new TuttiError("failed_step", `${wanted}: ${problem}`);
    }
    const real = await realpath(wanted);
    return { outputs: { directory: real }, directory: real };
  },
});
