import { Command } from "commander";
import type { CommandHooks } from "./command.ts";
import { examplesText, USUAL_WIDTH } from "./examples-text.ts";
import { helpLayout } from "./help-layout.ts";
import { COMMAND_TREE } from "./command-tree.ts";
import type { Output } from "./output.ts";
import { sessionOptions } from "./session-options.ts";
import { type CommandEntry, type CommandGroup, isGroup } from "./tree/entry.ts";
import { wrapWords } from "./wrap-words.ts";

/**
 * Commander's tree of all commands. A command is loaded only when it is called, so that help and the others stay quick.
 * Nothing here ends the process: commander's wishes to do so are thrown as `CommanderError`.
 */
export function buildProgram(hooks: CommandHooks, output: Output): Command {
  const program = new Command("tutti");
  settleParsing(program, output);
  program
    .description("Workflow orchestration: run flows, see what they do.")
    .enablePositionalOptions()
    .option("-v, --version", "print the version")
    .helpOption("-h, --help", "show help; it also stands behind every command")
    .addHelpText("after", () => rootHelp(process.stdout.isTTY ? process.stdout.columns : undefined));
  for (const option of sessionOptions()) program.addOption(option);
  for (const { heading, commands } of COMMAND_TREE) {
    for (const node of commands) addNode(program, node, hooks).helpGroup(heading);
  }
  loadWhenCalled(
    program,
    COMMAND_TREE.flatMap(({ commands }) => commands),
    hooks,
  );
  return program;
}

const ABOUT_ALL =
  "A run is named by its id, the beginning of its id, or its name. Data goes to stdout, all else to stderr, and most reads take -o json. Exit codes: 0 done, 1 failed, 2 wrong usage, 4 not found, 5 time is up.";

const EXAMPLES = [
  ["tutti server start", "server and dashboard, until Ctrl-C"],
  ["tutti flow-run ls --state-type FAILED", "what went wrong lately"],
  ["tutti flow-run logs -f brave-otter", "follow a run"],
  ["tutti <command> --help", "what a command takes"],
] as const;

function rootHelp(width: number | undefined): string {
  return `\n${wrapWords(ABOUT_ALL, width ?? USUAL_WIDTH).join("\n")}\n${examplesText(EXAMPLES, width)}`;
}

/** Settings that commander's subcommands inherit. */
function settleParsing(program: Command, output: Output): void {
  program
    .exitOverride()
    .helpCommand(false)
    .allowExcessArguments(false)
    .configureOutput({ writeErr: (text) => process.stdout.write(text), outputError: () => undefined })
    .configureHelp({
      minWidthToWrap: 20,
      ...helpLayout,
      styleTitle: (title) => output.style("bold", title),
      styleCommandText: (text) => output.style("cyan", text),
      styleSubcommandText: (text) => output.style("cyan", text),
      styleOptionText: (text) => output.style("green", text),
      styleArgumentText: (text) => output.style("yellow", text),
    });
}

function addNode(parent: Command, node: CommandEntry | CommandGroup, hooks: CommandHooks): Command {
  const command = parent
    .command(node.name)
    .aliases(node.aliases ?? [])
    .summary(node.summary);
  command.helpOption("-h, --help", "show this help");
  if (!isGroup(node)) return command;
  command.description(sentence(node.summary)).helpCommand(false);
  for (const child of node.commands) addNode(command, child, hooks);
  loadWhenCalled(command, node.commands, hooks);
  return command;
}

function loadWhenCalled(parent: Command, nodes: readonly (CommandEntry | CommandGroup)[], hooks: CommandHooks): void {
  parent.hook("preSubcommand", async (_parent, command) => {
    const node = nodes.find(({ name }) => name === command.name());
    if (node !== undefined && !isGroup(node)) (await node.load()).install(command, hooks);
  });
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}
