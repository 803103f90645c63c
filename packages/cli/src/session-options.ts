import { Option } from "commander";

/** Options of the program that may also stand behind the command. */
export function sessionOptions(): Option[] {
  return [
    new Option("-p, --profile <name>", "use the settings of this profile").helpGroup("Session options:"),
    new Option("--prompt", "ask questions, as on a terminal").helpGroup("Session options:").hideHelp(),
    new Option("--no-prompt", "never ask").helpGroup("Session options:"),
  ];
}
