import { flow } from "@tutti/sdk/flow";
import { runShell } from "./run-shell.ts";

export interface ShellParameters {
  readonly command: string;
  readonly logOutput?: boolean;
  readonly streamStdout?: boolean;
}

/** What the runs of `tutti shell serve` are of: their processes import this file. */
export const shellCommand = flow({ name: "Shell Command" }, async function shellCommand(given: ShellParameters) {
  await runShell(given.command, { logOutput: given.logOutput ?? true, streamStdout: given.streamStdout ?? true });
});
