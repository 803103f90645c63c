import { type Command, InvalidArgumentError, Option } from "commander";
import { closest } from "@tutti/client/closest";

/** An option of a command: how it is written, what it says in the help, and the value that a command gets. */
export interface OptionSpec<T> {
  readonly option: Option;
  /** The value when it is not given. */
  readonly fallback: T;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec<unknown>>>;
export type OptionValues<O extends OptionSpecs> = { readonly [K in keyof O]: O[K]["fallback"] };

/** `--flag`: true when given. */
export function flag(flags: string, description: string): OptionSpec<boolean> {
  return { option: new Option(flags, description), fallback: false };
}

/** `--a` and `--no-a` beside each other: null when neither is given. */
export function toggle(flags: string, description: string): OptionSpec<boolean | null> {
  return { option: new Option(flags, description), fallback: null };
}

/** `--name <text>` */
export function text(flags: string, description: string): OptionSpec<string | null> {
  return { option: new Option(flags, description), fallback: null };
}

/** `--name <text>`, any number of times. */
export function texts(
  flags: string,
  description: string,
  read: (text: string) => string = (value) => value,
): OptionSpec<readonly string[]> {
  const option = new Option(flags, description).argParser<string[] | undefined>((value, before) => [
    ...(before ?? []),
    read(value),
  ]);
  return { option, fallback: [] };
}

/** `--limit <count>`: a whole number not below `min`. */
export function count<T extends number | null>(
  flags: string,
  description: string,
  { min, fallback }: { readonly min: number; readonly fallback: T },
): OptionSpec<number | T> {
  const option = new Option(flags, description).argParser<number>((value) => {
    if (/^\d{1,9}$/.test(value) && Number(value) >= min) return Number(value);
    throw new InvalidArgumentError(`It must be a whole number from ${min}.`);
  });
  return { option: fallback === null ? option : option.default(fallback), fallback };
}

/** `--timeout <seconds>`: a number above zero; null waits for ever. */
export function seconds(flags: string, description: string): OptionSpec<number | null> {
  const option = new Option(flags, description).argParser<number>((value) => {
    const number = Number(value);
    if (/^\d+(\.\d+)?$/.test(value) && number > 0) return number;
    throw new InvalidArgumentError("It must be a number of seconds above zero.");
  });
  return { option, fallback: null };
}

/** `--rate <number>`: a number not below zero. */
export function number(flags: string, description: string): OptionSpec<number | null> {
  const option = new Option(flags, description).argParser<number>((value) => {
    if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
    throw new InvalidArgumentError("It must be a number from 0.");
  });
  return { option, fallback: null };
}

/** One of a few words, in any case. Throws what commander reports as a wrong value. */
export function oneOf(words: readonly string[]): (value: string) => string {
  return (value) => {
    const word = words.find((known) => known.toLowerCase() === value.toLowerCase());
    if (word !== undefined) return word;
    const near = closest(value, words);
    if (near !== null && near !== value) throw new InvalidArgumentError(`Did you mean ${near}?`);
    throw new InvalidArgumentError(`It must be ${new Intl.ListFormat("en", { type: "disjunction" }).format(words)}.`);
  };
}

/** What stands beside every read: `-o json`. */
export const outputOption: OptionSpec<string | null> = {
  option: new Option("-o, --output <format>", "json, for programs").argParser(oneOf(["json"])),
  fallback: null,
};

/** What stands beside `-o json`: only these fields of it. */
export function fieldsOption(): Option {
  return new Option("--json <fields>", "as -o json, only these fields: id,name");
}

/** The fields that --json names; null without it. */
export function chosenFields(command: Command): readonly string[] | null {
  const { json }: { json?: unknown } = command.opts();
  return typeof json === "string" ? json.split(",").map((field) => field.trim()) : null;
}

/** The value that was given, or the fallback. To choose fields is to ask for JSON. */
export function optionValues<O extends OptionSpecs>(command: Command, specs: O): OptionValues<O> {
  const given: Record<string, unknown> = { ...command.opts() };
  if (given["json"] !== undefined) given["output"] = "json";
  const entries = Object.entries(specs).map(([key, { option, fallback }]) => [
    key,
    given[option.attributeName()] ?? fallback,
  ]);
  // Each entry has the type of its fallback: the option's own parser made it.
  return Object.fromEntries(entries) as OptionValues<O>;
}
