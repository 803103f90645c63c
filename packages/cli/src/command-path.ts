import { COMMAND_TREE } from "./command-tree.ts";
import { type CommandEntry, type CommandGroup, isGroup } from "./tree/entry.ts";

/** The command that a command line begins with, as far as it names one: `["flow-run", "ls"]`. Options are passed over. */
export function commandPath(argv: readonly string[]): string[] {
  const words = argv.filter((word, index) => !word.startsWith("-") && !takesValue(argv[index - 1]));
  const path: string[] = [];
  let nodes: readonly (CommandEntry | CommandGroup)[] = COMMAND_TREE.flatMap(({ commands }) => commands);
  for (const word of words) {
    const node = nodes.find(({ name, aliases }) => name === word || aliases?.includes(word));
    if (node === undefined) break;
    path.push(node.name);
    nodes = isGroup(node) ? node.commands : [];
  }
  return path;
}

function takesValue(option: string | undefined): boolean {
  return option === "-p" || option === "--profile";
}
