import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CommandOptions } from "../steps/run-command.ts";
import type { LockedProject } from "./locked-project.ts";
import { NPM } from "./package-manager.ts";
import { runManager } from "./run-manager.ts";

export interface NpmTools extends Omit<CommandOptions, "directory" | "shell"> {
  readonly say: (line: string) => void;
}

const STAMP = join("node_modules", ".tutti-installed");

/** Remembers in a folder what is installed there. */
export async function writeStamp(folder: string, key: string): Promise<void> {
  await mkdir(join(folder, "node_modules"), { recursive: true });
  await writeFile(join(folder, STAMP), key);
}

export async function isInstalled(folder: string, key: string): Promise<boolean> {
  return (await readFile(join(folder, STAMP), "utf8").catch(() => null)) === key;
}

/** Installs into the folder itself; what a lockfile says, only when that was not done already. */
export async function installHere(folder: string, project: LockedProject | null, tools: NpmTools): Promise<void> {
  if (project === null) {
    await runManager(folder, { ...NPM, arguments: ["install", "--no-audit", "--no-fund"] }, tools);
    return;
  }
  if (await isInstalled(folder, project.key)) {
    tools.say("The dependencies are installed already");
    return;
  }
  await runManager(folder, project.manager, tools);
  await writeStamp(folder, project.key);
}
