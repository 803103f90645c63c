import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { runProgram } from "./program-step.ts";
import { defineStep } from "./step.ts";

/** Installs what a `requirements.txt` says, with the Python of the environment's VIRTUAL_ENV, else of its PATH. */
export const pipInstallRequirements = defineStep({
  inputs: z.strictObject({
    directory: z.string().nullish(),
    requirements_file: z.string().min(1).default("requirements.txt"),
    stream_output: z.boolean().default(true),
  }),
  async run(inputs, { directory, environment, signal, say }) {
    const folder = resolve(directory, inputs.directory ?? ".");
    const options = { directory: folder, environment, signal, onLine: inputs.stream_output ? say : null };
    const args = ["-m", "pip", "install", `--requirement=${inputs.requirements_file}`];
    const { stdout, stderr } = await runProgram(await pythonOf(environment["VIRTUAL_ENV"]), args, options);
    return { outputs: { stdout: stdout.trim(), stderr: stderr.trim() } };
  },
});

async function pythonOf(virtualEnvironment: string | undefined): Promise<string> {
  const windows = process.platform === "win32";
  if (virtualEnvironment !== undefined) {
    const python = join(virtualEnvironment, windows ? "Scripts/python.exe" : "bin/python");
    if ((await stat(python).catch(() => null)) !== null) return python;
  }
  return windows ? "python" : "python3";
}
