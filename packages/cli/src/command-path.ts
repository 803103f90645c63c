import { COMMAND_GROUPS, SINGLE_COMMANDS } from "./command-tree.ts";

/** The command that a command line begins with, as far as it names one: `["flow-run", "ls"]`. Options are passed over. */
export function commandPath(argv: readonly string[]): string[] {
  const [first, second] = argv.filter((word, index) => !word.startsWith("-") && !takesValue(argv[index - 1]));
  const group = COMMAND_GROUPS.find(({ name }) => name === first);
  if (group !== undefined) {
    const command = group.commands.find(({ name }) => name === second);
    return command === undefined ? [group.name] : [group.name, command.name];
  }
  return SINGLE_COMMANDS.filter(({ name }) => name === first).map(({ name }) => name);
}

function takesValue(option: string | undefined): boolean {
  return option === "-p" || option === "--profile";
}
