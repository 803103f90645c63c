import { confirm, multiselect, type Option, password, select, text } from "@clack/prompts";
import { TuttiError } from "@tutti/core/errors";
import type { CommandContext } from "./context.ts";
import { EXIT } from "./exit-code.ts";

interface Question {
  readonly message: string;
  /** What to type instead of being asked: `--type <type>`. */
  readonly instead: string;
}

export interface TextQuestion extends Question {
  readonly placeholder?: string;
  readonly initialValue?: string;
  /** Does not show what is typed. */
  readonly isSecret?: boolean;
  /** What is wrong with an answer, or null. */
  readonly problem?: (answer: string) => string | null;
}

export interface Choice<Value> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

/** Asks for a line of text. Throws `invalid_usage` where nobody can be asked. */
export async function ask(context: CommandContext, question: TextQuestion): Promise<string> {
  mustBeInteractive(context, question);
  const { message, placeholder, initialValue, isSecret, problem } = question;
  const options = {
    message,
    output: process.stderr,
    validate: (answer: string | undefined) => problem?.(answer ?? "") ?? undefined,
  };
  if (isSecret === true) return answered(await password(options));
  const hints = {
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(initialValue === undefined ? {} : { initialValue }),
  };
  return answered(await text({ ...options, ...hints })) ?? "";
}

/** Lets a person choose one of several. Throws `invalid_usage` where nobody can be asked. */
export async function choose<Value extends string>(
  context: CommandContext,
  question: Question & { readonly choices: readonly Choice<Value>[] },
): Promise<Value> {
  mustBeInteractive(context, question);
  const value = answered(await select(shown(question)));
  const chosen = question.choices.find((choice) => choice.value === value);
  if (chosen === undefined) throw new Error("none of the choices was chosen");
  return chosen.value;
}

/** Lets a person choose one or more of several. Throws `invalid_usage` where nobody can be asked. */
export async function chooseSome(
  context: CommandContext,
  question: Question & { readonly choices: readonly Choice<string>[]; readonly initialValues?: readonly string[] },
): Promise<string[]> {
  mustBeInteractive(context, question);
  const { initialValues = [] } = question;
  return answered(await multiselect({ ...shown(question), required: true, initialValues: [...initialValues] }));
}

function shown({ message, choices }: Question & { readonly choices: readonly Choice<string>[] }) {
  const options: Option<string>[] = choices.map(({ value, label, hint }) => ({
    value,
    label,
    ...(hint === undefined ? {} : { hint }),
  }));
  return { message, options, maxItems: 12, output: process.stderr };
}

/** Asks whether to do something that can be undone. Throws `invalid_usage` where nobody can be asked. */
export async function offer(
  context: CommandContext,
  question: Question & { readonly initialValue?: boolean },
): Promise<boolean> {
  mustBeInteractive(context, question);
  const { message, initialValue = true } = question;
  return answered(await confirm({ message, initialValue, output: process.stderr }));
}

function mustBeInteractive({ isInteractive }: CommandContext, { message, instead }: Question): void {
  if (isInteractive) return;
  throw new TuttiError("invalid_usage", `${message.replace(/\??$/, "?")} Nobody can be asked here: give ${instead}.`);
}

/** Ctrl-C at a question ends the program as everywhere else. */
function answered<T>(answer: T): Exclude<T, symbol> {
  if (typeof answer === "symbol") process.exit(EXIT.interrupted);
  return answer as Exclude<T, symbol>;
}
