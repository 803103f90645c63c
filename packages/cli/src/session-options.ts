import { Option } from "commander";

/** Options of the program that may also stand behind the command, less the short forms that the command takes itself. */
export function sessionOptions(taken: readonly Option[] = []): Option[] {
  const hasOwnP = taken.some(({ short }) => short === "-p");
  return [
    new Option(hasOwnP ? "--profile <name>" : "-p, --profile <name>", "use the settings of this profile").helpGroup(
      "Session options:",
    ),
    new Option("--prompt", "ask questions, as on a terminal").helpGroup("Session options:").hideHelp(),
    new Option("--no-prompt", "never ask").helpGroup("Session options:"),
  ];
}
