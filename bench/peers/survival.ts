import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Lets a peer be killed in the middle of a workflow, everything that it started with it, starts it again at once, and
 * answers the milliseconds until the workflow is where it was.
 */
export async function survivalMs(main: string, env: Environment): Promise<number> {
  const before = start(main, "survive", { ...env, BENCH_IS_KILLED: "1" });
  const killedAt = await firstLine(before.stdout);
  await once(before, "exit");
  endGroup(before);
  const after = start(main, "resume", env);
  const backAt = await firstLine(after.stdout);
  endGroup(after);
  await once(after, "exit");
  return backAt - killedAt;
}

function start(main: string, program: string, env: Environment) {
  const stdio: ["ignore", "pipe", "ignore"] = ["ignore", "pipe", "ignore"];
  return spawn(process.execPath, [main, program], {
    env: { PATH: process.env["PATH"], ...env },
    stdio,
    detached: true,
  });
}

/** The first of its own words: a peer may say things of its own before. */
async function firstLine(output: Readable): Promise<number> {
  for await (const line of createInterface(output)) {
    if (/^\[\d+(\.\d+)?\]$/.test(line)) return Number(line.slice(1, -1));
  }
  throw new Error("the program ended without a word");
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nobody of it is left.
  }
}
