import { Argument, type Command } from "commander";
import type { CommandContext } from "./context.ts";
import { EXIT, type ExitCode } from "./exit-code.ts";
import { chosenJson, jsonOptions, type OptionSpecs, type OptionValues, optionValues, outputOption } from "./option.ts";
import type { JsonChoice, ShapeJson } from "./shape-json.ts";
import { sessionOptions } from "./session-options.ts";
import { examplesText } from "./examples-text.ts";

export interface ArgumentSpec {
  /** `<run>` is needed, `[name]` may be left out, `<settings...>` takes any number. */
  readonly term: string;
  readonly description: string;
}

export interface CommandInput<O extends OptionSpecs> {
  /** The arguments one after the other; one that was left out is missing. */
  readonly args: readonly string[];
  readonly options: OptionValues<O>;
}

export interface CommandDefinition<O extends OptionSpecs> {
  /** What the command does, in sentences; the line in the list of commands stands in the tree. */
  readonly description: string;
  readonly arguments?: readonly ArgumentSpec[];
  readonly options: O;
  readonly examples: readonly (readonly [command: string, what: string])[];
  /** Does it, and answers the exit code where it is not 0. Throws `TuttiError` for what people can put right. */
  readonly run: (context: CommandContext, input: CommandInput<O>) => Promise<ExitCode | undefined | void>;
}

/** A command that can be put onto commander's tree. `finish` is told the exit code. */
export interface InstallableCommand {
  install(command: Command, hooks: CommandHooks): void;
}

export interface CommandHooks {
  readonly openContext: (command: Command) => Promise<CommandContext>;
  readonly finish: (code: ExitCode) => void;
}

export function defineCommand<const O extends OptionSpecs>(definition: CommandDefinition<O>): InstallableCommand {
  return {
    install(command, { openContext, finish }) {
      command.description(definition.description);
      for (const { term, description } of definition.arguments ?? []) {
        command.addArgument(new Argument(term, description));
      }
      const own = Object.values(definition.options).map(({ option }) => option);
      const isRead = own.includes(outputOption.option);
      for (const option of [...own, ...(isRead ? jsonOptions() : []), ...sessionOptions(own)]) {
        command.addOption(option);
      }
      command.addHelpText("after", () =>
        examplesText(definition.examples, process.stdout.isTTY ? process.stdout.columns : undefined),
      );
      command.action(async () => {
        const input = { args: command.args, options: optionValues(command, definition.options) };
        const context = await openContext(command);
        const chosen = isRead ? chosenJson(command) : null;
        if (chosen !== null) context.output.shapeJson(await shapeOf(chosen));
        finish((await definition.run(context, input)) ?? EXIT.ok);
      });
    },
  };
}

async function shapeOf(chosen: JsonChoice): Promise<ShapeJson> {
  const { jsonShape } = await import("./shape-json.ts");
  return jsonShape(chosen);
}
