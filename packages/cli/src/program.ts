import { Command } from "commander";
import type { CommandHooks } from "./command.ts";
import { COMMAND_GROUPS, type CommandEntry, SINGLE_COMMANDS } from "./command-tree.ts";
import type { Output } from "./output.ts";
import { sessionOptions } from "./session-options.ts";

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
    .addHelpText("after", ROOT_HELP);
  for (const option of sessionOptions()) program.addOption(option);
  for (const group of COMMAND_GROUPS) {
    const parent = program.command(group.name).summary(group.summary).description(sentence(group.summary));
    parent.helpGroup(group.heading).helpOption("-h, --help", "show this help").helpCommand(false);
    for (const entry of group.commands) declare(parent, entry);
    loadWhenCalled(parent, group.commands, hooks);
  }
  for (const entry of SINGLE_COMMANDS) declare(program, entry).helpGroup(entry.heading);
  loadWhenCalled(program, SINGLE_COMMANDS, hooks);
  return program;
}

const ROOT_HELP = `
A run is named by its id, the beginning of its id, or its name. Data goes to stdout, all else
to stderr, and most reads take -o json. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no server,
4 not found, 5 time is up.

Examples:
  tutti server start                     start the server; the dashboard is at /dashboard
  tutti flow-run ls --state-type FAILED  what went wrong lately
  tutti flow-run logs -f brave-otter     follow a run
  tutti <command> --help                 what a command takes`;

/** Settings that commander's subcommands inherit. */
function settleParsing(program: Command, output: Output): void {
  program
    .exitOverride()
    .helpCommand(false)
    .allowExcessArguments(false)
    .configureOutput({ writeErr: (text) => process.stdout.write(text), outputError: () => undefined })
    .configureHelp({
      styleTitle: (title) => output.style("bold", title),
      styleCommandText: (text) => output.style("cyan", text),
      styleSubcommandText: (text) => output.style("cyan", text),
      styleOptionText: (text) => output.style("green", text),
      styleArgumentText: (text) => output.style("yellow", text),
    });
}

function declare(parent: Command, entry: CommandEntry): Command {
  return parent.command(entry.name).summary(entry.summary).helpOption("-h, --help", "show this help");
}

function loadWhenCalled(parent: Command, entries: readonly CommandEntry[], hooks: CommandHooks): void {
  parent.hook("preSubcommand", async (_parent, command) => {
    const entry = entries.find(({ name }) => name === command.name());
    if (entry !== undefined) (await entry.load()).install(command, hooks);
  });
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}
