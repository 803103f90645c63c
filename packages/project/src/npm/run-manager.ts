import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { TuttiError } from "@tutti/core/errors";
import { runProgram } from "../steps/program-step.ts";
import type { NpmTools } from "./install-here.ts";
import type { PackageManager } from "./package-manager.ts";

/** Installs what the lockfile of a folder says: by the manager of the machine, else by one that npx fetches. */
export async function runManager(directory: string, manager: PackageManager, tools: NpmTools): Promise<void> {
  const { environment, signal, onLine } = tools;
  const words = await commandOf(manager, environment["PATH"] ?? "");
  tools.say(`Installing dependencies: ${words.filter((word) => !word.startsWith("--no-")).join(" ")}`);
  const [program = "", ...args] = words;
  const shell = process.platform === "win32";
  const env = { ...environment, ...manager.environment };
  await runProgram(program, args, { directory, environment: env, signal, onLine, shell });
}

async function commandOf(manager: PackageManager, path: string): Promise<string[]> {
  const { program, package: fetched, lockfile } = manager;
  if (fetched === null || (await isOnPath(program, path))) return [program, ...manager.arguments];
  if (await isOnPath("npx", path)) return ["npx", "--yes", fetched, ...manager.arguments];
  const problem = `${lockfile} is ${program}'s, and neither ${program} nor npx is on the PATH here: install ${program}`;
  throw new TuttiError("failed_step", problem);
}

async function isOnPath(program: string, path: string): Promise<boolean> {
  const names = process.platform === "win32" ? [`${program}.cmd`, `${program}.exe`] : [program];
  const places = path.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const found = await Promise.all(
    places.map((place) =>
      access(place, constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}
