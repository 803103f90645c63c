import type { JsonChoice } from "./shape-json.ts";
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

/** `--when <what>`: one of a few words, in any case. */
export function oneWord<W extends string>(
  flags: string,
  description: string,
  words: readonly W[],
): OptionSpec<W | null> {
  return { option: new Option(flags, description).argParser(oneOf(words)), fallback: null };
}

/** What stands beside every read: `-o json`. */
export const outputOption: OptionSpec<string | null> = {
  option: new Option("-o, --output <format>", "json, for programs").argParser(oneOf(["json"])),
  fallback: null,
};

/** What stands beside `-o json`: which part of it, and how it is written. */
export function jsonOptions(): Option[] {
  return [
    new Option("--json <fields>", "as -o json, only these fields: id,name"),
    new Option("--jq <filter>", "as -o json, through this filter of jq: '.[].name'"),
    new Option("--template <text>", "each filled into this text: '{{ name }} is {{ state_name }}'"),
  ];
}

/** What of these was given; null without any. */
export function chosenJson(command: Command): JsonChoice | null {
  const { json, jq, template }: { json?: unknown; jq?: unknown; template?: unknown } = command.opts();
  if (json === undefined && jq === undefined && template === undefined) return null;
  return {
    fields: typeof json === "string" ? json.split(",").map((field) => field.trim()) : null,
    jq: typeof jq === "string" ? jq : null,
    template: typeof template === "string" ? template : null,
  };
}

/** The value that was given, or the fallback. To choose of JSON is to ask for it. */
export function optionValues<O extends OptionSpecs>(command: Command, specs: O): OptionValues<O> {
  const given: Record<string, unknown> = { ...command.opts() };
  if (specs["output"] === outputOption && chosenJson(command) !== null) given["output"] = "json";
  const entries = Object.entries(specs).map(([key, { option, fallback }]) => [
    key,
    given[option.attributeName()] ?? fallback,
  ]);
  // Each entry has the type of its fallback: the option's own parser made it.
  return Object.fromEntries(entries) as OptionValues<O>;
}
