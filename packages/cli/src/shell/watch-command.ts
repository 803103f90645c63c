import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { flow, type Flow } from "@tutti/sdk/flow";
import { getLogger } from "@tutti/sdk/get-logger";
import type { CommandContext } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-code.ts";

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
  try {
    await shellFlow(command, options)();
    return EXIT.ok;
  } catch (error) {
    context.output.say(error instanceof Error ? error.message : String(error));
    return EXIT.failed;
  }
}

function shellFlow(command: string, options: ShellOptions): Flow<[], void> {
  return flow(
    {
      name: options.flowName ?? "Shell Command",
      ...(options.flowRunName === null ? {} : { flowRunName: options.flowRunName }),
      ...(options.tag.length === 0 ? {} : { tags: [...options.tag] }),
    },
    async () => runShell(command, options),
  );
}

async function runShell(command: string, { logOutput, streamStdout }: ShellOptions): Promise<void> {
  const child = spawn(command, { shell: true, stdio: ["inherit", "pipe", "pipe"] });
  const logger = getLogger();
  const follow = async (name: "stdout" | "stderr") => {
    for await (const line of createInterface(child[name])) {
      if (logOutput !== false) logger[name === "stdout" ? "info" : "error"](line);
      if (streamStdout !== false) process[name].write(`${line}\n`);
    }
  };
  const ended = new Promise<string | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code === 0 ? null : (signal ?? `exit code ${code}`)));
  });
  const [failure] = await Promise.all([ended, follow("stdout"), follow("stderr")]);
  if (failure !== null) throw new Error(`The command ended with ${failure}: ${command}`);
}
