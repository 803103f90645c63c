import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

export const CLI = fileURLToPath(new URL("../../../tutti/bin/tutti.mjs", import.meta.url));

export interface CliOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeArgs?: readonly string[];
  readonly stdin?: string;
  /** Where it is called; this process's folder unless given. */
  readonly cwd?: string;
}

/** Runs the command line as a user would, with pipes instead of a terminal, to its end. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliOutcome> {
  const child = spawn(process.execPath, [...(options.nodeArgs ?? []), CLI, ...args], {
    env: cliEnvironment(options.env ?? {}),
    stdio: ["pipe", "pipe", "pipe"],
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.stdin ?? "");
  const written = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, "close");
  const [stdout, stderr] = await written;
  return { code: typeof code === "number" ? code : null, stdout, stderr };
}

/** This process's environment without anything that says where a server is or how to colour. */
export function cliEnvironment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(TUTTI_|PREFECT_|NO_COLOR$|FORCE_COLOR$)/.test(name));
  return { ...Object.fromEntries(own), ...more };
}
