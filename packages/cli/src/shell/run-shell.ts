import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { getLogger } from "@tutti/sdk/get-logger";

export interface ShellStreams {
  /** Whether what the command writes is logged. */
  readonly logOutput: boolean;
  /** Whether this process writes it, too. */
  readonly streamStdout: boolean;
}

/** Runs a command of the shell in a flow's run. Rejects when it does not end with 0. */
export async function runShell(command: string, { logOutput, streamStdout }: ShellStreams): Promise<void> {
  const child = spawn(command, { shell: true, stdio: ["inherit", "pipe", "pipe"] });
  const logger = getLogger();
  const follow = async (name: "stdout" | "stderr") => {
    for await (const line of createInterface(child[name])) {
      if (logOutput) logger[name === "stdout" ? "info" : "error"](line);
      if (streamStdout) process[name].write(`${line}\n`);
    }
  };
  const ended = new Promise<string | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code === 0 ? null : (signal ?? `exit code ${code}`)));
  });
  const [failure] = await Promise.all([ended, follow("stdout"), follow("stderr")]);
  if (failure !== null) throw new Error(`The command ended with ${failure}: ${command}`);
}
