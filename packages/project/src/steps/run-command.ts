import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Environment } from "@tutti/core/settings/read-settings";

export interface CommandOptions {
  readonly directory: string;
  readonly environment: Environment;
  readonly signal: AbortSignal;
  /** Told each line of both streams as it comes; null tells nobody. */
  readonly onLine: ((line: string) => void) | null;
  /** Whether a shell reads the command; then there are no arguments. */
  readonly shell?: boolean;
}

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end and answers what it printed. One that a signal ended has 128 and more as its code. Throws
 * what the system says when it cannot be started, and the signal's reason once it is aborted; the program and all that it
 * started are ended before.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  { directory, environment, signal, onLine, shell = false }: CommandOptions,
): Promise<CommandResult> {
  signal.throwIfAborted();
  const child = spawn(command, args, {
    cwd: directory,
    env: environment,
    shell,
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that what it started can be ended with it.
    detached: process.platform !== "win32",
  });
  const end = () => endGroup(child);
  signal.addEventListener("abort", end, { once: true });
  try {
    const written = Promise.all([collect(child.stdout, onLine), collect(child.stderr, onLine)]);
    const code = await exitCode(child);
    const [stdout, stderr] = await written;
    signal.throwIfAborted();
    return { code, stdout, stderr };
  } finally {
    signal.removeEventListener("abort", end);
  }
}

function endGroup(child: ChildProcessByStdio<null, Readable, Readable>): void {
  if (child.pid === undefined || process.platform === "win32") {
    child.kill("SIGKILL");
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It ended just now.
  }
}

function exitCode(child: ChildProcessByStdio<null, Readable, Readable>): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
}

async function collect(stream: Readable, onLine: ((line: string) => void) | null): Promise<string> {
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
  let text = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  if (onLine !== null) lines.on("line", onLine);
  await new Promise((resolve) => stream.once("close", resolve));
  return text;
}
