import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** Which process: its number is given again some day, but not with the same time of start. */
export interface ProcessIdentity {
  readonly pid: number;
  /** As the system writes it: only equality counts. */
  readonly startedAt: string;
}

const START_TIME_FIELD = 19;

/** When the process started; null when there is none of this number. */
export async function startOfProcess(pid: number): Promise<string | null> {
  if (!isThere(pid)) return null;
  return process.platform === "linux" ? startByProc(pid) : startByPs(pid);
}

export async function isAlive({ pid, startedAt }: ProcessIdentity): Promise<boolean> {
  return (await startOfProcess(pid)) === startedAt;
}

/** The name of the program stands in parentheses and may hold anything; a zombie is no process any more. */
async function startByProc(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? [];
  return fields[0] === "Z" ? null : (fields[START_TIME_FIELD] ?? null);
}

async function startByPs(pid: number): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)("ps", ["-o", "lstart=", "-p", String(pid)]);
    return stdout.trim() === "" ? null : stdout.trim();
  } catch {
    return null;
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
