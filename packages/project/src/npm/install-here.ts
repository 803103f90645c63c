import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CommandOptions } from "../steps/run-command.ts";
import { runProgram } from "../steps/program-step.ts";

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

/** Installs into the folder itself; with a key, only when that was not done already. */
export async function installHere(folder: string, key: string | null, tools: NpmTools): Promise<void> {
  if (key !== null && (await isInstalled(folder, key))) {
    tools.say("The dependencies are installed already");
    return;
  }
  await runNpm(folder, key === null ? "install" : "ci", tools);
  if (key !== null) await writeStamp(folder, key);
}

export async function runNpm(directory: string, command: "ci" | "install", tools: NpmTools): Promise<void> {
  tools.say(`Installing dependencies: npm ${command}`);
  const { environment, signal, onLine } = tools;
  const shell = process.platform === "win32";
  await runProgram("npm", [command, "--no-audit", "--no-fund"], { directory, environment, signal, onLine, shell });
}
