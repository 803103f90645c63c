import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";

const STARTS_WITHIN_MS = 180_000;

/** A server that stands in for somebody's service, as a process of its own. */
export interface ProgramStart {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Answers well when the server is there. */
  readonly probe: string;
}

/** Resolves when it answers; what it resolves with ends it. */
export async function startProgram({ name, program, args, probe }: ProgramStart): Promise<() => Promise<void>> {
  if (!existsSync(program)) throw new Error(`${name} is not installed; \`npm test\` does it`);
  const child = spawn(program, args, { stdio: "ignore" });
  await answers(name, child, probe);
  return async () => {
    if (child.exitCode !== null) return;
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
  };
}

async function answers(name: string, child: ChildProcess, probe: string): Promise<void> {
  const giveUpAtMs = performance.now() + STARTS_WITHIN_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
    const answer = await fetch(probe).catch(() => null);
    if (answer?.ok === true) return;
    if (performance.now() > giveUpAtMs) throw new Error(`${name} does not answer`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
