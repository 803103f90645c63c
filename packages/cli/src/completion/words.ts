import { Command } from "commander";
import { COMMAND_TREE } from "../command-tree.ts";
import { type CommandEntry, type CommandGroup, isGroup } from "../tree/entry.ts";

/** What may follow the words of a command line, by those words: `deployment schedule` -> `create ls …`. */
export async function completionWords(): Promise<ReadonlyMap<string, readonly string[]>> {
  const words = new Map<string, readonly string[]>();
  const top = COMMAND_TREE.flatMap(({ commands }) => commands);
  words.set("", [...top.map(({ name }) => name), "help", "--help", "--version", "--profile", "--no-prompt"]);
  for (const node of top) await add(words, node, "");
  return words;
}

async function add(
  words: Map<string, readonly string[]>,
  node: CommandEntry | CommandGroup,
  before: string,
): Promise<void> {
  const paths = [node.name, ...(node.aliases ?? [])].map((name) => (before === "" ? name : `${before} ${name}`));
  const following = isGroup(node) ? [...node.commands.map(({ name }) => name), "--help"] : await optionsOf(node);
  for (const path of paths) words.set(path, following);
  if (isGroup(node)) for (const path of paths) for (const child of node.commands) await add(words, child, path);
}

async function optionsOf(entry: CommandEntry): Promise<string[]> {
  const command = new Command(entry.name);
  (await entry.load()).install(command, {
    openContext: () => Promise.reject(new Error("nothing is run to complete a word")),
    finish: () => undefined,
  });
  return [...command.options.flatMap(({ long, hidden }) => (hidden || !long ? [] : [long])), "--help"];
}
