import { readApiSettings } from "@tutti/client/api-settings";
import { flow } from "@tutti/sdk/flow";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";
import { runShell } from "./run-shell.ts";

export interface ShellOptions {
  readonly flowName: string | null;
  readonly flowRunName: string | null;
  readonly tag: readonly string[];
  readonly logOutput: boolean | null;
  readonly streamStdout: boolean | null;
}

/** Runs a shell command as a flow's run: what it writes is logged, and a command that fails fails the run. */
export async function watchCommand(context: CommandContext, command: string, options: ShellOptions): Promise<ExitCode> {
  // Flows find their server as programs do: in the environment.
  Object.assign(process.env, await context.settings());
  const { flowName, flowRunName, tag, logOutput, streamStdout } = options;
  const shellFlow = flow(
    {
      name: flowName ?? "Shell Command",
      ...(flowRunName === null ? {} : { flowRunName }),
      ...(tag.length === 0 ? {} : { tags: [...tag] }),
    },
    async () => runShell(command, { logOutput: logOutput !== false, streamStdout: streamStdout !== false }),
  );
  // Where a server is named that does not answer, that is the failure, not the flow's.
  if (readApiSettings(await context.settings()).url !== null) await context.connect();
  try {
    await shellFlow();
    return EXIT.ok;
  } catch (error) {
    context.output.say(error instanceof Error ? error.message : String(error));
    return EXIT.failed;
  }
}
