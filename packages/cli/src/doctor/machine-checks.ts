import { mkdir, rm, statfs, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Finding, fine, note, wrong } from "./check.ts";

const LEAST_NODE: readonly [major: number, minor: number] = [24, 2];
const LEAST_FREE_BYTES = 500_000_000;

export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const [leastMajor, leastMinor] = LEAST_NODE;
  const isEnough = major > leastMajor || (major === leastMajor && minor >= leastMinor);
  if (isEnough) return fine("Node", version);
  return wrong("Node", `${version} is too old`, `Install Node ${LEAST_NODE.join(".")} or newer.`);
}

export async function checkHome(home: string): Promise<Finding> {
  const probe = join(home, `.doctor-${process.pid}`);
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    await writeFile(probe, "");
    await rm(probe);
    return fine("Home", home);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return wrong("Home", reason, "Make it writable, or set TUTTI_HOME to a folder that is.");
  }
}

export async function checkDisk(home: string): Promise<Finding> {
  try {
    const { bavail, bsize } = await statfs(home);
    const free = bavail * bsize;
    const text = `${(free / 1e9).toFixed(1)} GB free`;
    return free >= LEAST_FREE_BYTES ? fine("Disk", text) : note("Disk", text, `Make room on the disk of ${home}.`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return note("Disk", reason, "See Home.");
  }
}
