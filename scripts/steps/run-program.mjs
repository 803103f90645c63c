import { fail, setUp } from "../setup.mjs";
import { findNode } from "./find-node.mjs";
import { inRoot } from "./project-paths.mjs";
import { endAllOnSignal, startCommand } from "./run-command.mjs";

async function run(program, needs) {
  const failures = await setUp(needs);
  if (Object.keys(failures).length > 0) throw new Error("not everything that it needs is there");
  const child = startCommand(findNode(), [inRoot(program), ...process.argv.slice(2)], { stdio: "inherit" });
  const code = await new Promise((resolve) => child.once("close", (exit) => resolve(exit ?? 1)));
  process.exitCode = code;
}

/** Sets up, then hands the terminal to a TypeScript program of the repository, with this script's arguments. */
export function runProgram(program, needs) {
  endAllOnSignal();
  run(program, needs).catch(fail);
}
