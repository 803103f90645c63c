import { COMMAND_TREE } from "../../src/command-tree.ts";
import { type CommandEntry, type CommandGroup, isGroup } from "../../src/tree/entry.ts";

/** Every command, with the words that call it. */
export function allCommands(
  nodes: readonly (CommandEntry | CommandGroup)[] = COMMAND_TREE.flatMap(({ commands }) => commands),
  before = "",
): { path: string; entry: CommandEntry }[] {
  return nodes.flatMap((node) =>
    isGroup(node)
      ? allCommands(node.commands, `${before}${node.name} `)
      : [{ path: `${before}${node.name}`, entry: node }],
  );
}

// As a program it loads them all, as their help does.
if (import.meta.main) for (const { entry } of allCommands()) await entry.load();
