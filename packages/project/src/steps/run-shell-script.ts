import { resolve } from "node:path";
import { z } from "zod";
import { TuttiError } from "@tutti/core/errors";
import { splitCommand } from "@tutti/core/split-command";
import type { Environment } from "@tutti/core/settings/read-settings";
import { runCommand } from "./run-command.ts";
import { defineStep } from "./step.ts";

/**
 * Runs commands, one a line, each by itself; the first that fails ends it. Pipes and the like need `shell`. Puts out what
 * was printed.
 */
export const runShellScript = defineStep({
  inputs: z.strictObject({
    script: z.string(),
    directory: z.string().nullish(),
    env: z.record(z.string(), z.coerce.string()).nullish(),
    stream_output: z.boolean().default(true),
    expand_env_vars: z.boolean().default(false),
    shell: z.boolean().default(false),
  }),
  async run(inputs, surroundings) {
    const environment = { ...surroundings.environment, ...inputs.env };
    const directory = resolve(surroundings.directory, inputs.directory ?? ".");
    const onLine = inputs.stream_output ? surroundings.say : null;
    const needsShell = inputs.shell || process.platform === "win32";
    let [stdout, stderr] = ["", ""];
    for (const line of inputs.script.split(/\r?\n/)) {
      const command = inputs.expand_env_vars ? expandVariables(line, environment) : line;
      const [program, ...args] = needsShell ? [command.trim()].filter((text) => text !== "") : splitCommand(command);
      if (program === undefined) continue;
      const options = { directory, environment, signal: surroundings.signal, onLine, shell: needsShell };
      const result = await runCommand(program, args, options);
      stdout += result.stdout;
      stderr += result.stderr;
      if (result.code !== 0) {
        const said = onLine === null ? `\n${result.stderr.trim()}` : "";
        throw new TuttiError("failed_step", `${line.trim()} ended with ${result.code}${said}`);
      }
    }
    return { outputs: { stdout: stdout.trim(), stderr: stderr.trim() } };
  },
});

/** `$NAME` and `${NAME}`; `$$` is a dollar sign, and what is not set stays as it stands. */
function expandVariables(text: string, environment: Environment): string {
  return text.replaceAll(/\$(?:\$|(\w+)|\{(\w+)\})/g, (whole: string, bare?: string, braced?: string) => {
    if (whole === "$$") return "$";
    return environment[bare ?? braced ?? ""] ?? whole;
  });
}
