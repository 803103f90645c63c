import { TuttiError } from "@tutti/core/errors";
import type { Environment } from "@tutti/core/settings/read-settings";
import type { CommandOptions, CommandResult } from "../steps/run-command.ts";
import { runProgram } from "../steps/program-step.ts";
import type { StepSurroundings } from "../steps/step.ts";

const NO_DAEMON = /cannot connect to the docker daemon|is the docker daemon running|error during connect/i;

/** Runs Docker's command line, and shows what it says. Throws `failed_step`, with what to do where no daemon answers. */
export async function docker(
  args: readonly string[],
  { directory, environment, signal, say }: Pick<StepSurroundings, "directory" | "environment" | "signal" | "say">,
  more: Environment = {},
): Promise<CommandResult> {
  let isMissing = false;
  const onLine = (line: string) => {
    isMissing ||= NO_DAEMON.test(line);
    say(line);
  };
  const options: CommandOptions = { directory, environment: { ...environment, ...more }, signal, onLine };
  return runProgram("docker", args, options).catch((error: unknown) => {
    if (!isMissing) throw error;
    throw new TuttiError("failed_step", "no Docker daemon answers: start it, or set DOCKER_HOST", { cause: error });
  });
}
